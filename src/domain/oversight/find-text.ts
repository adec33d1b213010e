/** What somebody typed to find something: a number that begins with it, a part of a unit's name, or nothing yet. */
export type FindText = { readonly number: string | undefined; readonly name: string | undefined }

const LEAST_NUMBER = 4
const LEAST_NAME = 2

/** Numbers are letters and digits from four on; names have two characters at least, one of them no letter or digit. */
export function readFindText(typed: string): FindText {
  const text = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const number = text.replace(/ /g, '').toUpperCase()
  const isNumber = /^[0-9A-Z]+$/.test(number)
  return {
    number: isNumber && number.length >= LEAST_NUMBER ? number : undefined,
    name: !isNumber && Array.from(text).length >= LEAST_NAME ? text : undefined,
  }
}
