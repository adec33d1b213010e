import { formWords } from './zh/forms.ts'
import { menuWords } from './zh/menu.ts'
import { shellWords } from './zh/shell.ts'
import { uiWords } from './zh/ui.ts'
import type { zh } from './zh.ts'

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

/** Words of the frame and the kit; a page brings those of its capability, so that nobody loads what they do not see. */
const dictionary: Record<string, string> = { ...uiWords, ...formWords, ...shellWords, ...menuWords }

/** Called by a dictionary when it is loaded. */
export function addWords(more: Readonly<Record<string, string>>): void {
  Object.assign(dictionary, more)
}

function textOf(key: WordKey): string {
  const text = dictionary[key]
  if (text === undefined) throw new Error(`the dictionary of ${key} is not loaded: its page must import it`)
  return text
}

/** Several names in one sentence. */
export function listOf(names: readonly string[]): string {
  return names.join(textOf('ui.listComma'))
}

/** Several reasons in one line. */
export function reasonsOf(reasons: readonly string[]): string {
  return reasons.join(textOf('ui.listSemicolon'))
}

/** The text for a key, with its `{variables}` filled in: `words('ui.pageOf', { page: 2 })`. */
export function words<Key extends WordKey>(key: Key, ...[values]: Filled<Key>): string {
  const text = textOf(key)
  if (values === undefined) return text
  const given = new Map<string, string | number>(Object.entries(values))
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given.get(name) ?? whole))
}
