import { useId, useState, useSyncExternalStore, type ChangeEvent, type FormEvent } from 'react'
import type * as z from 'zod/mini'
import { afterPress } from '../ui/after-press.ts'
import type { ErrorLine } from '../ui/ErrorSummary.tsx'
import { words } from '../words/words.ts'
import { problemOf } from './call-endpoint.ts'
import { createFormStore, type Control, type FormValues } from './form-store.ts'
import { givenOf, judgeForm, type Sentences } from './judge-form.ts'

export type SchemaFormOptions<Values extends FormValues> = {
  /** What the fields hold at first; text for numbers is fine. */
  readonly values: Readonly<Partial<Record<keyof Values & string, unknown>>>
  /** Labels of the fields, for the fields themselves and for the summary of errors. */
  readonly labels: Readonly<Partial<Record<keyof Values & string, string>>>
  /** Sentences of one's own where a field's value does not fit. */
  readonly messages?: Readonly<Partial<Record<keyof Values & string, string>>>
  /** What the schema cannot say, as sentences by field, e.g. that two passwords agree. */
  readonly check?: (values: Values) => Readonly<Partial<Record<keyof Values & string, string>>>
}

export type FieldBinding = {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly error: string | undefined
  readonly ref: (control: Control | null) => (() => void) | undefined
  readonly onChange: (event: ChangeEvent<Control>) => void
  readonly onBlur: () => void
}

export type SchemaForm<Values extends FormValues> = {
  /** Properties of a field of the kit: `<TextField {...form.field('name')} required />`. */
  readonly field: (name: keyof Values & string, kind?: 'text' | 'integer') => FieldBinding
  /** For `<form onSubmit>`: judges, and hands the values on where nothing is wrong. */
  readonly submit: (go: (values: Values) => void) => (event?: FormEvent) => void
  /** Lines for `<ErrorSummary lines attempt>`. */
  readonly lines: readonly ErrorLine[]
  readonly attempt: number
  /** Puts the field errors of a failed call on their fields; false where it has none. */
  readonly showFailure: (error: unknown) => boolean
  readonly form: {
    /** What a field holds now; the page is drawn again when it changes. */
    readonly watch: <Name extends keyof Values & string>(name: Name) => Values[Name]
    readonly getValues: () => Values
    readonly setValue: <Name extends keyof Values & string>(name: Name, value: Values[Name]) => void
    readonly reset: (values?: FormValues) => void
    readonly setFocus: (name: keyof Values & string) => void
  }
}

/**
 * A form over an endpoint's input schema, with Chinese sentences, and errors both on the fields and in one summary.
 * It is judged when sent, and from then on whenever a field is left.
 */
export function useSchemaForm<Schema extends z.ZodMiniType<FormValues>>(
  schema: Schema,
  { values, labels, messages, check }: SchemaFormOptions<z.infer<Schema>>,
): SchemaForm<z.infer<Schema>> {
  type Values = z.infer<Schema>
  const [store] = useState(() => createFormStore(values as FormValues))
  const [integers] = useState(() => new Set<string>())
  const [attempt, setAttempt] = useState(0)
  useSyncExternalStore(store.subscribe, store.version)
  const formId = useId()
  // Two forms can be on the page at once, e.g. below the dialog to sign in again.
  const idOf = (name: string) => `${formId}-${name}`
  const labelled: Sentences = labels
  const judge = () => {
    const judged = judgeForm(schema, givenOf(store.values(), integers), messages as Sentences, check)
    store.setErrors(judged.ok ? new Map() : judged.errors)
    return judged
  }
  return {
    attempt,
    lines: [...store.errors()].map(([name, message]) => {
      const label = labelled[name]
      return { field: idOf(name), message: label === undefined ? message : words('form.line', { label, message }) }
    }),
    field: (name, kind = 'text') => ({
      name,
      id: idOf(name),
      label: labelled[name] ?? name,
      error: store.errors().get(name),
      ref: (control) => {
        if (control === null) return undefined
        if (kind === 'integer') integers.add(name)
        return store.attach(name, control)
      },
      onChange: (event) => store.take(name, event.currentTarget),
      onBlur: () => {
        if (attempt > 0) afterPress(judge)
      },
    }),
    submit: (go) => (event) => {
      event?.preventDefault()
      const judged = judge()
      if (judged.ok) go(judged.values)
      else setAttempt((count) => count + 1)
    },
    showFailure: (error) => {
      const problem = problemOf(error)
      if (problem.kind !== 'invalid') return false
      const own: Sentences = messages ?? {}
      const names = problem.fields.map(({ path }) => path.split('.')[0] ?? '')
      store.setErrors(new Map(names.map((name) => [name, own[name] ?? words('form.malformed')])))
      setAttempt((count) => count + 1)
      return names.length > 0
    },
    form: {
      watch: (name) => store.values()[name] as Values[typeof name],
      getValues: () => store.values() as Values,
      setValue: store.setValue,
      reset: store.reset,
      setFocus: store.focus,
    },
  }
}
