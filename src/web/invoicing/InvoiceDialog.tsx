import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import type { ReactElement } from 'react'
import { getInvoicing, saveInvoice } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoice, Invoicing } from './invoicing.ts'
import { useInvoiceForm } from './use-invoice-form.ts'

export type InvoiceDialogProps = {
  readonly invoicing: Invoicing
  /** The invoice that is changed; a new one without. */
  readonly invoice: Invoice | undefined
  /** Plan that a new one is for. */
  readonly planCode: string | undefined
  readonly onClose: () => void
}

const kinds = (['invoice', 'receipt'] as const).map((value) => ({ value, label: words(`invoicing.kind.${value}`) }))
const titles = (['unit', 'person'] as const).map((value) => ({ value, label: words(`invoicing.titleKind.${value}`) }))

/** 新增开票信息 → 保存; the amount per head is checked against its cap as it is typed. */
export function InvoiceDialog({ invoicing, invoice, planCode, onClose }: InvoiceDialogProps): ReactElement {
  const { form, field, submit, lines, attempt, showFailure, perHead, problem, taxDoubtful } = useInvoiceForm(
    invoicing,
    invoice,
    planCode,
  )
  const save = useCommand(saveInvoice, {
    refreshes: [getInvoicing],
    onDone: ({ dated }) => {
      toast(words('invoicing.savedDated', { date: dated }))
      onClose()
    },
    onFailed: showFailure,
  })
  const unit = form.watch('titleKind') === 'unit'
  return (
    <Dialog
      title={words(invoice === undefined ? 'invoicing.new' : 'invoicing.changeTitle')}
      size="medium"
      pending={save.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={save.pending} onClick={onClose} />
          <Button kind="primary" type="submit" form="invoice" pending={save.pending}>
            {words('invoicing.save')}
          </Button>
        </>
      }
    >
      <form id="invoice" className="stack" noValidate onSubmit={submit(save.run)}>
        <ErrorSummary lines={lines} attempt={attempt} />
        {save.error !== null && !save.pending && (
          <Notice tone="danger" live>
            {sentenceOf(save.error)}
          </Notice>
        )}
        <div className="form-grid">
          <SelectField
            {...field('planCode')}
            required
            span="wide"
            data-autofocus
            options={invoicing.plans.map(({ planCode, name }) => ({ value: planCode, label: name }))}
          />
          <RadioGroup {...field('kind')} options={kinds} />
          <RadioGroup {...field('titleKind')} options={titles} />
          <TextField {...field('title')} required span="wide" />
          <TextField
            {...field('taxNumber')}
            required={unit}
            {...(taxDoubtful && { hint: words('invoicing.taxNumberDoubt') })}
          />
          <MoneyField {...field('amount')} required />
          <NumberField {...field('heads', 'integer')} required />
          <TextField {...field('mail')} required span="wide" hint={words('invoicing.mailHint')} inputMode="email" />
          <TextField {...field('mobile')} inputMode="numeric" />
          <TextField {...field('remark')} span="full" />
        </div>
        <p role="status" className={problem === undefined ? 'quiet' : 'field-error'}>
          {problem ??
            (perHead === undefined
              ? ''
              : words('invoicing.perHead', {
                  perHead: shownYuan(perHead.amount),
                  cap: shownYuan(perHead.cap),
                }))}
        </p>
      </form>
    </Dialog>
  )
}
