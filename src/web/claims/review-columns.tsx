import { StateTag } from '../ui/StateTag.tsx'
import type { Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import { claimColumns, type ClaimRow } from './claim-columns.tsx'

const { number, deadline, name, kind, amount, unit, agency, idNumber, submitted, holder } = claimColumns

/** What the case asks of the desk beside its number: a proposal not to pay, or a reviewer who knows it. */
const mark: Column<ClaimRow> = {
  key: 'mark',
  head: words('claimReview.preference'),
  render: ({ proposal, preferred }) => (
    <>
      {proposal === 'decline' && <StateTag tone="your-turn" label={words('claimPool.isDecline')} />}
      {proposal === 'refuse' && <StateTag tone="returned" label={words('claimPool.isRefuse')} />}
      {preferred !== null && (
        <span className={preferred.mine ? undefined : 'quiet'}>
          {preferred.mine ? words('claimReview.preferred') : words('claimReview.preferredBy', { name: preferred.name })}
        </span>
      )}
    </>
  ),
}

/** Columns of the pools of the three desks. */
export const reviewColumns: readonly Column<ClaimRow>[] = [
  number,
  deadline,
  name,
  mark,
  kind,
  amount,
  unit,
  agency,
  idNumber,
  submitted,
  holder,
]
