import { describe, expect, it } from 'vitest'
import { faultsOf } from '../shared/workflow.ts'
import {
  CLAIM_STATES,
  CLAIM_WORKFLOW,
  claimActions,
  FINAL_CLAIM_STATES,
  firstStateOf,
  judgeClaimStep,
} from './claim-workflow.ts'

describe('the way of a case', () => {
  it('reaches every state, leaves every state that is not final, and ends in those that are', () => {
    // Kinds without a stay begin at 费用录入, which the materials lead to as well.
    expect(faultsOf(CLAIM_WORKFLOW, CLAIM_STATES, 'materials', FINAL_CLAIM_STATES)).toEqual([])
  })

  it('begins at 材料上传 for stays in hospital and at 费用录入 for everything else', () => {
    expect(firstStateOf('illness-inpatient')).toBe('materials')
    expect(firstStateOf('accident-inpatient')).toBe('materials')
    expect(firstStateOf('hospital-allowance')).toBe('entry')
    expect(firstStateOf('critical-illness')).toBe('entry')
  })

  it('lets nobody skip a desk', () => {
    expect(judgeClaimStep('first-review', 'approve', ['claim-first-review', 'claim-second-review'])).toEqual({
      ok: false,
      refusal: { code: 'claim-step-not-allowed', state: 'first-review' },
    })
    expect(claimActions('closed', ['unit-handler', 'claim-approval'])).toEqual([])
  })
})
