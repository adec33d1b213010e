/* What XML cannot hold is written as spreadsheets do, _x0007_, and so is text that only looks like that. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu
const MARKUP = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])
/** Most texts hold none of these and are written as they are: all that is looked up below, and whatever of it is near. */
const NOT_PLAIN = /[^ -%'-;=?-^`-~\u00a0-\ud7ff\ue000-\ufffd]/

/** Text as the content of an element. */
export function escaped(text: string): string {
  if (!NOT_PLAIN.test(text)) return text
  return text
    .toWellFormed()
    .replace(UNWRITABLE, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (found) => MARKUP.get(found) ?? found)
}

/** What a typed string cell holds: spaces at its edges and line breaks stay. Security requirement 31. */
export function inlineText(text: string): string {
  return `<is><t xml:space="preserve">${escaped(text)}</t></is>`
}
