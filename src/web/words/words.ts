import { zh } from './zh.ts'

export type WordKey = keyof typeof zh
/** What every language must say; a second one is `const en = {…} satisfies Dictionary`. */
export type Dictionary = Readonly<Record<WordKey, string>>

type Variables<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Variables<Rest>
  : never
type Filled<Key extends WordKey> = [Variables<(typeof zh)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Variables<(typeof zh)[Key]>, string | number>>]

/** Keys whose text has no variables. */
export type PlainKey = { [Key in WordKey]: [Variables<(typeof zh)[Key]>] extends [never] ? Key : never }[WordKey]

const dictionary: Dictionary = zh

/** Several names in one sentence. */
export function listOf(names: readonly string[]): string {
  return names.join(dictionary['ui.listComma'])
}

/** Several reasons in one line. */
export function reasonsOf(reasons: readonly string[]): string {
  return reasons.join(dictionary['ui.listSemicolon'])
}

/** The text for a key, with its `{variables}` filled in: `words('ui.pageOf', { page: 2 })`. */
export function words<Key extends WordKey>(key: Key, ...[values]: Filled<Key>): string {
  const text = dictionary[key]
  if (values === undefined) return text
  const given = new Map<string, string | number>(Object.entries(values))
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given.get(name) ?? whole))
}
