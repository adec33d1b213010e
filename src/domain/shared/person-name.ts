import { accept, refuse, type Decision } from './decision.ts'
import { tidy } from './typed-text.ts'

declare const personName: unique symbol
/** A person's name, normalised; only `parsePersonName` makes one. */
export type PersonName = string & { readonly [personName]: true }

export type NameRefusal =
  | { readonly code: 'name-missing' }
  | { readonly code: 'name-has-other-characters'; readonly found: string }
/** What was changed or needs a look: a variant of the middle dot, or characters that few fonts and systems know. */
export type NameNotice = 'middle-dot-changed' | 'rare-characters'
export type ReadName = { readonly name: PersonName; readonly notices: readonly NameNotice[] }

const COMMON = /^[\u4e00-\u9fff]{1,20}$/
const HAN = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u
const LATIN = /^\p{Script=Latin}+(?:(?:[-'’.,] ?| )\p{Script=Latin}+)*$/u
const SPACE_BETWEEN_HAN = /(?<=[\p{Script=Han}·]) +(?=[\p{Script=Han}·])/gu
/** Other dots that people type for the middle dot; ． and 。-like full-width forms are narrow by now. */
const DOT_BETWEEN_HAN = /(?<=\p{Script=Han}) ?[.•・‧⋅∙．] ?(?=\p{Script=Han})/gu
const NOT_IN_NAMES = /[^\p{Script=Han}\p{Script=Latin}· '’.,-]/u
const BEYOND_BMP = /[\u{10000}-\u{10ffff}]/u
const LONGEST = 100
const NOTHING: readonly NameNotice[] = []

/**
 * Reads a name of Han characters (spaces between them drop, other dots between them become ·) or of Latin letters with
 * single spaces and, between letters, - ' ’ . and ,. Anything else is refused with the first character that does not belong.
 */
export function parsePersonName(text: string): Decision<ReadName, NameRefusal> {
  if (COMMON.test(text)) return accept({ name: text as PersonName, notices: NOTHING })
  const spaced = tidy(text)
  if (spaced === '') return refuse({ code: 'name-missing' })
  const joined = spaced.replace(SPACE_BETWEEN_HAN, '')
  const name = joined.replace(DOT_BETWEEN_HAN, '·')
  const readable = name.length <= LONGEST && (HAN.test(name) || LATIN.test(name))
  if (!readable) return refuse({ code: 'name-has-other-characters', found: NOT_IN_NAMES.exec(name)?.[0] ?? '' })
  const notices: NameNotice[] = []
  if (name !== joined) notices.push('middle-dot-changed')
  if (BEYOND_BMP.test(name)) notices.push('rare-characters')
  return accept({ name: name as PersonName, notices })
}

/** For lists and exports: the first character and one star, whatever the length. */
export function maskName(name: string): string {
  const [first = ''] = name
  return `${first}*`
}
