/** What waits is counted up to here and told as so many and more: nobody works off an exact hundred thousand. */
export const COUNTED_AT_MOST = 10_000

/** A count that is exact below `COUNTED_AT_MOST`, as people read it. */
export function countText(count: number): string {
  return count < COUNTED_AT_MOST ? `${count}` : `${COUNTED_AT_MOST}+`
}
