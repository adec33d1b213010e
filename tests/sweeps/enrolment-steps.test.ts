import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import {
  ENROLMENT_STATES,
  ENROLMENT_WORKFLOW,
  FINAL_ENROLMENT_STATES,
} from '../../src/domain/enrolment/enrolment-workflow.ts'
import { freshDatabase } from '../support/postgres.ts'
import { stepsThatGo, tryingRow } from '../support/tried-steps.ts'

const id = randomUUID()
const enrolment = {
  number: 'CB1',
  unit_id: id,
  place: 0,
  agency_id: id,
  office_id: id,
  state: 'draft',
  created_by: id,
  created_at: '2026-11-10',
}
const listed = [...new Set(ENROLMENT_WORKFLOW.map(({ from, to }) => `${from} → ${to}`))].sort()

it('the steps that the database lists are those of the workflow', async () => {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ step: string }>(
    `select from_state || ' → ' || to_state as step from enrolment_steps order by 1`,
  )
  await owner.end()
  await database.drop()
  expect(rows.map(({ step }) => step)).toEqual(listed)
})

it('the database lets an enrolment go those steps and no other, whoever asks', async () => {
  expect((await stepsThatGo('enrolments', enrolment, ENROLMENT_STATES)).sort()).toEqual(listed)
})

it.each(FINAL_ENROLMENT_STATES)('an enrolment that is %s stays so, were the step listed or not', async (state) => {
  await tryingRow('enrolments', enrolment, async ({ place, attempt }) => {
    await place(state)
    expect(await attempt(`state = 'draft'`)).toBe('enrolment CB1 is closed')
  })
})
