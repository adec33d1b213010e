import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { personHash } from '../../src/server/enrolment/person-record.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { detailOf, newEnrolment } from '../support/enrolment.ts'
import { overlap } from '../support/overlap.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Answer = { statusCode: number; body: { findings: { code: string; sentence: string }[] } }

describe('two at the same enrolment, or at the same persons', () => {
  let server: TestServer
  let association: Association
  let one: Actor
  let other: Actor
  let from = 0

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    one = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    other = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
  })
  afterEach(async () => expect(await checkInvariants(server.services)).toEqual([]))
  afterAll(() => server.stop())

  const somebody = (count: number) => Array.from({ length: count }, () => personOf(++from))
  const lockPersons = `select from person_keys for update`

  async function bothSubmit(...tries: readonly (() => ReturnType<typeof submit>)[]): Promise<Answer[]> {
    const outcomes = await overlap(server.database, { sql: lockPersons, waiters: tries.length }, () =>
      tries.map((run) => run()),
    )
    return outcomes
      .map((outcome) => {
        if (outcome.status === 'rejected') throw outcome.reason
        return { statusCode: outcome.value.statusCode, body: outcome.value.json<Answer['body']>() }
      })
      .toSorted((a, b) => a.body.findings.length - b.body.findings.length)
  }

  it('two units submit the same person: one wins, the other is told whom, and not by whom', async () => {
    const people = somebody(3)
    const mine = await submittable(server, one, people)
    const theirs = await submittable(server, other, people)
    const [won, lost] = await bothSubmit(
      () => submit(one, mine),
      () => submit(other, theirs),
    )
    expect(won).toMatchObject({ statusCode: 200, body: { findings: [] } })
    expect(lost).toMatchObject({ statusCode: 200, body: { findings: [{ code: 'people-held' }] } })
    for (const { name } of people) expect(lost?.body.findings[0]?.sentence).toContain(name)
    expect(JSON.stringify(lost)).not.toContain('单位')
    const states = [(await detailOf(one, mine)).state, (await detailOf(other, theirs)).state]
    expect(states.toSorted()).toEqual(['draft', 'submitted'])
  })
  it('two units submit a person in two plans of one category: together they never pass its cap', async () => {
    await asSystem(server.services, (tx) =>
      sql`update category_caps set shares = 1 where category = 'inpatient'`.execute(tx.db),
    )
    const people = somebody(1)
    const mine = await submittable(server, one, people, 'hubei-inpatient')
    const theirs = await submittable(server, other, people, 'yunnan-inpatient')
    const answers = await bothSubmit(
      () => submit(one, mine),
      () => submit(other, theirs),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const found = answers.map(({ body }) => body.findings)
    expect(found).toMatchObject([[], [{ code: 'people-refused' }]])
    expect(JSON.stringify(found[1])).toContain('份数超过上限')
  })
  it('the same 【完成】 twice at once submits once', async () => {
    const id = await submittable(server, one, somebody(2))
    const { version, total: shown } = await detailOf(one, id)
    const key = randomUUID()
    const twice = () => one.post(`/api/enrolments/${id}/submit`, { version, shown }, key)
    const lock = `select from enrolments where id = '${id}' for update`
    const outcomes = await overlap(server.database, { sql: lock, waiters: 2 }, () => [twice(), twice()])
    const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.statusCode : 'failed'))
    expect(codes).toEqual([200, 200])
    const { history } = await detailOf(one, id)
    expect(history.filter(({ action }) => action === 'enrolment.submit')).toHaveLength(1)
  })
  it('one withdraws while a reviewer takes: either it was taken and stays, or it is withdrawn and gone', async () => {
    const reviewer = await signIn(server, association.agencyId, { desks: ['enrolment-review'] })
    const id = await submittable(server, one, somebody(2))
    expect((await submit(one, id)).json().findings).toEqual([])
    const { version } = await detailOf(one, id)
    const lock = `select from work_items where subject_id = '${id}' for update`
    const [withdrawn, taken] = await overlap(server.database, { sql: lock, waiters: 2 }, () => [
      one.post(`/api/enrolments/${id}/withdraw`, { version }),
      reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] }),
    ])
    if (withdrawn?.status !== 'fulfilled' || taken?.status !== 'fulfilled') throw new Error('one of them failed')
    const got = taken.value.json().results[0].got as boolean
    expect(withdrawn.value.statusCode).toBe(got ? 409 : 200)
    expect((await detailOf(one, id)).state).toBe(got ? 'submitted' : 'draft')
  })
  it('the same file uploaded many times at once is imported once', async () => {
    const id = await newEnrolment(one, { comprehensive: 1 })
    const bytes = rosterCsv(somebody(5))
    const upload = () => one.upload(`/api/enrolments/${id}/rosters/comprehensive`, 'a.csv', bytes)
    const lock = `select from enrolments where id = '${id}' for update`
    const outcomes = await overlap(server.database, { sql: lock, waiters: 8 }, () => Array.from({ length: 8 }, upload))
    const answers = outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value.json<{ batchId?: string; refusal?: { code: string } }>()
    })
    const batches = answers.flatMap(({ batchId }) => batchId ?? [])
    expect(batches).toHaveLength(1)
    expect(new Set(answers.flatMap(({ refusal }) => refusal?.code ?? []))).toEqual(new Set(['import-running']))
    for (const batch of batches) await runImport(server.services, batch as ImportBatchId)
    expect((await detailOf(one, id)).plans[0]?.people).toBe(5)
  })
  it('two imports of the same new persons at once, in opposite order: both get the same ids', async () => {
    const hashes = somebody(50).map(({ idNumber }) => personHash(server.services.crypto, idNumber))
    const resolve = (wanted: readonly Buffer[]) =>
      asSystem(server.services, async (tx) => {
        const offered = wanted.map(() => newId())
        const { rows } = await sql<{ place: number; id: string }>`
          select place, id from resolve_persons(${wanted}::bytea[], ${offered}::uuid[])`.execute(tx.db)
        const known = new Map(rows.map(({ place, id }) => [place - 1, id]))
        return new Map(wanted.map((hash, at) => [hash.toString('hex'), known.get(at) ?? offered[at]]))
      })
    const lock = 'lock table person_keys in share row exclusive mode'
    const outcomes = await overlap(server.database, { sql: lock, waiters: 2 }, () => [
      resolve(hashes),
      resolve(hashes.toReversed()),
    ])
    const [first, second] = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined))
    expect(first?.size).toBe(50)
    expect(second).toEqual(first)
  })
})
