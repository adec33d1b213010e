import pg from 'pg'
import { expect, it } from 'vitest'
import { CLAIM_WORKFLOW } from '../../src/domain/claims/claim-workflow.ts'
import { freshDatabase } from '../support/postgres.ts'

it('the steps that the database allows for a case are those of the workflow', async () => {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ step: string }>(
    `select from_state || ' → ' || to_state as step from claim_steps order by 1`,
  )
  await owner.end()
  await database.drop()
  expect(rows.map(({ step }) => step).sort()).toEqual(
    [...new Set(CLAIM_WORKFLOW.map(({ from, to }) => `${from} → ${to}`))].sort(),
  )
})
