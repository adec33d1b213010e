import { accept, refuse, type Decision } from '../shared/decision.ts'

declare const userName: unique symbol
/** Lower-case letters, then perhaps a number that tells namesakes apart, e.g. `zhangsan2`. */
export type UserName = string & { readonly [userName]: true }

/** How a name is read: the surname first, then the given name, syllable by syllable. */
export type NameReading = { readonly surname: string; readonly given: readonly string[] }

const LONGEST = 64

/** `Lǚ` and `lü` become `lv`, the way people type them; tone marks, points and spaces go. */
function plainLetters(syllable: string): string {
  return syllable
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308|u[\u0300-\u0304\u030c]\u0308|u\u0308[\u0300-\u0304\u030c]/g, 'v')
    .replace(/[^a-z]/g, '')
}

/** The user name that a handler's name asks for: its full pinyin in lower case; refused where nothing can be read. */
export function proposedUserName(reading: NameReading): Decision<UserName, { code: 'name-without-reading' }> {
  const letters = [reading.surname, ...reading.given].map(plainLetters).join('').slice(0, LONGEST)
  return letters.length < 2 ? refuse({ code: 'name-without-reading' }) : accept(letters as UserName)
}

/** A user name as the applicant corrected it: 2 to 64 lower-case letters, then at most four digits. */
export function parseUserName(typed: string): Decision<UserName, { code: 'user-name-malformed' }> {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  return /^[a-z]{2,64}(?:[1-9]\d{0,3})?$/.test(name)
    ? accept(name as UserName)
    : refuse({ code: 'user-name-malformed' })
}

/** The first free one of `zhangsan`, `zhangsan2`, `zhangsan3` …, given the names that begin alike. */
export function nextFreeUserName(wanted: UserName, taken: ReadonlySet<string>): UserName {
  if (!taken.has(wanted)) return wanted
  const base = wanted.replace(/\d/g, '')
  for (let number = 2; ; number += 1) {
    const candidate = `${base}${number}`
    if (!taken.has(candidate)) return candidate as UserName
  }
}
