import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import { personIndex } from '../../src/server/accounts/account-secrets.ts'
import { makeUnit } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { detailOf } from '../support/enrolment.ts'
import { personOf } from '../support/people.ts'
import { fillIn, submit as submitRegistration } from '../support/registration.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const STEPS = ['submission', 'review', 'confirmation'] as const
type Step = (typeof STEPS)[number]
const DESKS: { readonly [S in Step]: Desk } = {
  submission: 'unit-handler',
  review: 'enrolment-review',
  confirmation: 'finance',
}
const COLUMNS: { readonly [S in Step]: string } = {
  submission: 'submitted',
  review: 'reviewed',
  confirmation: 'confirmed',
}
/** Every pair of desks at which one person could sit with two accounts. */
const PAIRS = STEPS.flatMap((earlier, at) => STEPS.slice(at + 1).map((later) => [earlier, later] as const))
const APPLICANT = '379901198506150027'

describe('one person with two accounts', () => {
  let server: TestServer
  let association: Association
  let superuser: pg.Client
  let people = 0
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    const { accountId } = await sit('submission', randomBytes(35))
    await makeUnit(server, association.unitId, accountId)
  })
  afterAll(async () => {
    await superuser.end()
    await server.stop()
  })

  const seat = (organisation: 'unitId' | 'officeId', desk: Desk, person: Uint8Array) =>
    signIn(server, association[organisation], { desks: [desk], name: desk, personIndex: person })
  const sit = (step: Step, person: Uint8Array) =>
    seat(step === 'submission' ? 'unitId' : 'officeId', DESKS[step], person)
  const take = (actor: Actor, kind: string, id: string) => actor.post('/api/work/take', { kind, subjects: [id] })
  const submitted = async (handler: Actor) => {
    const id = await submittable(server, handler, [personOf(++people)])
    expect((await submit(handler, id)).json()).toMatchObject({ findings: [] })
    return id
  }
  const approve = async (reviewer: Actor, id: string) => {
    await take(reviewer, 'enrolment-review', id)
    return reviewer.post(`/api/enrolments/${id}/approve`, { version: (await detailOf(reviewer, id)).version })
  }
  const pay = async (handler: Actor, finance: Actor, id: string) => {
    const bill = async () => (await handler.get(`/api/enrolments/${id}/invoicing`)).json()
    const { due } = await bill()
    const title = { kind: 'invoice', titleKind: 'unit', title: '甲单位', taxNumber: '91370000MA00000A1X' }
    const invoice = { planCode: 'comprehensive', ...title, mail: 'a@example.org', amount: due, heads: 1 }
    expect((await handler.post(`/api/enrolments/${id}/invoices`, invoice)).statusCode).toBe(200)
    const { version } = await bill()
    expect((await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version })).statusCode).toBe(200)
    await take(finance, 'payment', id)
    const money = { paidOn: '2026-11-10', amount: due, payer: '甲单位', reference: id }
    expect((await finance.post(`/api/enrolments/${id}/payments`, money)).statusCode).toBe(200)
    return finance.post(`/api/enrolments/${id}/confirm`, { version: (await bill()).version })
  }

  it.each(PAIRS)('who had the %s of an enrolment does not have its %s', async (earlier, later) => {
    const person = randomBytes(35)
    const at = (step: Step) => sit(step, step === earlier || step === later ? person : randomBytes(35))
    const [handler, reviewer, finance] = [await at('submission'), await at('review'), await at('confirmation')]
    const id = await submitted(handler)
    const reviewed = await approve(reviewer, id)
    if (later === 'review') {
      expect(reviewed.json().refusal).toEqual({ code: 'reviewer-is-submitter' })
      const { version } = await detailOf(reviewer, id)
      const reasons = [{ step: 'roster', text: '请核对' }]
      const returned = await reviewer.post(`/api/enrolments/${id}/return`, { version, reasons })
      expect(returned.json().refusal).toEqual({ code: 'reviewer-is-submitter' })
      return
    }
    expect(reviewed.statusCode).toBe(200)
    const code = earlier === 'review' ? 'confirmer-is-reviewer' : 'confirmer-is-submitter'
    expect((await pay(handler, finance, id)).json().refusal).toEqual({ code })
  })

  it('may review and confirm where the office is small enough to allow it, and still not what they submitted', async () => {
    const allow = (may: boolean) =>
      asSystem(server.services, (tx) =>
        sql`update organisations set one_person_may_review_and_confirm = ${may} where kind = 'office'`.execute(tx.db),
      )
    await allow(true)
    const [person, someone] = [randomBytes(35), randomBytes(35)]
    const handler = await sit('submission', someone)
    const [reviewer, finance] = [await sit('review', person), await sit('confirmation', person)]
    const [own, others] = [await submitted(handler), await submitted(handler)]
    for (const id of [own, others]) expect((await approve(reviewer, id)).statusCode).toBe(200)
    const refusal = { code: 'confirmer-is-submitter' }
    expect((await pay(handler, await sit('confirmation', someone), own)).json().refusal).toEqual(refusal)
    expect((await pay(handler, finance, others)).json()).toMatchObject({ covers: 1 })
    await allow(false)
  })

  it('does not decide the registration whose form names them', async () => {
    const { number } = (
      await submitRegistration(
        server,
        await fillIn(server, { agencyId: association.agencyId, contactIdNumber: APPLICANT }),
      )
    ).json()
    const [same, other] = await Promise.all(
      [personIndex(server.services.crypto, APPLICANT), randomBytes(35)].map((person) =>
        seat('officeId', 'registration-review', person),
      ),
    )
    if (!same || !other) throw new Error('nobody sits there')
    const [{ id }] = (await other.get(`/api/registrations?tab=waiting&number=${number}`)).json().rows
    await take(same, 'registration', id)
    const { version } = (await same.post(`/api/registrations/${id}/open`)).json().registration
    const decisions: [string, object][] = [
      ['approve', { version }],
      ['return', { version, reasons: [{ field: 'unionName', text: '请核对' }] }],
    ]
    for (const [path, body] of decisions)
      expect((await same.post(`/api/registrations/${id}/${path}`, body)).json().refusal).toEqual({
        code: 'own-registration',
      })
    await same.post('/api/work/release', { kind: 'registration', subjects: [id] })
    await take(other, 'registration', id)
    expect((await other.post(`/api/registrations/${id}/approve`, { version })).statusCode).toBe(200)
    const { rows } = await superuser.query(
      `select decided_by_person is not null as known from registrations where id = $1`,
      [id],
    )
    expect(rows).toEqual([{ known: true }])
  })

  it.each(['account', 'person'] as const)(
    'does not decide a change of the unit that the same %s asked for',
    async (same) => {
      const person = randomBytes(35)
      const handler = await seat('unitId', 'unit-handler', person)
      const asked = await handler.post('/api/unit/changes', { address: `示例路 ${same}` })
      const { id } = asked.json()
      if (same === 'account')
        await asSystem(server.services, (tx) =>
          sql`update unit_changes set requested_by_person = null where id = ${id}`.execute(tx.db),
        )
      const officer = await seat('officeId', 'change-review', same === 'person' ? person : randomBytes(35))
      if (same === 'account')
        await asSystem(server.services, (tx) =>
          sql`update unit_changes set requested_by = ${officer.accountId} where id = ${id}`.execute(tx.db),
        )
      for (const verdict of ['approve', 'return'])
        expect(
          (await officer.post(`/api/unit-changes/${id}/decide`, { version: 0, verdict, reason: '请核对' })).json()
            .refusal,
        ).toEqual({ code: 'own-registration' })
      const other = await seat('officeId', 'change-review', randomBytes(35))
      const decided = await other.post(`/api/unit-changes/${id}/decide`, { version: 0, verdict: 'approve' })
      expect(decided.statusCode).toBe(200)
    },
  )

  /** Whether the database itself takes this change, which no command would make. */
  const takes = async (change: string): Promise<boolean> => {
    await superuser.query('begin')
    await superuser.query(`select set_config('app.command', 'test.four-eyes', true)`)
    const taken = await superuser.query(change).then(
      ({ rowCount }) => (rowCount ?? 0) > 0,
      (error: Error) => {
        expect(error.message).toMatch(/check constraint/)
        return false
      },
    )
    await superuser.query('rollback')
    return taken
  }

  it('is refused by the database too, at every pair of desks, by account and by person', async () => {
    const accounts = await Promise.all(STEPS.map((step) => sit(step, randomBytes(35))))
    const id = await submitted(await sit('submission', randomBytes(35)))
    for (const [earlier, later] of PAIRS)
      for (const same of ['account', 'person', 'nobody'] as const)
        for (const may of [false, true]) {
          const set = STEPS.map((step, at) => {
            const twin = step === later ? STEPS.indexOf(earlier) : at
            const account = accounts[same === 'account' ? twin : at]?.accountId
            const person = Buffer.from([same === 'person' ? twin : at]).toString('hex')
            return `${COLUMNS[step]}_by = '${account}', ${COLUMNS[step]}_by_person = '\\x${person}'`
          }).join(', ')
          const change = `update enrolments set ${set}, one_person_may_review_and_confirm = ${may} where id = '${id}'`
          const fine = same === 'nobody' || (may && earlier === 'review')
          expect([earlier, later, same, may, await takes(change)]).toEqual([earlier, later, same, may, fine])
        }
  })

  it('is refused by the database for registrations and changes of units', async () => {
    const [one, two] = [`'\\x01'`, `'\\x02'`]
    const registration = (decider: string) =>
      `update registrations set contact_person_index = ${one}, decided_by_person = ${decider}`
    expect(await takes(registration(two))).toBe(true)
    expect(await takes(registration('null'))).toBe(true)
    expect(await takes(registration(one))).toBe(false)
    const change = (decider: string) =>
      `update unit_changes set requested_by_person = ${one}, decided_by_person = ${decider}`
    expect(await takes(change(two))).toBe(true)
    expect(await takes(change('null'))).toBe(true)
    expect(await takes(change(one))).toBe(false)
    expect(await takes('update unit_changes set decided_by = requested_by')).toBe(false)
  })
})
