/**
 * What must never stand in full in a log, a link or a text message. Each is recognised by its shape where no letter or
 * digit stands next to it, so that our own numbers (`CB…`, `QR…`, `CL…`) pass.
 */
const IDENTITY = /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g
const RESIDENCE_CARD = /(?<![0-9A-Za-z])[A-Z]{3}\d{12}(?![0-9A-Za-z])/g
const BANK_CARD = /(?<![0-9A-Za-z.])\d{14,19}(?![0-9A-Za-z])/g
const PHONE = /(?<![0-9A-Za-z.])((?:\+?86[ -]?)?1[3-9]\d)([ -]?)\d{4}\2(\d{4})(?![0-9A-Za-z])/g

function ends(first: number, last: number): (found: string) => string {
  return (found) => found.slice(0, first) + '*'.repeat(found.length - first - last) + found.slice(found.length - last)
}

/** A text with identity numbers as 3 + 4 digits, phones as 3 + 4, cards as the last 4, wherever they stand. */
export function maskSensitive(text: string): string {
  return text
    .replace(IDENTITY, ends(3, 4))
    .replace(RESIDENCE_CARD, ends(3, 4))
    .replace(BANK_CARD, ends(0, 4))
    .replace(PHONE, (_, head: string, gap: string, tail: string) => `${head}${gap}****${gap}${tail}`)
}
