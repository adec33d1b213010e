import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { CLAIM_STATES, CLAIM_WORKFLOW, FINAL_CLAIM_STATES } from '../../src/domain/claims/claim-workflow.ts'
import { BATCH_STATES, BATCH_WORKFLOW, LINE_STATES, LINE_STEPS } from '../../src/domain/payouts/batch-workflow.ts'
import { CLAIM_KINDS } from '../../src/domain/plans/claim-kind.ts'
import { EXCLUSIVE_KINDS } from '../../src/domain/claims/companion-kinds.ts'
import { freshDatabase } from '../support/postgres.ts'
import { saidWhileStaying, stepsThatGo } from '../support/tried-steps.ts'

const tables = [
  ['a case', 'claim_steps', CLAIM_WORKFLOW],
  ['a batch', 'payout_batch_steps', BATCH_WORKFLOW],
  ['a line of a batch', 'payout_line_steps', LINE_STEPS],
] as const

it.each(tables)('the steps that the database lists for %s are those of the workflow', async (_, table, steps) => {
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

const id = randomUUID()
const day = '2026-11-10'
const claim = {
  number: 'CL1',
  acceptance_id: id,
  unit_id: id,
  place: 0,
  agency_id: id,
  office_id: id,
  person_id: id,
  people_id: id,
  cover_id: id,
  plan_code: 'comprehensive',
  plan_version_id: id,
  kind: 'illness-inpatient',
  source: 'unit',
  incident_on: day,
  state: 'materials',
  sealed: '',
  accepted_by: id,
  accepted_at: day,
}
const batch = {
  number: 'ZF1',
  office_id: id,
  place: 0,
  state: 'draft',
  format: 'csv-utf-8',
  account_name: '',
  bank_name: '',
  account_number: '',
  count: 0,
  sum: 0,
  made_by: id,
  made_by_name: '',
  made_at: day,
}
const line = {
  batch_id: id,
  claim_id: id,
  place: 0,
  position: 1,
  reference: 'ZF1-1',
  amount: 1,
  payee_sealed: '',
  card_index: '',
  person_id: id,
  state: 'waiting',
}

it.each([
  ['a case', 'claims', claim, CLAIM_STATES, CLAIM_WORKFLOW],
  ['a batch', 'payout_batches', batch, BATCH_STATES, BATCH_WORKFLOW],
  ['a line of a batch', 'payout_lines', line, LINE_STATES, LINE_STEPS],
] as const)('the database lets %s go those steps and no other, whoever asks', async (_, table, row, states, steps) => {
  const listed = steps.filter(({ from, to }) => (from as string) !== to).map(({ from, to }) => `${from} → ${to}`)
  expect((await stepsThatGo(table, row, states)).sort()).toEqual([...new Set(listed)].sort())
})

it('the database lets nothing of a case change that has ended or is closed', async () => {
  const still: readonly string[] = ['closed', ...FINAL_CLAIM_STATES]
  const said = await saidWhileStaying('claims', claim, CLAIM_STATES)
  expect(said).toEqual(
    CLAIM_STATES.map((state) => still.includes(state) && `claim CL1 ${state === 'closed' ? 'is closed' : 'has ended'}`),
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
