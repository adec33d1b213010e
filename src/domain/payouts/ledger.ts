import type { Cents } from '../shared/cents.ts'

/** The accounts that payouts move money between. A debit of 互助金支出 is a benefit paid; the money leaves 银行存款. */
export const LEDGER_ACCOUNTS = ['benefit', 'bank'] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

/** 支付 and 退汇 */
export const JOURNAL_KINDS = ['payment', 'reversal'] as const
export type JournalKind = (typeof JOURNAL_KINDS)[number]

/** One side of an entry is zero, the other more than zero. Amounts in fen. */
export type LedgerLine = { readonly account: LedgerAccount; readonly debit: Cents; readonly credit: Cents }

const NONE = 0 as Cents

/** What a paid line moves: the benefit is spent, the bank account pays it. */
export function paymentLines(amount: Cents): readonly LedgerLine[] {
  return [
    { account: 'benefit', debit: amount, credit: NONE },
    { account: 'bank', debit: NONE, credit: amount },
  ]
}

/** The opposite of an entry: nothing is ever taken out of the ledger. */
export function reversed<Line extends LedgerLine>(line: Line): Line {
  return { ...line, debit: line.credit, credit: line.debit }
}

/** Whether debits and credits are equal. */
export function isBalanced(lines: readonly LedgerLine[]): boolean {
  return lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0) === 0
}
