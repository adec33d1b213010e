import type { ReactElement } from 'react'
import '../words/zh/payouts.ts'
import { BATCH_FLAG_WORDS } from '../../contract/words/payout-words.ts'
import type { BatchFlag } from '../../domain/payouts/batch-flags.ts'
import { words } from '../words/words.ts'

type Props = {
  readonly flags: readonly BatchFlag[]
  /** It failed or came back before. */
  readonly again?: boolean
}

/** What finance should look at in a payment. */
export function Flags({ flags, again = false }: Props): ReactElement {
  return (
    <span className="payout-flags">
      {again && <span className="payout-flag">{words('payouts.again')}</span>}
      {flags.map((flag) => (
        <span className="payout-flag" key={flag}>
          {BATCH_FLAG_WORDS[flag]}
        </span>
      ))}
    </span>
  )
}
