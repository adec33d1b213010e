import { expect, it } from 'vitest'
import { CLAIM_STATES, FINAL_CLAIM_STATES, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { nodesOfClaim, stagesOfClaim } from './claim-way.ts'

const reason = { target: 'material', path: 'invoice', text: '请补拍', materialId: null, area: null } as const

const nodes = (kind: ClaimKind, state: ClaimState, { sent = [], back = false }: Been = {}) => {
  const way = nodesOfClaim({ kind, state, decisions: sent.map((to) => ({ to })), reasons: back ? [reason] : [] })
  return way && { now: way.stops[way.current] ?? 'through', past: way.stops.slice(0, way.current), back: way.returned }
}
type Been = { readonly sent?: readonly ClaimState[]; readonly back?: boolean }

it.each(FINAL_CLAIM_STATES)(
  'a case that ended as %s has no line: neither its desks nor a payment are behind it',
  (state) => {
    expect(nodes('illness-inpatient', state)).toBeUndefined()
    expect(nodes('critical-illness', state, { sent: ['materials', 'approval'], back: true })).toBeUndefined()
    expect(stagesOfClaim(state, false)).toBeUndefined()
  },
)

it('every other case stands at one node of its line, and only a closed one is through', () => {
  for (const state of CLAIM_STATES.filter((one) => !FINAL_CLAIM_STATES.includes(one))) {
    for (const kind of ['illness-inpatient', 'critical-illness'] as const) {
      const way = nodesOfClaim({ kind, state, decisions: [], reasons: [] })
      expect(way?.current, `${kind} ${state}`).toBeGreaterThan(0)
      expect(way?.current === way?.stops.length, `${kind} ${state}`).toBe(state === 'closed')
    }
    const stages = stagesOfClaim(state, false)
    expect(stages?.current, state).toBeGreaterThanOrEqual(0)
    expect(stages?.current === stages?.stops.length, state).toBe(state === 'closed')
  }
})

it('a kind that begins at 费用录入 has 材料上传 on its line once it was returned there', () => {
  const entered = ['acceptance', 'entry']
  const sent = ['acceptance', 'materials', 'entry']
  expect(nodes('critical-illness', 'first-review')?.past).toEqual(entered)
  expect(nodes('critical-illness', 'materials', { sent: ['materials'], back: true })).toEqual({
    now: 'materials',
    past: ['acceptance'],
    back: true,
  })
  expect(nodes('critical-illness', 'first-review', { sent: ['materials', 'first-review'] })?.past).toEqual(sent)
  expect(nodes('illness-inpatient', 'first-review')?.past).toEqual(sent)
})

it('a case is back while the unit has it, and not under review, where the reasons of its return still stand', () => {
  expect(nodes('illness-inpatient', 'materials', { back: true })?.back).toBe(true)
  expect(nodes('illness-inpatient', 'entry', { back: true })?.back).toBe(true)
  expect(nodes('illness-inpatient', 'entry')?.back).toBe(false)
  expect(nodes('illness-inpatient', 'second-review', { back: true })?.back).toBe(false)
  expect(stagesOfClaim('materials', true)).toMatchObject({ current: 0, returned: true })
})

it('申领审批 is a node where the amount led there', () => {
  expect(nodes('illness-inpatient', 'payable')?.past).not.toContain('approval')
  expect(nodes('illness-inpatient', 'payable', { sent: ['approval', 'payable'] })?.past).toContain('approval')
})
