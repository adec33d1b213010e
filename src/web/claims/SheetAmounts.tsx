import type { ClipboardEvent, ReactElement } from 'react'
import { entryFieldName } from '../../contract/words/entry-field-words.ts'
import { likelyMistakes, runningDifference } from '../../domain/claims/balance-hints.ts'
import { typedAmounts } from '../../domain/claims/entry-findings.ts'
import type { SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { formatYuan, formatYuanGrouped, type Cents } from '../../domain/shared/cents.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { words } from '../words/words.ts'
import { changeSheet, fieldId, type EntryForm } from './entry-form.ts'

export type SheetAmountsProps = {
  readonly form: EntryForm
  readonly at: number
  readonly names: readonly SheetAmount[]
  /** A line copied from a spreadsheet, pasted into the field of this amount. */
  readonly onPaste: (text: string, from: SheetAmount) => void
}

/** Amounts of a sheet in the order of the paper; a whole line may be pasted into any of them. */
export function SheetAmounts({ form, at, names, onPaste }: SheetAmountsProps): ReactElement {
  const sheet = form.entry.sheets[at]
  const paste = (event: ClipboardEvent, name: SheetAmount) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    onPaste(text, name)
  }
  return (
    <div className="form-grid">
      {names.map((name) => (
        <MoneyField
          key={name}
          {...form.field(`sheets.${at}.${name}`)}
          required={name === 'total' && form.needs.amounts.length > 0}
          value={sheet?.[name] ?? ''}
          onChange={(event) => changeSheet(form, at, { [name]: event.target.value })}
          onPaste={(event) => paste(event, name)}
        />
      ))}
    </div>
  )
}

/** Slips that are offered to be mended; more would be guessing. */
const MOST_SLIPS = 2

/** 还差: total minus its parts, and the amounts that likely hold the slip. */
export function SheetBalance({ form, at }: { form: EntryForm; at: number }): ReactElement | null {
  const sheet = form.entry.sheets[at]
  const amounts = sheet ? typedAmounts(sheet) : {}
  const difference = runningDifference(amounts)
  if (difference === undefined) return null
  const isBalanced = Math.abs(difference) <= 1
  const mistakes = isBalanced ? [] : likelyMistakes(amounts).slice(0, MOST_SLIPS)
  const gap = words(difference > 0 ? 'claimEntry.short' : 'claimEntry.over', {
    amount: formatYuanGrouped(Math.abs(difference) as Cents),
  })
  return (
    <p
      className={isBalanced ? 'balance fine' : 'balance'}
      role="status"
      id={fieldId(`sheets.${at}.balance`)}
      tabIndex={-1}
    >
      <Icon name={isBalanced ? 'check' : 'warning'} />
      {isBalanced ? words('claimEntry.balanced') : gap}
      {!form.readOnly &&
        mistakes.map(({ field, instead }) => (
          <Button kind="text" key={field} onClick={() => changeSheet(form, at, { [field]: formatYuan(instead) })}>
            {`${entryFieldName(field)} ${words('claimEntry.useInstead', { amount: formatYuanGrouped(instead) })}`}
          </Button>
        ))}
    </p>
  )
}
