import type { ReactElement } from 'react'
import { FlowLine } from '../ui/FlowLine.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { nodesOfClaim } from './claim-way.ts'

/** 处理节点: where a case stands on its way; nothing for one that ended without payment, whose state is told beneath. */
export function EntryFlow({ claim }: { claim: ClaimDetail }): ReactElement | null {
  const way = nodesOfClaim(claim)
  if (way === undefined) return null
  return (
    <FlowLine
      label={words('claimEntry.way')}
      nodes={way.stops.map((node) => words(`claimEntry.way.${node}`))}
      current={way.current}
      returned={way.returned}
    />
  )
}
