import type { ReactElement } from 'react'
import * as z from 'zod/mini'
import { addOrganisation, changeOrganisation, listOrganisations } from '../../contract/organisations.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Organisation } from './OrganisationsPage.tsx'
import { SealUpload } from './SealUpload.tsx'

const { name, address, telephone, mail, settlementDay, unpaidDays, onePersonMayReviewAndConfirm } =
  changeOrganisation.input.shape
const { code, kind } = addOrganisation.input.shape
const accountPart = z.optional(z.string().check(z.maxLength(100)))
/** What the form holds: the account's three fields stand apart, code and kind belong to a new organisation. */
const formSchema = z.strictObject({
  code: z.optional(code),
  kind: z.optional(kind),
  name,
  address,
  telephone,
  mail,
  settlementDay,
  unpaidDays,
  onePersonMayReviewAndConfirm,
  accountName: accountPart,
  bank: accountPart,
  accountNumber: accountPart,
})
type Values = z.infer<typeof formSchema>

const labels = {
  code: words('organisations.code'),
  kind: words('organisations.kind'),
  name: words('organisations.name'),
  address: words('organisations.address'),
  telephone: words('organisations.telephone'),
  mail: words('organisations.mail'),
  settlementDay: words('organisations.settlementDay'),
  unpaidDays: words('organisations.unpaidDays'),
  accountName: words('organisations.accountName'),
  bank: words('organisations.bank'),
  accountNumber: words('organisations.accountNumber'),
}

export type OrganisationDialogProps = {
  /** The organisation to change, or the parent of the new one. */
  readonly organisation: Organisation
  readonly adding: boolean
  readonly onClose: () => void
}

/** Adds an office or agency, or changes one. */
export function OrganisationDialog({ organisation, adding, onClose }: OrganisationDialogProps): ReactElement {
  const form = useSchemaForm(formSchema, {
    values: adding ? { code: '', kind: 'agency', name: '' } : valuesOf(organisation),
    labels,
    messages: { code: words('organisations.codeWrong') },
    check: (values) => ({
      ...accountProblem(values),
      ...(adding && values.code === undefined ? { code: words('form.fill') } : {}),
    }),
  })
  const options = {
    refreshes: [listOrganisations],
    onDone: () => {
      toast(words('organisations.saved'))
      onClose()
    },
    onFailed: (error: unknown) => void form.showFailure(error),
  }
  const add = useCommand(addOrganisation, options)
  const change = useCommand(changeOrganisation, options)
  const failed = add.error ?? change.error
  const save = (values: Values) => {
    const { code: newCode = '', kind: newKind = 'agency', accountName, bank, accountNumber, ...fields } = values
    const account =
      accountName && bank && accountNumber ? { account: { name: accountName, bank, number: accountNumber } } : {}
    if (adding) add.run({ parentId: organisation.id, code: newCode, kind: newKind, ...fields, ...account })
    else change.run({ id: organisation.id, version: organisation.version, ...fields, ...account })
  }
  const title = adding ? words('organisations.addTo', organisation) : words('organisations.change', organisation)
  return (
    <Dialog title={title} size="large" pending={add.pending || change.pending} onClose={onClose}>
      <form className="stack" noValidate onSubmit={form.submit(save)}>
        <ErrorSummary lines={form.lines} attempt={form.attempt} />
        {failed !== null && (
          <Notice tone="danger" live>
            {sentenceOf(failed)}
          </Notice>
        )}
        <div className="form-grid">
          {adding && (
            <>
              <TextField {...form.field('code')} required hint={words('organisations.codeHint')} data-autofocus />
              <SelectField
                {...form.field('kind')}
                empty={false}
                options={(organisation.kind === 'agency' ? (['agency'] as const) : (['agency', 'office'] as const)).map(
                  (value) => ({ value, label: words(`organisations.kind.${value}`) }),
                )}
              />
            </>
          )}
          <TextField {...form.field('name')} required />
          <TextField {...form.field('telephone')} />
          <TextField {...form.field('mail')} />
          <TextField {...form.field('address')} />
          <TextField {...form.field('accountName')} />
          <TextField {...form.field('bank')} />
          <TextField {...form.field('accountNumber')} inputMode="numeric" />
          <TextField
            {...form.field('settlementDay', 'integer')}
            inputMode="numeric"
            hint={words('organisations.settlementDayHint')}
          />
          <TextField {...form.field('unpaidDays', 'integer')} inputMode="numeric" />
        </div>
        <CheckboxField {...form.field('onePersonMayReviewAndConfirm')} label={words('organisations.onePerson')} />
        {!adding && organisation.kind !== 'agency' && <SealUpload organisation={organisation} />}
        <div className="row row-end">
          <CancelButton pending={add.pending || change.pending} onClick={onClose} />
          <Button type="submit" kind="primary" pending={add.pending || change.pending}>
            {words('organisations.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function valuesOf({ account, settlementDay: day, ...organisation }: Organisation) {
  return {
    name: organisation.name,
    address: organisation.address,
    telephone: organisation.telephone,
    mail: organisation.mail,
    unpaidDays: organisation.unpaidDays,
    onePersonMayReviewAndConfirm: organisation.onePersonMayReviewAndConfirm,
    accountName: account?.name ?? '',
    bank: account?.bank ?? '',
    accountNumber: account?.number ?? '',
    ...(day === null ? {} : { settlementDay: day }),
  }
}

function accountProblem({ accountName, bank, accountNumber }: Values): { accountNumber?: string } {
  const given = [accountName, bank, accountNumber].filter(Boolean).length
  return given === 1 || given === 2 ? { accountNumber: words('organisations.accountWhole') } : {}
}
