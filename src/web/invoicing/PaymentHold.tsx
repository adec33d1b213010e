import '../words/zh/invoicing.ts'
import '../words/zh/pool.ts'
import type { ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

/** Who holds the enrolment, where that is not the reader, and 获取 where nobody does: a link or a lapsed hold leads here too. */
export function PaymentHold({ invoicing: { id, holder } }: { invoicing: Invoicing }): ReactElement {
  const pool = usePool('payment', getInvoicing)
  return (
    <Notice tone="warning">
      {holder === null ? words('invoicing.free') : words('invoicing.heldBy', { name: holder.name })}
      {holder === null && (
        <Button kind="text" pending={pool.pending} onClick={() => pool.take([id])}>
          {words('pool.take')}
        </Button>
      )}
      {pool.missed !== undefined && <p className="field-error">{pool.missed}</p>}
      {pool.error !== null && <p className="field-error">{sentenceOf(pool.error)}</p>}
    </Notice>
  )
}
