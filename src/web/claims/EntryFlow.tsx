import type { ReactElement } from 'react'
import { firstStateOf, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import { FlowLine } from '../ui/FlowLine.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

const WAY = ['acceptance', 'materials', 'entry', 'first-review', 'second-review', 'approval', 'payment'] as const
type Node = (typeof WAY)[number]

const NODE_OF: { readonly [S in ClaimState]: Node } = {
  materials: 'materials',
  entry: 'entry',
  'first-review': 'first-review',
  'second-review': 'second-review',
  approval: 'approval',
  payable: 'payment',
  'payment-failed': 'payment',
  'payee-review': 'payment',
  closed: 'payment',
  declined: 'payment',
  refused: 'payment',
  withdrawn: 'payment',
  deleted: 'payment',
}

/**
 * 处理节点: where a case stands on its way. Kinds that need no materials first have no node for them, and 申领审批 is one only
 * where the amount led there.
 */
export function EntryFlow({ claim }: { claim: ClaimDetail }): ReactElement {
  const { kind, state, reasons, decisions } = claim
  const leadsOn: { readonly [N in Node]?: boolean } = {
    materials: firstStateOf(kind) === 'materials',
    approval: state === 'approval' || decisions.some(({ to }) => to === 'approval'),
  }
  const way = WAY.filter((node) => leadsOn[node] !== false)
  return (
    <FlowLine
      label={words('claimEntry.way')}
      nodes={way.map((node) => words(`claimEntry.way.${node}`))}
      current={state === 'closed' ? way.length : way.indexOf(NODE_OF[state])}
      returned={state === 'entry' && reasons.length > 0}
    />
  )
}
