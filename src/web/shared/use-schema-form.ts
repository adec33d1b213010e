import { useId, useState } from 'react'
import { useForm, type DefaultValues, type FieldPath, type UseFormReturn } from 'react-hook-form'
import * as z from 'zod/mini'
import type { ErrorLine } from '../ui/ErrorSummary.tsx'
import { words } from '../words/words.ts'
import { problemOf } from './call-endpoint.ts'

type Issue = z.core.$ZodIssue

function sentenceForIssue(issue: Issue, value: unknown): string {
  if (value === undefined || value === '') return words('form.fill')
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

/** Empty text counts as not given. */
function given(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))
}

function toInteger(text: unknown): unknown {
  if (typeof text !== 'string') return text
  const digits = text.trim()
  return /^-?\d{1,15}$/.test(digits) ? Number(digits) : digits === '' ? undefined : digits
}

type FormValues = Record<string, unknown>

export type SchemaFormOptions<Values extends FormValues> = {
  readonly values: DefaultValues<Values>
  /** Labels of the fields, for the fields themselves and for the summary of errors. */
  readonly labels: Readonly<Partial<Record<keyof Values & string, string>>>
  /** Sentences of one's own where a field's value does not fit. */
  readonly messages?: Readonly<Partial<Record<keyof Values & string, string>>>
  /** What the schema cannot say, as sentences by field, e.g. that two passwords agree. */
  readonly check?: (values: Values) => Readonly<Partial<Record<keyof Values & string, string>>>
}

export type SchemaForm<Values extends FormValues> = {
  /** Properties of a field of the kit: `<TextField {...form.field('name')} required />`. */
  readonly field: (
    name: keyof Values & string,
    kind?: 'text' | 'integer',
  ) => ReturnType<UseFormReturn<Values>['register']> & { id: string; label: string; error: string | undefined }
  /** For `<form onSubmit>`: judges, and hands the values on where nothing is wrong. */
  readonly submit: (go: (values: Values) => void) => (event: React.FormEvent) => void
  /** Lines for `<ErrorSummary lines attempt>`. */
  readonly lines: readonly ErrorLine[]
  readonly attempt: number
  /** Puts the field errors of a failed call on their fields; false where it has none. */
  readonly showFailure: (error: unknown) => boolean
  readonly form: UseFormReturn<Values>
}

/** A form over an endpoint's input schema, with Chinese sentences, and errors both on the fields and in one summary. */
export function useSchemaForm<Schema extends z.ZodMiniType<FormValues>>(
  schema: Schema,
  options: SchemaFormOptions<z.infer<Schema>>,
): SchemaForm<z.infer<Schema>> {
  type Values = z.infer<Schema>
  const { labels, messages, check } = options
  const [attempt, setAttempt] = useState(0)
  const formId = useId()
  // Two forms can be on the page at once, e.g. below the dialog to sign in again.
  const idOf = (name: string) => `${formId}-${name}`
  const form = useForm<Values>({
    defaultValues: options.values,
    shouldFocusError: false,
    reValidateMode: 'onBlur',
    resolver: (raw) => {
      const values = given(raw)
      const judged = z.safeParse(schema, values)
      const errors = new Map<string, { type: string; message: string }>()
      for (const issue of judged.success ? [] : judged.error.issues) {
        const name = String(issue.path[0] ?? '')
        const empty = values[name] === undefined
        const own = empty ? undefined : messages?.[name]
        if (!errors.has(name)) {
          errors.set(name, { type: issue.code, message: own ?? sentenceForIssue(issue, values[name]) })
        }
      }
      for (const [name, message] of Object.entries(check?.(values as Values) ?? {})) {
        if (message !== undefined && !errors.has(name)) errors.set(name, { type: 'check', message })
      }
      return errors.size === 0
        ? { values: values as Values, errors: {} }
        : { values: {}, errors: Object.fromEntries(errors) as never }
    },
  })
  const errorsByName = form.formState.errors as Readonly<Record<string, { message?: string } | undefined>>
  const labelled = labels as Readonly<Record<string, string | undefined>>
  return {
    form,
    attempt,
    lines: Object.entries(errorsByName).flatMap(([name, error]) => {
      const label = labelled[name]
      const message = error?.message ?? words('form.wrong')
      return [{ field: idOf(name), message: label === undefined ? message : words('form.line', { label, message }) }]
    }),
    field: (name, kind = 'text') => ({
      ...form.register(name as FieldPath<Values>, kind === 'integer' ? { setValueAs: toInteger } : undefined),
      id: idOf(name),
      label: labelled[name] ?? name,
      error: errorsByName[name]?.message,
    }),
    submit: (go) => (event) => {
      void form.handleSubmit(
        (values) => go(values),
        () => setAttempt((count) => count + 1),
      )(event)
    },
    showFailure: (error) => {
      const problem = problemOf(error)
      if (problem.kind !== 'invalid') return false
      for (const { path } of problem.fields) {
        const name = path.split('.')[0] ?? ''
        form.setError(name as FieldPath<Values>, { message: messages?.[name] ?? words('form.malformed') })
      }
      setAttempt((count) => count + 1)
      return problem.fields.length > 0
    },
  }
}
