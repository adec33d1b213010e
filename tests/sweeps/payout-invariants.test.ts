import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { PAYOUT_INVARIANTS } from '../../src/server/oversight/payout-invariants.ts'
import { makePayoutOffice, must, payablePeople, releasedBatch, returnCsv } from '../support/payout-office.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let superuser: pg.Client

beforeAll(async () => {
  server = await startTestServer()
  const office = await makePayoutOffice(server)
  const claims = await payablePeople(server, office, 5)
  server.clock.set('2026-11-10T09:03:00+08:00')
  const batch = await releasedBatch(office, claims.slice(0, 4), 'csv-utf-8')
  const answers = [
    { at: 1, amount: claims[0]!.amount },
    { at: 2, amount: claims[1]!.amount },
    { at: 3, amount: claims[2]!.amount, failed: '账号不存在' },
  ]
  const file = Buffer.from(returnCsv(batch.number, answers))
  const taken = await office.maker.upload(`/api/payout-batches/${batch.id}/returns`, '回盘.csv', file)
  expect(taken.json()).toMatchObject({ outcome: 'taken', paid: 2, failed: 1, waiting: 1 })
  const { rows } = (await office.maker.get(`/api/payout-batches/${batch.id}/lines`)).json()
  const facts = { returnedOn: '2026-11-10', reference: 'TH1', reason: '账户已销户' }
  const asked = await must(office.maker.post(`/api/payout-batches/${batch.id}/lines/${rows[1].id}/reversal`, facts))
  await must(office.releaser.post(`/api/payout-reversals/${asked['reversalId']}/decide`, { verdict: 'confirm' }))
  superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
})

afterAll(async () => {
  await superuser.end()
  await server.stop()
})

test('an office that paid as it should contradicts nothing', async () => {
  expect(await checkInvariants(server.services)).toEqual([])
})

const paid = `(select id from payout_lines where state = 'paid')`
const copied = (table: string, changes: string, where: string) =>
  `insert into ${table} select (jsonb_populate_record(r, ${changes})).* from ${table} r where ${where}`
const fresh = `jsonb_build_object('id', gen_random_uuid())`

// For each arm of each invariant, data that no command could have left, and how it is told.
const sabotage: readonly (readonly [id: string, found: RegExp, steps: readonly string[]])[] = [
  [
    'I-03-payouts',
    /decided CL/,
    [`update claims set second_reviewed_by = (select made_by from payout_batches limit 1) where state = 'closed'`],
  ],
  [
    'I-03-payouts',
    /decided CL/,
    [
      `insert into claim_decisions (id, claim_id, place, at, from_state, action, to_state, account_id, account_name)
       select gen_random_uuid(), l.claim_id, l.place, now(), 'first-review', 'pass', 'second-review', b.made_by, ''
         from payout_lines l join payout_batches b on b.id = l.batch_id where l.state = 'paid' limit 1`,
    ],
  ],
  [
    'I-03-payouts',
    /one person twice/,
    [
      `alter table payout_batches drop constraint maker_does_not_release`,
      `update payout_batches set released_by = made_by where released_by is not null`,
    ],
  ],
  ['I-10', /\d+ against \d+/, [`update ledger_entries set debit = debit + 1 where debit > 0`]],
  ['I-11', /paid \d+, lines/, [`update claims set paid = paid + 1 where state = 'closed'`]],
  ['I-11-reserves', /closed with/, [`update benefit_reserves set state = 'reserved' where state = 'paid'`]],
  [
    'I-17',
    /live lines/,
    [
      `drop index payout_lines_once`,
      copied('payout_lines', `${fresh} || '{"reference": "X", "position": 99}'`, `state = 'paid'`),
    ],
  ],
  ['I-17', /payable with a line paid/, [`update claims set state = 'payable' where state = 'closed'`]],
  ['I-18', /another file/, [`update payout_batches set file_sha256 = '\\x00'`]],
  ['I-18', /5 for \d+, lines 4/, [`update payout_batches set count = count + 1`]],
  ['I-18', /4 for (\d+), lines 4 for (?!\1$)/, [`update payout_batches set sum = sum + 1`]],
  [
    'I-19',
    /a file taken twice/,
    [
      `alter table bank_returns drop constraint bank_returns_batch_id_sha256_key`,
      copied('bank_returns', fresh, 'true'),
    ],
  ],
  ['I-19', /3 answers, files told 4/, [`update bank_returns set paid = paid + 1`]],
  ['I-20', /another card/, [`update claims set card_index = '\\x00' where state = 'closed'`]],
  [
    'I-22',
    /not the opposite/,
    [`update ledger_entries set credit = credit + 1 where reverses is not null and credit > 0`],
  ],
  [
    'I-22',
    /taken back twice/,
    [
      `alter table ledger_entries drop constraint ledger_entries_reverses_key`,
      copied('ledger_entries', fresh, 'reverses is not null'),
    ],
  ],
  ['I-22', /reversed with 0 opposite entries/, [`delete from ledger_entries where kind = 'reversal'`]],
  ['I-22', /reversed with 1 opposite entries/, [`delete from ledger_entries where kind = 'reversal' and debit > 0`]],
  ['I-22', /nobody's word/, [`update payout_reversals set state = 'requested', decided_by = null`]],
  [
    'I-22',
    /nobody's word/,
    [
      `alter table payout_reversals drop constraint asker_does_not_reverse`,
      `update payout_reversals set decided_by = requested_by`,
    ],
  ],
  [
    'I-22',
    /one reference of the bank took back 2/,
    [
      `drop index payout_reversals_reference`,
      copied('payout_reversals', `${fresh} || jsonb_build_object('line_id', ${paid})`, `state = 'confirmed'`),
    ],
  ],
  ['I-23-payouts', /without an entry/, [`delete from journal where action = 'payouts.release'`]],
]

test('each invariant has been seen to fail', () => {
  expect([...new Set(sabotage.map(([id]) => id))]).toEqual(PAYOUT_INVARIANTS.map(({ id }) => id))
})

async function asIfBroken<T>(steps: readonly string[], look: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  try {
    // No trigger and no foreign key stands in the way.
    await superuser.query('set local session_replication_role = replica')
    for (const step of steps) await superuser.query(step)
    return await look()
  } finally {
    await superuser.query('rollback')
  }
}

const sqlOf = (id: string) => PAYOUT_INVARIANTS.find((invariant) => invariant.id === id)?.sql ?? ''

test.each(sabotage)('%s is found broken: %s', async (id, found, steps) => {
  const rows = await asIfBroken(steps, async () => (await superuser.query(sqlOf(id))).rows)
  expect(rows.map((row) => row.found).filter((told) => found.test(told))).not.toEqual([])
})

// What the database itself refuses, whoever asks; each by the name of its wall.
const walls: readonly (readonly [what: string, statement: string, wall: RegExp])[] = [
  ['a ledger entry that changes', `update ledger_entries set debit = debit`, /append-only/],
  ['a ledger entry that goes', `delete from ledger_entries`, /append-only/],
  [
    'a journal that does not balance',
    copied(
      'ledger_entries',
      `${fresh} || jsonb_build_object('journal_id', gen_random_uuid())`,
      `kind = 'payment' and debit > 0`,
    ) + '; set constraints all immediate',
    /does not balance/,
  ],
  [
    'a second reversal of an entry',
    copied('ledger_entries', fresh, `reverses is not null`) + '; set constraints all immediate',
    /ledger_entries_reverses_key/,
  ],
  [
    'a reversal that is not the opposite',
    copied(
      'ledger_entries',
      `${fresh} || jsonb_build_object('kind', 'reversal', 'reverses', r.id)`,
      `kind = 'payment' and line_id = ${paid}`,
    ),
    /opposite/,
  ],
  [
    'a claim in two live batches',
    copied('payout_lines', `${fresh} || '{"reference": "X", "position": 99}'`, `state = 'waiting'`),
    /not paid as it was approved|payout_lines_once/,
  ],
  [
    'one reference of the bank that takes back two payments',
    copied('payout_reversals', `${fresh} || jsonb_build_object('line_id', ${paid})`, `state = 'confirmed'`),
    /payout_reversals_reference/,
  ],
  ['a line that becomes another one', `update payout_lines set amount = amount + 1`, /cannot become another one/],
  ['a line whose card changes', `update payout_lines set card_index = '\\x00'`, /cannot become another one/],
  ['a step that a line has not', `update payout_lines set state = 'waiting' where state = 'paid'`, /no step of a line/],
  [
    'a batch that is drawn back',
    `update payout_batches set state = 'draft', released_by = null`,
    /released and its file made|no step/,
  ],
  ['another file for a batch', `update payout_batches set file_sha256 = '\\x00'`, /released and its file made/],
]

test.each(walls)('the database refuses %s', async (_, statement, wall) => {
  await superuser.query('begin')
  try {
    await superuser.query(`select set_config('app.command', 'test.prepare', true)`)
    await expect(superuser.query(statement)).rejects.toThrow(wall)
  } finally {
    await superuser.query('rollback')
  }
})

/** As if the maker, or somebody who decided, released a batch: the server never asks, the database still refuses. */
test('the database refuses a maker who releases, and whoever decided one of the claims', async () => {
  const draft = `set local session_replication_role = replica;
    update payout_batches set state = 'draft', released_by = null, released_by_person = null, file_id = null,
      file_sha256 = null, file_sm3 = null;
    update payout_lines set state = 'void' where state not in ('waiting', 'reversed');
    set local session_replication_role = origin`
  const release = (who: string) => `update payout_batches b set state = 'released', released_by = ${who},
    released_by_person = (select person_index from accounts where id = ${who}),
    file_id = (select id from files limit 1), file_sha256 = '\\x00', file_sm3 = '\\x00'`
  const decider = `(select second_reviewed_by from claims where state = 'payable' limit 1)`
  for (const [who, wall] of [
    [`b.made_by`, /maker_does_not_release/],
    [decider, /decided one of its claims/],
  ] as const) {
    await superuser.query('begin')
    try {
      await superuser.query(`select set_config('app.command', 'test.prepare', true)`)
      await superuser.query(draft)
      await expect(superuser.query(release(who))).rejects.toThrow(wall)
    } finally {
      await superuser.query('rollback')
    }
  }
})
