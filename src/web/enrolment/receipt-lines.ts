import { formatYuan, formatYuanGrouped, times, type Cents } from '../../domain/shared/cents.ts'
import { centsOf, shownCount } from '../shared/shown.ts'
import type { ReceiptLine } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Line = EnrolmentDetail['receipt'][number]

/** The lines with other numbers of shares, as they stand while the unit chooses; plans left out give no line. */
export function withShares(lines: readonly Line[], sharesOf: (planCode: string) => number): Line[] {
  return lines.flatMap((line) => {
    const shares = sharesOf(line.planCode)
    if (shares === 0) return []
    const price = ((centsOf(line.price) / line.shares) * shares) as Cents
    return [{ ...line, shares, price: formatYuan(price), amount: formatYuan(times(price, line.heads)) }]
  })
}

export function sumOf(lines: readonly Line[]): string {
  return formatYuanGrouped(lines.reduce((sum, { amount }) => sum + centsOf(amount), 0) as Cents)
}

/** Every plan with its sum, and under it label, formula and amount of each class. */
export function receiptLines(
  lines: readonly Line[],
  plans: readonly { readonly planCode: string; readonly name: string }[],
): readonly ReceiptLine[] {
  const codes = [...new Set(lines.map(({ planCode }) => planCode))]
  return codes.flatMap((code): ReceiptLine[] => {
    const own = lines.filter(({ planCode }) => planCode === code)
    const name = plans.find(({ planCode }) => planCode === code)?.name ?? code
    return [{ label: name, amount: sumOf(own) }, ...own.map(detailOf)]
  })
}

function detailOf({ label, heads, shares, price, amount }: Line): ReceiptLine {
  const perShare = formatYuanGrouped((centsOf(price) / shares) as Cents)
  return {
    kind: 'detail',
    label,
    formula: words('enrolment.formula', { heads: shownCount(heads), shares, price: perShare }),
    amount: formatYuanGrouped(centsOf(amount)),
  }
}
