import { useState, type ReactElement } from 'react'
import { getClaimSettings, saveClaimSettings } from '../../contract/claim-settings.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimOffice } from './claim-settings.ts'
import { SheetOrder } from './SheetOrder.tsx'

export type ClaimSettingsFormProps = { readonly office: ClaimOffice; readonly mayChange: boolean }

/** The amounts in the office's order, then those that it does not name. */
function orderOf({ sheetOrder }: ClaimOffice): readonly SheetAmount[] {
  const named = sheetOrder.flatMap((name) => SHEET_AMOUNTS.find((amount) => amount === name) ?? [])
  return [...new Set([...named, ...SHEET_AMOUNTS])]
}

/** Threshold, times and habits of an office; saving asks for the password again. */
export function ClaimSettingsForm({ office, mayChange }: ClaimSettingsFormProps): ReactElement {
  const { id, name, version } = office
  const [order, setOrder] = useState(() => orderOf(office))
  const [late, setLate] = useState(office.lateClaims)
  const form = useSchemaForm(saveClaimSettings.input, {
    values: {
      id,
      version,
      approvalThreshold: office.approvalThreshold,
      holdMinutes: office.holdMinutes,
      firstReviewDays: office.firstReviewDays,
      totalDays: office.totalDays,
      lateClaims: office.lateClaims,
      sheetOrder: [...orderOf(office)],
    },
    labels: {
      approvalThreshold: words('claimSettings.threshold'),
      holdMinutes: words('claimSettings.holdMinutes'),
      firstReviewDays: words('claimSettings.firstReviewDays'),
      totalDays: words('claimSettings.totalDays'),
    },
  })
  const save = useCommand(saveClaimSettings, {
    refreshes: [getClaimSettings],
    onDone: () => toast(words('claimSettings.saved', { name })),
    onFailed: (error) => form.showFailure(error),
  })
  return (
    <form
      className="card card-body stack"
      noValidate
      onSubmit={form.submit((values) => save.run({ ...values, id, version, lateClaims: late, sheetOrder: [...order] }))}
    >
      <h2>{words('claimSettings.rules')}</h2>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {save.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(save.error)}
        </Notice>
      )}
      <div className="form-grid">
        <MoneyField
          {...form.field('approvalThreshold')}
          required
          readOnly={!mayChange}
          hint={words('claimSettings.thresholdHint')}
        />
        <NumberField
          {...form.field('holdMinutes', 'integer')}
          required
          readOnly={!mayChange}
          hint={words('claimSettings.holdHint')}
        />
        <NumberField {...form.field('firstReviewDays', 'integer')} required readOnly={!mayChange} />
        <NumberField
          {...form.field('totalDays', 'integer')}
          required
          readOnly={!mayChange}
          hint={words('claimSettings.totalHint')}
        />
      </div>
      <CheckboxField
        label={words('claimSettings.lateClaims')}
        disabled={!mayChange}
        checked={late}
        onChange={(event) => setLate(event.target.checked)}
      />
      <SheetOrder order={order} onChange={mayChange ? setOrder : undefined} />
      {mayChange && (
        <div className="row-end">
          <Button type="submit" kind="primary" pending={save.pending}>
            {words('claimSettings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
