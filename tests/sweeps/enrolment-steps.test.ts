import pg from 'pg'
import { expect, it } from 'vitest'
import { ENROLMENT_WORKFLOW } from '../../src/domain/enrolment/enrolment-workflow.ts'
import { freshDatabase } from '../support/postgres.ts'

it('the steps that the database allows are those of the workflow', async () => {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ step: string }>(
    `select from_state || ' → ' || to_state as step from enrolment_steps order by 1`,
  )
  await owner.end()
  await database.drop()
  expect(rows.map(({ step }) => step)).toEqual(
    [...new Set(ENROLMENT_WORKFLOW.map(({ from, to }) => `${from} → ${to}`))].sort(),
  )
})
