import pg from 'pg'
import { expect, it } from 'vitest'
import { CLAIM_WORKFLOW } from '../../src/domain/claims/claim-workflow.ts'
import { BATCH_WORKFLOW, LINE_STEPS } from '../../src/domain/payouts/batch-workflow.ts'
import { CLAIM_KINDS } from '../../src/domain/plans/claim-kind.ts'
import { EXCLUSIVE_KINDS } from '../../src/domain/claims/companion-kinds.ts'
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

it('the kinds whose invoices the database keeps apart are those that exclude each other', async () => {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  const { rows } = await owner.query<{ wall: string }>(
    `select pg_get_constraintdef(oid) as wall from pg_constraint where conname = 'invoice_illness_or_accident'`,
  )
  await owner.end()
  await database.drop()
  expect(CLAIM_KINDS.filter((kind) => rows[0]?.wall.includes(`'${kind}'`))).toEqual(EXCLUSIVE_KINDS)
})
