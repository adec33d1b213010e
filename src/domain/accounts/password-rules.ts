import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addDaysTo, type Instant } from '../shared/time.ts'
import { isPredictable, charactersLeft } from './password-patterns.ts'
import type { AccountKind } from './session-life.ts'

/** Switches of a deployment that an assessor may ask for (等保); both are off by default: length protects better. */
export type PasswordSwitches = {
  /** How many of lower case, upper case, digit and other a password must hold. */
  readonly leastClasses?: number
  /** After how many days a password must be changed. */
  readonly rotationDays?: number
}

export type PasswordSetting = {
  readonly kind: AccountKind
  /** Words that anybody would try for this account: its names, its unit, phone, and the association's own words. */
  readonly knownWords: readonly string[]
  /** Whether a lower-case text is on the list of common passwords. */
  readonly isCommon: (text: string) => boolean
  readonly switches: PasswordSwitches
}

export type PasswordRefusal =
  | { code: 'password-too-short'; least: number }
  | { code: 'password-too-long'; most: number }
  | { code: 'password-common' }
  | { code: 'password-predictable' }
  | { code: 'password-from-known-words' }
  | { code: 'password-needs-classes'; least: number }

const LEAST: Record<AccountKind, number> = { handler: 12, officer: 15 }
const MOST = 128
/** What must remain of a password once everything known about its owner is taken out. */
const LEAST_UNKNOWN = 8
/** The association's own words, which every guesser tries first. */
export const ASSOCIATION_WORDS: readonly string[] = [
  '互助',
  '工会',
  '职工',
  '保障',
  'huzhu',
  'gonghui',
  'zhigong',
  'baozhang',
]

/** The form of a password that is judged and hashed: an input method's full-width letters are the same password. */
export function normalisePassword(typed: string): string {
  return typed.normalize('NFKC')
}

const LOOKALIKES = new Map([
  ['@', 'a'],
  ['4', 'a'],
  ['3', 'e'],
  ['1', 'i'],
  ['!', 'i'],
  ['0', 'o'],
  ['$', 's'],
  ['5', 's'],
  ['7', 't'],
])

function coreOf(text: string): string {
  return /\p{L}(?:.*\p{L})?/su.exec(text)?.[0] ?? ''
}

/** The list is short for passwords of this length: what guessers make of shorter ones is recognised instead. */
function isCommonOrDerived(lower: string, isCommon: (text: string) => boolean): boolean {
  const repeated = /^(.+?)\1+$/su.exec(lower)?.[1]
  const core = coreOf(lower)
  const spelt = Array.from(core, (character) => LOOKALIKES.get(character) ?? character).join('')
  const forms = [lower, core, spelt, ...(repeated === undefined ? [] : [repeated])]
  return (
    forms.some(isCommon) || isLengthened(lower, isCommon) || [core, spelt].some((form) => isTwoCommon(form, isCommon))
  )
}

/** Shorter ones are found in too much. */
const LEAST_LENGTHENED = 5

/** A common password that has digits in itself, with nothing but digits and signs before or behind it. */
function isLengthened(lower: string, isCommon: (text: string) => boolean): boolean {
  const core = coreOf(lower)
  const begins = core === '' ? lower.length : lower.indexOf(core)
  const ends = core === '' ? 0 : begins + core.length
  for (let at = Math.max(ends, LEAST_LENGTHENED); at < lower.length; at++) if (isCommon(lower.slice(0, at))) return true
  for (let at = 1; at <= begins && lower.length - at >= LEAST_LENGTHENED; at++)
    if (isCommon(lower.slice(at))) return true
  return false
}

/** Two common passwords side by side, or with a date's worth of other characters between them. */
function isTwoCommon(core: string, isCommon: (text: string) => boolean): boolean {
  const parted = /^(\p{L}+)\P{L}{1,6}(\p{L}+)$/su.exec(core)
  if (parted) return parted.slice(1).every((part) => isCommon(part))
  for (let at = 1; at < core.length; at++) if (isCommon(core.slice(0, at)) && isCommon(core.slice(at))) return true
  return false
}

function classesOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length
}

/**
 * Judges a new password: 12 to 128 characters of any kind (code points; officers at least 15), not common, not a walk
 * over the keyboard, not made of what is known about its owner (security 16). Accepts the form to be hashed.
 */
export function judgePassword(typed: string, setting: PasswordSetting): Decision<string, PasswordRefusal> {
  const password = normalisePassword(typed)
  const lower = password.toLowerCase()
  const length = Array.from(password).length
  const leastClasses = setting.switches.leastClasses ?? 0
  const least = LEAST[setting.kind]
  if (length < least) return refuse({ code: 'password-too-short', least })
  if (length > MOST) return refuse({ code: 'password-too-long', most: MOST })
  if (isCommonOrDerived(lower, setting.isCommon)) return refuse({ code: 'password-common' })
  if (isPredictable(lower)) return refuse({ code: 'password-predictable' })
  if (charactersLeft(lower, [...setting.knownWords, ...ASSOCIATION_WORDS]) < LEAST_UNKNOWN)
    return refuse({ code: 'password-from-known-words' })
  if (classesOf(password) < leastClasses) return refuse({ code: 'password-needs-classes', least: leastClasses })
  return accept(password)
}

/** Whether a password must be changed by now, where a deployment rotates them. */
export function passwordIsDue(setAt: Instant, now: Instant, switches: PasswordSwitches): boolean {
  return switches.rotationDays !== undefined && addDaysTo(setAt, switches.rotationDays) <= now
}
