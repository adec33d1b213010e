import type { ReactElement } from 'react'
import { INSURANCE_NAMES } from '../../contract/words/claim-words.ts'
import type { SheetEntry } from '../../domain/claims/claim-entry.ts'
import { HOSPITAL_LEVELS, INSURANCES, type SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { changeSheet, type EntryForm } from './entry-form.ts'
import { HospitalField } from './HospitalField.tsx'
import { SheetAmounts, SheetBalance } from './SheetAmounts.tsx'
import { amountColumns } from './sheet-columns.ts'
import { stayDays } from './stay-days.ts'

export type SheetFormProps = {
  readonly form: EntryForm
  readonly at: number
  readonly sheet: SheetEntry
  readonly onPaste: (text: string, from: SheetAmount) => void
  readonly onRemove: () => void
}

const yesAndNo = () => [
  { value: 'no', label: words('claimEntry.no') },
  { value: 'yes', label: words('claimEntry.yes') },
]

/** One 结算单. */
export function SheetForm({ form, at, sheet, onPaste, onRemove }: SheetFormProps): ReactElement {
  const { needs, readOnly, entry } = form
  const path = (name: keyof SheetEntry) => `sheets.${at}.${name}`
  const put = (change: Partial<SheetEntry>) => changeSheet(form, at, change)
  const { first, more } = amountColumns(needs, form.sheetOrder, sheet)
  const stay = form.field(path('stay'))
  const count = entry.sheets.length
  return (
    <section className="sheet" aria-label={words('claimEntry.sheetOf', { at: at + 1, count })}>
      <div className="row spread entry-head">
        <h3>{words('claimEntry.sheetOf', { at: at + 1, count })}</h3>
        {!readOnly && (
          <Button kind="text" danger onClick={onRemove}>
            {words('claimEntry.removeSheet', { at: at + 1 })}
          </Button>
        )}
      </div>
      <div className="form-grid">
        <HospitalField form={form} at={at} />
        <SelectField
          {...form.field(path('hospitalLevel'))}
          required={needs.hospitalLevel}
          disabled={readOnly}
          options={HOSPITAL_LEVELS.map((value) => ({ value, label: value }))}
          value={sheet.hospitalLevel}
          onChange={(event) => put({ hospitalLevel: event.target.value as SheetEntry['hospitalLevel'] })}
        />
        <SelectField
          {...form.field(path('insurance'))}
          required={needs.insurance}
          disabled={readOnly}
          options={INSURANCES.map((value) => ({ value, label: INSURANCE_NAMES[value] }))}
          value={sheet.insurance}
          onChange={(event) => put({ insurance: event.target.value as SheetEntry['insurance'] })}
        />
        <DateField
          {...form.field(path('admittedOn'))}
          required={needs.stays}
          value={sheet.admittedOn}
          onChange={(event) => put({ admittedOn: event.target.value })}
        />
        <DateField
          {...form.field(path('dischargedOn'))}
          required={needs.stays}
          value={sheet.dischargedOn}
          onChange={(event) => put({ dischargedOn: event.target.value })}
        />
        <TextField label={words('claimEntry.stayDays')} value={stayDays(sheet)} readOnly />
        <SelectField
          {...form.field(path('remote'))}
          disabled={readOnly}
          empty={false}
          options={yesAndNo()}
          value={sheet.remote ? 'yes' : 'no'}
          onChange={(event) => put({ remote: event.target.value === 'yes' })}
        />
        <TextField
          {...form.field(path('invoiceNumber'))}
          span="wide"
          required={needs.invoice}
          maxLength={60}
          value={sheet.invoiceNumber}
          onChange={(event) => put({ invoiceNumber: event.target.value })}
        />
        <TextField
          {...form.field(path('settlementKind'))}
          maxLength={60}
          value={sheet.settlementKind}
          onChange={(event) => put({ settlementKind: event.target.value })}
        />
        <TextField
          {...form.field(path('treatment'))}
          maxLength={100}
          value={sheet.treatment}
          onChange={(event) => put({ treatment: event.target.value })}
        />
      </div>
      <SheetAmounts form={form} at={at} names={first} onPaste={onPaste} />
      <SheetBalance form={form} at={at} />
      <details className="more">
        <summary>{words('claimEntry.moreFields')}</summary>
        <div className="stack">
          <SheetAmounts form={form} at={at} names={more} onPaste={onPaste} />
          <div className="form-grid">
            <TextField
              {...stay}
              hint={stay.hint ?? words('claimEntry.stayHint')}
              span="wide"
              maxLength={40}
              value={sheet.stay}
              onChange={(event) => put({ stay: event.target.value })}
            />
          </div>
        </div>
      </details>
    </section>
  )
}
