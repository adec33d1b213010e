import pg from 'pg'
import { expect, it } from 'vitest'
import { CLAIM_WORKFLOW } from '../../src/domain/claims/claim-workflow.ts'
import { BATCH_WORKFLOW, LINE_STEPS } from '../../src/domain/payouts/batch-workflow.ts'
import { freshDatabase } from '../support/postgres.ts'

const tables = [
  ['a case', 'claim_steps', CLAIM_WORKFLOW],
  ['a batch', 'payout_batch_steps', BATCH_WORKFLOW],
  ['a line of a batch', 'payout_line_steps', LINE_STEPS],
] as const

it.each(tables)('the steps that the database allows for %s are those of the workflow', async (_, table, steps) => {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ step: string }>(
    `select from_state || ' → ' || to_state as step from ${table} order by 1`,
  )
  await owner.end()
  await database.drop()
  expect(rows.map(({ step }) => step).sort()).toEqual(
    [...new Set(steps.map(({ from, to }) => `${from} → ${to}`))].sort(),
  )
})
