import { describe, expect, it } from 'vitest'
import { CLAIM_STATES } from './claim-workflow.ts'
import { materialLock, mayViewMaterials, type MaterialAccess } from './material-access.ts'

const access = (more: Partial<MaterialAccess>): MaterialAccess => ({
  desks: ['unit-handler'],
  state: 'materials',
  fromOffice: false,
  hold: 'none',
  ...more,
})

describe('the images of a case', () => {
  it('are seen by the unit, reviewers and auditors in every state', () => {
    for (const state of CLAIM_STATES)
      for (const desk of [
        'unit-handler',
        'claim-first-review',
        'claim-second-review',
        'claim-approval',
        'audit',
      ] as const)
        expect(mayViewMaterials(access({ state, desks: [desk] }))).toBe(true)
  })
  it('are not seen by finance or administration', () => {
    expect(mayViewMaterials(access({ desks: ['finance', 'administration', 'payout-making', 'payout-release'] }))).toBe(
      false,
    )
  })
  it('are seen by clerks only while they are entered, or where the office entered them', () => {
    const clerk = { desks: ['claim-entry'] } as const
    expect(mayViewMaterials(access({ ...clerk, state: 'entry' }))).toBe(true)
    expect(mayViewMaterials(access({ ...clerk, state: 'first-review' }))).toBe(false)
    expect(mayViewMaterials(access({ ...clerk, state: 'first-review', fromOffice: true }))).toBe(true)
  })
  it('are changed by everyone who enters while they are gathered, then by the holder alone', () => {
    expect(materialLock(access({}))).toBeNull()
    expect(materialLock(access({ state: 'entry', hold: 'mine' }))).toBeNull()
    expect(materialLock(access({ state: 'entry', hold: 'other' }))).toBe('held-by-other')
    expect(materialLock(access({ state: 'entry' }))).toBe('not-taken')
    expect(materialLock(access({ desks: ['audit'] }))).toBe('desk')
  })
  it('are changed by nobody once the case was submitted', () => {
    for (const state of CLAIM_STATES.filter((one) => one !== 'materials' && one !== 'entry'))
      expect(materialLock(access({ state, hold: 'mine' }))).toBe('state')
  })
})
