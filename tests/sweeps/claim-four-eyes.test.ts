import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { submittedClaims } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const STEPS = ['submission', 'first-review', 'second-review', 'approval'] as const
type Step = (typeof STEPS)[number]
const DESKS: { readonly [S in Step]: Desk } = {
  submission: 'unit-handler',
  'first-review': 'claim-first-review',
  'second-review': 'claim-second-review',
  approval: 'claim-approval',
}
/** Every pair of desks at which one person could sit with two accounts. */
const PAIRS = STEPS.flatMap((earlier, at) => STEPS.slice(at + 1).map((later) => [earlier, later] as const))

describe('one person with two accounts', () => {
  let server: TestServer
  let association: Association
  let insured: readonly Insured[]
  let used = 0
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    insured = await insuredPeople(server, association, { people: PAIRS.length + 1 })
    server.clock.set('2026-12-01T09:00:00+08:00')
  }, 60_000)
  afterAll(() => server.stop())

  const sit = (step: Step, personIndex: Uint8Array) =>
    signIn(server, step === 'submission' ? association.unitId : association.officeId, {
      desks: [DESKS[step]],
      name: step,
      personIndex,
    })
  const versionOf = async (id: string) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ version: number }>`select version from claims where id = ${id}`.execute(db),
    )
    return rows[0]?.version ?? 0
  }
  const decide = async (actor: Actor, step: Step, id: string) => {
    await actor.post('/api/work/take', { kind: DESKS[step], subjects: [id] })
    const cases = [{ id, version: await versionOf(id) }]
    return actor.post(`/api/claim-reviews/${step === 'first-review' ? 'pass' : 'approve'}`, { cases })
  }
  const submitted = async (handler: Actor) => {
    const [claim] = await submittedClaims(server, handler, {
      insured: insured[used++] ?? { coverId: '', name: '', idNumber: '' },
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
      // Above the threshold, so that all four desks see it.
      selfPaid: '30000.00',
    })
    return claim?.id ?? ''
  }

  it.each(PAIRS)('who had %s does not decide %s, whatever they would decide', async (earlier, later) => {
    const person = randomBytes(35)
    const indexOf = (step: Step) => (step === earlier || step === later ? person : randomBytes(35))
    const handler = await sit('submission', indexOf('submission'))
    const id = await submitted(handler)
    for (const step of STEPS.slice(1)) {
      const actor = await sit(step, indexOf(step))
      if (step !== later) {
        expect((await decide(actor, step, id)).statusCode).toBe(200)
        continue
      }
      const refusal = { code: 'claim-same-person', step: earlier }
      expect((await decide(actor, step, id)).json().refusal).toEqual(refusal)
      const seen = { id, version: await versionOf(id) }
      const point = { target: 'case', path: null, materialId: null, area: null, text: '退回' }
      const others: [string, object][] = [
        ['return', { cases: [seen], to: 'entry', points: [point] }],
        [`${id}/recalculate`, seen],
        ...(step === 'first-review'
          ? ([[`${id}/propose`, { ...seen, proposal: 'refuse', clause: '第八条', reason: '拒付' }]] as [
              string,
              object,
            ][])
          : ([['return-inside', { cases: [seen], note: '退回' }]] as [string, object][])),
        ...(step === 'approval'
          ? []
          : ([[`${id}/regrade`, { ...seen, diagnosisName: '另一诊断', reason: '改判' }]] as [string, object][])),
      ]
      for (const [path, body] of others)
        expect([path, (await actor.post(`/api/claim-reviews/${path}`, body)).json().refusal]).toEqual([path, refusal])
      return
    }
  })

  it('is refused by the database too, at every pair of desks, by account and by person', async () => {
    const handler = await sit('submission', randomBytes(35))
    const id = await submitted(handler)
    const owner = new pg.Client({ connectionString: server.database.urls.owner })
    await owner.connect()
    const columns = new Map<Step, string>([
      ['submission', 'submitted'],
      ['first-review', 'first_reviewed'],
      ['second-review', 'second_reviewed'],
      ['approval', 'approved'],
    ])
    const accounts = await Promise.all(STEPS.map((step) => sit(step, randomBytes(35))))
    for (const [earlier, later] of PAIRS)
      for (const same of ['account', 'person', 'nobody'] as const) {
        await owner.query('begin')
        await owner.query(`select set_config('app.command', 'test.four-eyes', true)`)
        const set = STEPS.map((step, at) => {
          const twin = step === later ? STEPS.indexOf(earlier) : at
          const account = accounts[same === 'account' ? twin : at]?.accountId
          const person = Buffer.from([same === 'person' ? twin : at]).toString('hex')
          return `${columns.get(step)}_by = '${account}', ${columns.get(step)}_by_person = '\\x${person}'`
        }).join(', ')
        const update = owner.query(`update claims set ${set} where id = '${id}'`)
        if (same === 'nobody') await expect(update).resolves.toBeDefined()
        else await expect(update, `${earlier} and ${later} by ${same}`).rejects.toThrow(/check constraint/)
        await owner.query('rollback')
      }
    await owner.end()
  })
})
