import type { ReactElement } from 'react'
import { timeInWords } from '../shared/time-in-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { Receipt } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'
import { receiptLines } from './receipt-lines.ts'

type Enrolment = Pick<EnrolmentDetail, 'plans' | 'receipt' | 'receiptAt' | 'total'>

/** By which clause of which version the prices are, plan for plan, and when they were last taken together. */
export function ReceiptBasis({ plans, receipt, receiptAt }: Omit<Enrolment, 'total'>): ReactElement | null {
  const priced = plans.filter(({ planCode }) => receipt.some((line) => line.planCode === planCode))
  if (priced.length === 0) return null
  return (
    <>
      {priced.map(({ planCode, name, version, priceClause: clause }) => (
        <span className="receipt-formula" key={planCode}>
          {words('enrolment.receiptBasis', { plan: name, version, clause })}
        </span>
      ))}
      <span className="receipt-formula">{words('enrolment.receiptAt', { at: timeInWords(receiptAt) })}</span>
    </>
  )
}

/** 会费 of an enrolment: what each class of people costs, the sum, and what it rests on. */
export function ContributionReceipt({ enrolment, note }: { enrolment: Enrolment; note: string }): ReactElement {
  const { plans, receipt, total } = enrolment
  return (
    <Receipt
      title={words('enrolment.contribution')}
      lines={receiptLines(receipt, plans)}
      total={{ label: words('ui.total'), amount: shownYuan(total) }}
      source={
        <>
          {note}
          <ReceiptBasis {...enrolment} />
        </>
      }
    />
  )
}
