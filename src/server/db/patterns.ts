/** A pattern of LIKE in which what was typed stands for itself. */
export function containing(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, '\\$&')}%`
}
