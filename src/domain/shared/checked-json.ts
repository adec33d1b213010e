import { parseDate, type CalendarDate } from './calendar-date.ts'
import { parseYuan, type Cents } from './cents.ts'
import { accept, refuse, type Accepted, type Refused } from './decision.ts'

/** What is wrong with a value at a path such as `sheets[0].total`; `expected` names what would be right. */
export type JsonProblem = { readonly path: string; readonly rule: JsonRule; readonly expected?: string }
export type JsonRule =
  | 'missing'
  | 'unknown-field'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-a-flag'
  | 'not-a-whole-number'
  | 'not-an-amount'
  | 'amount-given-as-number'
  | 'not-a-rate'
  | 'not-a-date'
  | 'not-one-of'

/** Reads a value that came from outside: notes every problem and answers undefined where it had one. */
export type Check<T> = (value: unknown, path: string, problems: JsonProblem[]) => T | undefined

type JsonRecord = { readonly [key: string]: unknown }

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A check made of a test: absent values are missing, others that fail break `rule`. */
function leaf<T>(rule: JsonRule, read: (value: unknown) => T | undefined, expected?: string): Check<T> {
  return (value, path, problems) => {
    const found = value === undefined ? undefined : read(value)
    if (found === undefined) problems.push({ path, rule: value === undefined ? 'missing' : rule, expected })
    return found
  }
}

export const text: Check<string> = leaf('not-a-text', (value) =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined,
)

export const flag: Check<boolean> = leaf('not-a-flag', (value) => (typeof value === 'boolean' ? value : undefined))

export function wholeNumber(least: number, most: number): Check<number> {
  const inside = (value: unknown) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most
  return leaf('not-a-whole-number', (value) => (inside(value) ? Number(value) : undefined), `${least}–${most}`)
}

/** Decimal yuan in a text. JSON numbers are refused: they have lost digits before anyone could look. */
export const yuan: Check<Cents> = (value, path, problems) => {
  if (typeof value === 'string') {
    const parsed = parseYuan(value)
    if (parsed.ok) return parsed.value
  }
  const rule = value === undefined ? 'missing' : typeof value === 'number' ? 'amount-given-as-number' : 'not-an-amount'
  problems.push({ path, rule })
  return undefined
}

/** A rate such as `70%` or `12.5%`, at most 100 %, as parts per 10,000. */
export const rate: Check<number> = leaf('not-a-rate', (value) => {
  const match = typeof value === 'string' ? /^(\d{1,3})(?:\.(\d{1,2}))?%$/.exec(value) : null
  const found = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Infinity
  return found <= 10_000 ? found : undefined
})

export const calendarDate: Check<CalendarDate> = leaf('not-a-date', (value) => {
  const parsed = typeof value === 'string' ? parseDate(value) : undefined
  return parsed?.ok ? parsed.value : undefined
})

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  return leaf('not-one-of', (value) => values.find((known) => known === value), values.join(' | '))
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, path, problems) => (value === undefined ? undefined : check(value, path, problems))
}

export function withDefault<T>(check: Check<T>, absent: T): Check<T> {
  return (value, path, problems) => (value === undefined ? absent : check(value, path, problems))
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path, problems) => {
    if (Array.isArray(value)) return value.map((item: unknown, at) => check(item, `${path}[${at}]`, problems) as T)
    problems.push({ path, rule: value === undefined ? 'missing' : 'not-a-list' })
    return undefined
  }
}

/** An object with exactly these fields: absent ones go to their own check, unknown ones are problems. */
export function object<T extends object>(fields: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const known = Object.entries<Check<unknown>>(fields)
  const names = new Set(known.map(([name]) => name))
  return (value, path, problems) => {
    if (!isRecord(value)) {
      problems.push({ path, rule: value === undefined ? 'missing' : 'not-an-object' })
      return undefined
    }
    const at = path === '' ? '' : `${path}.`
    for (const name of Object.keys(value))
      if (!names.has(name)) problems.push({ path: at + name, rule: 'unknown-field' })
    const read: Record<string, unknown> = {}
    for (const [name, check] of known)
      read[name] = check(Object.hasOwn(value, name) ? value[name] : undefined, at + name, problems)
    return read as T
  }
}

/** Several shapes told apart by the text in one field, e.g. benefits by `shape`. */
export function variant<T>(field: string, shapes: { readonly [name: string]: Check<T> }): Check<T> {
  const names = Object.keys(shapes)
  return (value, path, problems) => {
    const named = isRecord(value) ? oneOf(names)(value[field], `${path}.${field}`, problems) : undefined
    const check = named === undefined ? undefined : shapes[named]
    if (check) return check(value, path, problems)
    if (!isRecord(value)) problems.push({ path, rule: value === undefined ? 'missing' : 'not-an-object' })
    return undefined
  }
}

/** The value where nothing is wrong with it, else every problem. */
export function checked<T>(
  check: Check<T>,
  value: unknown,
): Accepted<T> | Refused<{ code: 'json-malformed'; problems: readonly JsonProblem[] }> {
  const problems: JsonProblem[] = []
  const found = check(value, '', problems)
  return problems.length === 0 ? accept(found as T) : refuse({ code: 'json-malformed', problems })
}
