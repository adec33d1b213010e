import type { ReactElement } from 'react'
import { BATCH_FLAG_WORDS } from '../../contract/words/payout-words.ts'
import type { BatchFlag } from '../../domain/payouts/batch-flags.ts'

/** What finance should look at in a payment. */
export function Flags({ flags }: { flags: readonly BatchFlag[] }): ReactElement {
  return (
    <span className="payout-flags">
      {flags.map((flag) => (
        <span className="payout-flag" key={flag}>
          {BATCH_FLAG_WORDS[flag]}
        </span>
      ))}
    </span>
  )
}
