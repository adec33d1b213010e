import type { ReactElement, ReactNode } from 'react'
import type * as z from 'zod/mini'
import type { changeHandler } from '../../contract/handlers.ts'
import type { SchemaForm } from '../shared/use-schema-form.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'
import { HandlerForm } from './HandlerForm.tsx'
import { useChangeHandler } from './use-change-handler.ts'

export type OfUnitProps = { readonly id: string; readonly version: number; readonly onDone: () => void }

export type HandlerChangeFormProps = Omit<OfUnitProps, 'id'> & {
  readonly title: string
  readonly text: string
  readonly form: SchemaForm<z.infer<typeof changeHandler.input>>
  readonly children: ReactNode
}

/** What the office changes of a unit's handler, with the reason that is kept. */
export function HandlerChangeForm(props: HandlerChangeFormProps): ReactElement {
  const { title, text, form, version, onDone, children } = props
  const change = useChangeHandler(form, onDone)
  return (
    <HandlerForm
      title={title}
      text={text}
      form={form}
      command={change}
      onSubmit={form.submit((values) => change.run({ ...values, version }))}
      onCancel={onDone}
      reason={
        <TextArea {...form.field('reason')} required maxLength={500} rows={2} hint={words('handlers.reasonHint')} />
      }
    >
      {children}
    </HandlerForm>
  )
}
