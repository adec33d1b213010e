import { dictionary } from '@zxcvbn-ts/language-common'

const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common'])

/** Whether a lower-case text is among the most common passwords (49,233 of them, of any length). */
export function isCommonPassword(text: string): boolean {
  return COMMON.has(text)
}
