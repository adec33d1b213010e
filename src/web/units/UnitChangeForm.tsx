import { useState, type ReactElement } from 'react'
import { getUnitProfile, requestUnitChange } from '../../contract/unit-profile.ts'
import { hasWrongCheckDigit } from '../../domain/units/credit-code.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { changeWord } from './change-words.ts'
import { HandlerChange } from './HandlerChange.tsx'
import {
  changedOnly,
  changeProblems,
  firstValues,
  presentValues,
  type ChangeInput,
  type HandlerMode,
  type Profile,
} from './unit-change-values.ts'

const FIELDS = [
  'name',
  'address',
  'invoiceTitle',
  'taxNumber',
  'invoiceMail',
  'contactTelephone',
  'contactMail',
] as const
const HANDLER = ['contactName', 'contactIdNumber', 'contactPhone'] as const

/** The values that a change starts from, those of a returned one among them, what is asked for, and 【提交变更】. */
export function UnitChangeForm({ profile }: { profile: Profile }): ReactElement {
  const present = presentValues(profile)
  const first = firstValues(profile)
  const [mode, setMode] = useState<HandlerMode>(first.mode)
  const another = mode === 'another'
  const [confirming, setConfirming] = useState<ChangeInput>()
  const labels = Object.fromEntries([...FIELDS, ...HANDLER].map((field) => [field, changeWord(field)]))
  const form = useSchemaForm(requestUnitChange.input, {
    values: { ...first.values, code: '', password: '', explanation: profile.returned?.explanation ?? '' },
    labels: {
      ...labels,
      contactPhone: words(another ? 'units.profile.anotherPhone' : 'units.profile.newPhone'),
      code: words('accounts.code.label'),
      password: words('units.profile.password'),
      explanation: words('units.profile.explanation'),
    },
    messages: { contactPhone: words('accounts.forgotten.phoneWrong'), code: words('accounts.code.wrong') },
    check: (input) => changeProblems(input, present, mode),
  })
  const taxNumber = form.form.watch('taxNumber') ?? ''
  const doubtful = taxNumber !== present.taxNumber && hasWrongCheckDigit(taxNumber)
  const command = useCommand(requestUnitChange, {
    refreshes: [getUnitProfile],
    onDone: () => toast(words('units.profile.submitted')),
    onFailed: (error) => {
      setConfirming(undefined)
      form.showFailure(error)
    },
  })
  const submit = form.submit((input) => {
    const change = changedOnly(input, present, mode)
    if (another) setConfirming(change)
    else command.run(change)
  })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        command.reset()
        submit(event)
      }}
    >
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {command.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(command.error)}
        </Notice>
      )}
      <section className="card card-body stack" aria-labelledby="unit-change">
        <h2 id="unit-change">{words('units.profile.change')}</h2>
        <div className="form-grid">
          <TextField {...form.field('name')} span="wide" maxLength={100} />
          <TextField {...form.field('address')} span="wide" maxLength={200} />
          <TextField
            {...form.field('invoiceTitle')}
            span="wide"
            maxLength={100}
            {...(present.invoiceTitle === present.name && { hint: words('units.profile.titleFollows') })}
          />
          <TextField {...form.field('taxNumber')} span="wide" maxLength={20} />
          {doubtful && (
            <div className="full">
              <Notice tone="warning" live>
                {words('units.registration.checkDigitDoubt')}
              </Notice>
            </div>
          )}
          <TextField {...form.field('invoiceMail')} span="wide" type="email" maxLength={100} />
        </div>
        <p className="quiet small">{words('units.profile.letterHint')}</p>
      </section>
      <HandlerChange form={form} mode={mode} onMode={setMode} />
      <section className="card card-body">
        <TextArea {...form.field('explanation')} maxLength={500} hint={words('units.profile.explanationHint')} />
      </section>
      <div className="foot-bar">
        <Button
          type="submit"
          kind="primary"
          pending={command.pending}
          reason={profile.pending === null ? undefined : words('units.profile.waits')}
        >
          {words('units.profile.submit')}
        </Button>
      </div>
      {confirming !== undefined && (
        <ConfirmDialog
          title={words('units.profile.anotherTitle', { name: confirming.contactName ?? '' })}
          action={words('units.profile.submit')}
          pending={command.pending}
          onConfirm={() => command.run(confirming)}
          onCancel={() => setConfirming(undefined)}
        >
          <p>{words('units.profile.anotherText')}</p>
        </ConfirmDialog>
      )}
    </form>
  )
}
