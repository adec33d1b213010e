/** Printable ASCII and the common Han characters: already tidy and already NFC, so most cells need no work. */
const TIDY = /^[!-~\u4e00-\u9fff]*$/
/** Characters that print nothing: soft hyphens, joiners, direction marks, variation selectors, byte order marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
const SPACES = /[\s\p{Cc}]+/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g

/**
 * Text as people type it, made comparable: NFC, full-width letters, digits and signs made narrow, invisible
 * characters dropped, any run of spaces or controls made one space, none at the ends.
 */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ')
    .trim()
}

/** A sentence as people write it: its full-width commas and stops stay, unlike in what is compared. */
export function tidySentence(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim()
}

/** A tidy name of an organisation: among Han its brackets are wide, as certificates and invoices print them. */
export function tidyTitle(text: string): string {
  const title = tidy(text)
  return /\p{Script=Han}/u.test(title) ? title.replaceAll('(', '（').replaceAll(')', '）') : title
}

/** Tidy text without any space: for numbers of documents and telephones, which people group as they like. */
export function compact(text: string): string {
  return TIDY.test(text) ? text : tidy(text).replaceAll(' ', '')
}
