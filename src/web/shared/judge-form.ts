import * as z from 'zod/mini'
import { words } from '../words/words.ts'

type Issue = z.core.$ZodIssue

function sentenceFor(issue: Issue, value: unknown): string {
  if (value === undefined) return words(issue.code === 'invalid_value' ? 'form.chooseOne' : 'form.fill')
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? words('form.tooLong', { count: Number(issue.maximum) })
        : words('form.atMost', { limit: Number(issue.maximum) })
    case 'too_small':
      return issue.origin === 'string'
        ? words('form.tooShort', { count: Number(issue.minimum) })
        : words('form.atLeast', { limit: Number(issue.minimum) })
    case 'invalid_value':
      return words('form.chooseOne')
    case 'invalid_format':
      return words('form.malformed')
    default:
      return words('form.wrong')
  }
}

export type Judged<Values> =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly errors: ReadonlyMap<string, string> }

export type Sentences = Readonly<Partial<Record<string, string>>>

/** The values as the schema takes them: empty text is left out, whole numbers of `integers` are numbers. */
export function givenOf(
  raw: Readonly<Record<string, unknown>>,
  integers: ReadonlySet<string>,
): Record<string, unknown> {
  const given = Object.entries(raw).filter(([, value]) => value !== '' && value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => {
      const whole = integers.has(name) && typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim())
      return [name, whole ? Number(value) : value]
    }),
  )
}

/** Judges a form by its schema and by `check`, with one sentence per field; the first finding of a field counts. */
export function judgeForm<Schema extends z.ZodMiniType<Record<string, unknown>>>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
  messages: Sentences = {},
  check: (values: z.infer<Schema>) => Sentences = () => ({}),
): Judged<z.infer<Schema>> {
  const judged = z.safeParse(schema, given)
  const errors = new Map<string, string>()
  for (const issue of judged.success ? [] : judged.error.issues) {
    const name = String(issue.path[0] ?? '')
    const value = given[name]
    const own = value === undefined ? undefined : messages[name]
    if (!errors.has(name)) errors.set(name, own ?? sentenceFor(issue, value))
  }
  for (const [name, message] of Object.entries(check(given as z.infer<Schema>))) {
    if (message !== undefined && !errors.has(name)) errors.set(name, message)
  }
  return errors.size === 0 && judged.success ? { ok: true, values: judged.data } : { ok: false, errors }
}
