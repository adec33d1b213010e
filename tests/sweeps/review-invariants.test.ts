import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { REVIEW_INVARIANTS } from '../../src/server/oversight/review-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { submittedClaims } from '../support/claims.ts'
import { insuredPeople } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const STATES = ['first-review', 'second-review', 'payable', 'refused', 'withdrawn', 'entry'] as const
type State = (typeof STATES)[number]

let server: TestServer
let superuser: pg.Client
let handler: Actor
let first: Actor
let second: Actor
const made = new Map<State, string>()

async function must(answering: ReturnType<Actor['post']>): Promise<void> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
}

async function seen(id: string): Promise<{ id: string; version: number }> {
  const { rows } = await asSystem(server.services, ({ db }) =>
    sql<{ version: number }>`select version from claims where id = ${id}`.execute(db),
  )
  return { id, version: rows[0]?.version ?? 0 }
}

/** Brings a submitted case as far as the state. */
async function bring(id: string, state: State): Promise<void> {
  const take = (actor: Actor, kind: string) => must(actor.post('/api/work/take', { kind, subjects: [id] }))
  const decide = async (actor: Actor, path: string, body: object) =>
    must(actor.post(`/api/claim-reviews/${path}`, body))
  if (state === 'first-review') return
  if (state === 'withdrawn')
    return must(handler.post(`/api/claims/${id}/withdraw`, { ...(await seen(id)), reason: '放弃' }))
  await take(first, 'claim-first-review')
  const point = { target: 'case', path: null, materialId: null, area: null, text: '补正' }
  if (state === 'entry') return decide(first, 'return', { cases: [await seen(id)], to: 'entry', points: [point] })
  if (state === 'refused') {
    const refusal = { ...(await seen(id)), proposal: 'refuse', clause: '第八条', reason: '不在保障范围' }
    await decide(first, `${id}/propose`, refusal)
  } else await decide(first, 'pass', { cases: [await seen(id)] })
  if (state === 'second-review') return
  await take(second, 'claim-second-review')
  if (state === 'refused') return decide(second, `${id}/confirm-ending`, await seen(id))
  return decide(second, 'approve', { cases: [await seen(id)] })
}

beforeAll(async () => {
  server = await startTestServer()
  const association = await makeAssociation(server)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  first = await signIn(server, association.officeId, { desks: ['claim-first-review'] })
  second = await signIn(server, association.officeId, { desks: ['claim-second-review'] })
  const insured = await insuredPeople(server, association, { people: STATES.length })
  server.clock.set('2026-12-01T09:00:00+08:00')
  for (const [at, state] of STATES.entries()) {
    const person = insured[at]
    if (!person) throw new Error('nobody is insured')
    const wishes = { insured: person, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
    const [claim] = await submittedClaims(server, handler, wishes)
    const id = claim?.id ?? ''
    server.clock.add(60_000)
    await bring(id, state)
    made.set(state, id)
  }
  await makeClaimLetter(server.services, { subject: made.get('refused') ?? '' })
  superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
  const { rows } = await superuser.query('select id from certificates')
  for (const { id } of rows) await makeLetter(server.services, { subject: id })
}, 120_000)

afterAll(async () => {
  await superuser.end()
  await server.stop()
})

test('cases that were reviewed as they should be contradict nothing', async () => {
  expect(await checkInvariants(server.services)).toEqual([])
})

const of = (state: State) => `id = (select id from claims where state = '${state}')`
// For each invariant, data that no command could have left.
const sabotage = new Map<string, string[]>([
  ['I-02-claims', [`update claims set state = 'refused' where ${of('withdrawn')}`]],
  ['I-03-refusals', [`update claims set proposal = null where ${of('refused')}`]],
  ['I-20-payees', [`update claims set card_index = null where ${of('payable')}`]],
  ['I-23-claims', [`delete from journal where action = 'claim-review.pass'`]],
  ['I-27-claims', [`delete from claim_letters`]],
])

test('each invariant has been seen to fail', () => {
  expect([...sabotage.keys()]).toEqual(REVIEW_INVARIANTS.map(({ id }) => id))
})

test.each(REVIEW_INVARIANTS.map((invariant) => [invariant.id, invariant.sql]))(
  '%s is found broken',
  async (id, text) => {
    await superuser.query('begin')
    try {
      // No trigger and no foreign key stands in the way.
      await superuser.query('set local session_replication_role = replica')
      for (const step of sabotage.get(id) ?? []) await superuser.query(step)
      expect((await superuser.query(text)).rows.length).toBeGreaterThan(0)
    } finally {
      await superuser.query('rollback')
    }
  },
)
