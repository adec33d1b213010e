import { describe, expect, it } from 'vitest'
import { DESKS } from '../organisations/desks.ts'
import { faultsOf } from '../shared/workflow.ts'
import {
  ENROLMENT_STATES,
  ENROLMENT_WORKFLOW,
  FINAL_ENROLMENT_STATES,
  judgeEdit,
  judgeStep,
  type EnrolmentState,
} from './enrolment-workflow.ts'

describe('the workflow of an enrolment', () => {
  it('reaches every state, and only final states have no way out', () => {
    expect(
      faultsOf<EnrolmentState, string, string>(ENROLMENT_WORKFLOW, ENROLMENT_STATES, 'draft', FINAL_ENROLMENT_STATES),
    ).toEqual([])
  })
  it('lets a desk do nothing in a state that the table does not list', () => {
    for (const state of ENROLMENT_STATES) {
      for (const desk of DESKS) {
        for (const action of new Set(ENROLMENT_WORKFLOW.map((row) => row.action))) {
          const listed = ENROLMENT_WORKFLOW.some(
            (row) => row.from === state && row.desk === desk && row.action === action,
          )
          expect(judgeStep(state, action, [desk]).ok).toBe(listed)
        }
      }
    }
  })
  it('lets the unit change its entries only before review or after a return', () => {
    expect(ENROLMENT_STATES.filter((state) => judgeEdit(state).ok)).toEqual(['draft', 'returned'])
    expect(judgeEdit('invoicing')).toEqual({
      ok: false,
      refusal: { code: 'enrolment-not-editable', state: 'invoicing' },
    })
  })
})
