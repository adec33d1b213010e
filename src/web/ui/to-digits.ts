/** Full-width forms (０-９, letters, punctuation) as their plain ones, without spaces around. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .trim()
}

/** Only the digits of what was typed. */
export function toDigits(text: string): string {
  return toHalfWidth(text).replace(/\D/g, '')
}
