import { FINAL_CLAIM_STATES, firstStateOf, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { ClaimDetail } from './claim-detail.ts'

const NODES = ['acceptance', 'materials', 'entry', 'first-review', 'second-review', 'approval', 'payment'] as const
export type ClaimNode = (typeof NODES)[number]

const STAGES = ['unit', 'review', 'payment', 'closed'] as const
export type ClaimStage = (typeof STAGES)[number]

type Underway = Exclude<ClaimState, 'closed' | 'declined' | 'refused' | 'withdrawn' | 'deleted'>
const PLACE_OF: { readonly [S in Underway]: { readonly node: ClaimNode; readonly stage: ClaimStage } } = {
  materials: { node: 'materials', stage: 'unit' },
  entry: { node: 'entry', stage: 'unit' },
  'first-review': { node: 'first-review', stage: 'review' },
  'second-review': { node: 'second-review', stage: 'review' },
  approval: { node: 'approval', stage: 'review' },
  payable: { node: 'payment', stage: 'payment' },
  'payment-failed': { node: 'payment', stage: 'payment' },
  'payee-review': { node: 'payment', stage: 'payment' },
}

export type WayOf<Stop extends string> = {
  readonly stops: readonly Stop[]
  /** Index of the stop where the case stands; `stops.length` when it was paid and closed. */
  readonly current: number
  readonly returned: boolean
}

/**
 * 处理节点 of a case. 材料上传 is one only for kinds that begin there and cases that were sent there, 申领审批 only where the
 * amount led there. Undefined for a case that ended without payment: no line may say that what never was is done.
 */
export function nodesOfClaim({
  kind,
  state,
  reasons,
  decisions,
}: Pick<ClaimDetail, 'kind' | 'state' | 'reasons'> & {
  readonly decisions: readonly Pick<ClaimDetail['decisions'][number], 'to'>[]
}): WayOf<ClaimNode> | undefined {
  const wasSentTo = (there: ClaimState) => state === there || decisions.some(({ to }) => to === there)
  const leadsOn: { readonly [N in ClaimNode]?: boolean } = {
    materials: firstStateOf(kind) === 'materials' || wasSentTo('materials'),
    approval: wasSentTo('approval'),
  }
  const stops = NODES.filter((node) => leadsOn[node] !== false)
  return wayOf(stops, state, { at: ({ node }) => node, returned: reasons.length > 0 })
}

/** 案件进度 as anyone with number and phone sees it; undefined like the nodes. */
export function stagesOfClaim(state: ClaimState, returned: boolean): WayOf<ClaimStage> | undefined {
  return wayOf(STAGES, state, { at: ({ stage }) => stage, returned })
}

type Standing<Stop> = {
  readonly at: (place: (typeof PLACE_OF)[Underway]) => Stop
  readonly returned: boolean
}

function wayOf<Stop extends string>(
  stops: readonly Stop[],
  state: ClaimState,
  { at, returned }: Standing<Stop>,
): WayOf<Stop> | undefined {
  if (state === 'closed') return { stops, current: stops.length, returned: false }
  if (!isUnderway(state)) return undefined
  const place = PLACE_OF[state]
  // Reasons of the last return stay with the case; it is only back while the unit has it.
  return { stops, current: stops.indexOf(at(place)), returned: returned && place.stage === 'unit' }
}

const isUnderway = (state: ClaimState): state is Underway => state !== 'closed' && !FINAL_CLAIM_STATES.includes(state)
