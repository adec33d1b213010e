import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { lastCode } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { overlap } from '../support/overlap.ts'
import { fillIn, submit } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Answered = { readonly statusCode: number; readonly code: string; readonly userName?: string }

describe('registrations at the same moment', () => {
  let server: TestServer
  let association: Association
  let officer: Actor
  let colleague: Actor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    officer = await signIn(server, association.officeId, { desks: ['registration-review'], name: '陆敏' })
    colleague = await signIn(server, association.agencyId, { desks: ['registration-review'], name: '高越' })
  })
  afterAll(() => server.stop())

  const submitted = async (creditCode: string, phone: string, more: object = {}) => {
    const wishes = { agencyId: association.agencyId, creditCode, contactPhone: phone, ...more }
    const { number } = (await submit(server, await fillIn(server, wishes))).json()
    const { rows } = (await officer.get(`/api/registrations?tab=waiting&number=${number}`)).json()
    await officer.post('/api/work/take', { kind: 'registration', subjects: [rows[0].id] })
    const { registration } = (await officer.post(`/api/registrations/${rows[0].id}/open`)).json()
    return { id: String(rows[0].id), version: Number(registration.version) }
  }
  const approve = async (actor: Actor, { id, version }: { id: string; version: number }): Promise<Answered> => {
    const answer = await actor.post(`/api/registrations/${id}/approve`, { version })
    const { refusal, userName } = answer.json()
    return { statusCode: answer.statusCode, code: refusal?.code ?? '', userName }
  }
  const values = (outcomes: readonly PromiseSettledResult<Answered>[]) =>
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : { statusCode: 0, code: 'failed' }))

  it('approved by two officers, and twice by one, make one unit', async () => {
    const one = await submitted('12371300495000001P', '19950000001')
    const lock = { sql: `select from work_items where subject_id = '${one.id}' for update`, waiters: 3 }
    const answers = values(
      await overlap(server.database, lock, () => [
        approve(officer, one),
        approve(colleague, one),
        approve(officer, one),
      ]),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const others = answers.filter(({ statusCode }) => statusCode !== 200).map(({ code }) => code)
    for (const code of others) expect(['left-pool', 'held-by-other']).toContain(code)
  })

  it('with the same credit code: one is taken, the other is told that one is under review', async () => {
    const creditCode = '81371300MC0000001U'
    const applicants = await Promise.all(
      ['19950000002', '19950000003'].map((contactPhone) =>
        fillIn(server, { agencyId: association.agencyId, creditCode, contactPhone }),
      ),
    )
    for (const { visitor, draft } of applicants) await visitor.post('/api/registration/draft/code', { draft })
    const send = async ({ visitor, draft, phone }: (typeof applicants)[number]): Promise<Answered> => {
      const code = await lastCode(server, phone)
      const answer = await visitor.post('/api/registration/draft/submit', { draft, code })
      return { statusCode: answer.statusCode, code: answer.json().refusal?.code ?? '' }
    }
    // Both stand before the counter of the day: everything that they read, they have read.
    const lock = { sql: `select from day_counters for update`, waiters: 2 }
    const answers = values(await overlap(server.database, lock, () => applicants.map(send)))
    expect(answers.toSorted((a, b) => a.statusCode - b.statusCode)).toMatchObject([
      { statusCode: 200 },
      { statusCode: 409, code: 'credit-code-in-review' },
    ])
  })

  it('of namesakes, approved at once, get different user names', async () => {
    // Of different agencies, since those of one agency wait for its row anyway.
    const other = await asSystem(server.services, (tx) =>
      saveOrganisation(tx, { parentId: association.officeId, kind: 'agency', code: '3792', name: '示例经办机构' }),
    )
    const first = await submitted('12371300495000002T', '19950000004', { userName: 'heyi' })
    const second = await submitted('12371300495000003X', '19950000005', { userName: 'heyi', agencyId: other.id })
    const lock = { sql: `lock table accounts in share mode`, waiters: 2 }
    const answers = values(
      await overlap(server.database, lock, () => [approve(officer, first), approve(officer, second)]),
    )
    expect(answers.map(({ userName }) => userName).toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual([
      'heyi',
      'heyi2',
    ])
  })
})
