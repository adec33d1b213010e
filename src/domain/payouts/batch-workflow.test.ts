import { describe, expect, it } from 'vitest'
import { faultsOf } from '../shared/workflow.ts'
import {
  BATCH_STATES,
  BATCH_WORKFLOW,
  FINAL_BATCH_STATES,
  judgeBatchStep,
  LINE_STATES,
  LINE_STEPS,
} from './batch-workflow.ts'

describe('the way of a batch', () => {
  it('reaches every state and leaves every one that is not final', () => {
    expect(faultsOf(BATCH_WORKFLOW, BATCH_STATES, 'draft', FINAL_BATCH_STATES)).toEqual([])
    const steps = LINE_STEPS.map((step) => ({ ...step, action: 'answer', desk: 'payout-making' }))
    expect(faultsOf(steps, LINE_STATES, 'waiting', ['removed', 'void', 'failed', 'reversed'])).toEqual([])
  })
  it('lets only the second desk release, and nobody void what was released', () => {
    expect(judgeBatchStep('draft', 'release', ['payout-release'])).toEqual({ ok: true, value: 'released' })
    expect(judgeBatchStep('draft', 'release', ['payout-making']).ok).toBe(false)
    expect(judgeBatchStep('released', 'void', ['payout-making', 'payout-release'])).toEqual({
      ok: false,
      refusal: { code: 'batch-step-not-allowed', state: 'released' },
    })
  })
})
