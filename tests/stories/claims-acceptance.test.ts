import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNKNOWN_PER_HOUR } from '../../src/domain/claims/search-limit.ts'
import { lastCode } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { assess, entryOf, save, sheetOf, submit } from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { numberOfInsured } from '../support/approved-enrolment.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

type Found = {
  person: { name: string; idMasked: string } | null
  rows: { coverId: string; kind: string; planCode: string; payable: string; why: unknown; deadline: string }[]
}
type Accepted = {
  acceptanceId: string
  promisedOn: string
  cases: { id: string; number: string; kind: string; state: string }[]
}

describe('4.1 申领受理', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let clerk: Actor
  let people: readonly Insured[]
  let women: readonly Insured[]
  let foreign: readonly Insured[]

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-03-02T09:00:00+08:00' })
    association = await makeAssociation(server)
    const names = (index: number) => `冉${'知秋雨禾'.charAt(index)}`
    people = await insuredPeople(server, association, { people: 4, names })
    women = await insuredPeople(server, association, { people: 2, planCode: 'beijing-women', names })
    foreign = await insuredPeople(server, association, { people: 30, from: 100, unit: 'otherUnitId' })
    server.clock.set('2026-06-10T10:00:00+08:00')
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    clerk = await signIn(server, association.officeId, { desks: ['claim-entry'], name: '录入' })
  })
  afterAll(() => server.stop())

  const numberOf = (one: number) => people[one]?.idNumber ?? ''
  const search = (by: Actor, idNumber: string, incidentOn: string, more = {}) =>
    by.post('/api/claims/covers', { idKind: 'resident-id', idNumber, incidentOn, ...more })
  const found = async (idNumber: string, incidentOn: string, more = {}) =>
    (await search(handler, idNumber, incidentOn, more)).json<Found>()
  const accept = (by: Actor, ...items: object[]) => by.post('/api/claims/accept', { items })
  const coverOf = (one: number) => people[one]?.coverId ?? ''
  const countCases = () =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from claims`.execute(db)
      return rows[0]?.count
    })
  const journalOf = (action: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ result: string; account: string }>`select result, account_id as account from journal
        where action = ${action}`.execute(db)
      return rows
    })

  it('shows every kind of every plan on the day of the event, payable ones first', async () => {
    const { person, rows } = await found(numberOf(0), '2026-05-20')
    expect(person).toEqual({ name: '冉知', idMasked: expect.stringMatching(/^379\*+\d{3}[\dX]$/) })
    expect(rows.map(({ planCode, kind, payable }) => [planCode, kind, payable])).toEqual([
      ['beijing-women', 'women-illness', 'yes'],
      ['comprehensive', 'illness-inpatient', 'yes'],
      ['comprehensive', 'accident-inpatient', 'yes'],
      ['comprehensive', 'hospital-allowance', 'yes'],
      ['comprehensive', 'accident-death', 'yes'],
    ])
    expect(rows[0]?.deadline).toBe('2028-05-20')
    const filtered = await found(numberOf(0), '2026-05-20', { kind: 'hospital-allowance' })
    expect(filtered.rows.map(({ kind }) => kind)).toEqual(['hospital-allowance'])
  })

  it('says why the rest is not: waiting until, before and after the cover', async () => {
    const { rows } = await found(numberOf(0), '2026-04-01')
    expect(rows.find(({ kind }) => kind === 'women-illness')).toMatchObject({
      payable: 'no',
      why: { code: 'in-waiting', on: '2026-04-01' },
    })
    expect((await found(numberOf(0), '2026-04-02')).rows.every(({ payable }) => payable === 'yes')).toBe(true)
    const before = await found(numberOf(0), '2026-03-02')
    expect(new Set(before.rows.map(({ why }) => (why as { code: string }).code))).toEqual(
      new Set(['cover-begins-later']),
    )
  })

  it('refuses a wrong number before the search, and days to come', async () => {
    const wrong = await search(handler, '379901199001010001', '2026-05-20')
    expect(wrong.json()).toMatchObject({ refusal: { code: 'wrong-check-digit' } })
    const later = await search(handler, numberOf(0), '2026-06-11')
    expect(later.json()).toMatchObject({ refusal: { code: 'incident-in-future', today: '2026-06-10' } })
  })

  it('takes two persons and several kinds in one 确认受理, a case each, numbered in order', async () => {
    const answer = await accept(
      handler,
      { coverId: coverOf(0), kind: 'illness-inpatient', incidentOn: '2026-05-20' },
      { coverId: coverOf(0), kind: 'hospital-allowance', incidentOn: '2026-05-20' },
      { coverId: coverOf(1), kind: 'accident-inpatient', incidentOn: '2026-05-21' },
    )
    expect(answer.statusCode).toBe(200)
    const { cases, acceptanceId, promisedOn } = answer.json<Accepted>()
    expect(cases.map(({ number, kind, state }) => [number, kind, state])).toEqual([
      ['CL3713202606100000001', 'illness-inpatient', 'materials'],
      ['CL3713202606100000002', 'hospital-allowance', 'entry'],
      ['CL3713202606100000003', 'accident-inpatient', 'materials'],
    ])
    expect(promisedOn).toBe('2026-06-24')
    const list = await handler.post('/api/claims/list', { tab: 'acceptance' })
    expect(list.json().rows.map(({ number }: { number: string }) => number)).toEqual(
      cases.map(({ number }) => number).toReversed(),
    )
    const pool = await clerk.post('/api/claims/list', { tab: 'entry-waiting' })
    expect(pool.json()).toMatchObject({ waiting: 1, rows: [{ number: 'CL3713202606100000002', name: '冉*' }] })
    const ofAgency = async (agencyName: string) =>
      (await clerk.post('/api/claims/list', { tab: 'all', agencyName })).json().rows.length
    expect(await Promise.all(['示例代办处', '另一代办处'].map(ofAgency))).toEqual([3, 0])
    const receipt = (await handler.get(`/api/claim-acceptances/${acceptanceId}`)).json()
    expect(receipt).toMatchObject({ totalDays: 10, promisedOn: '2026-06-24', unitName: '甲单位' })
    expect(receipt.cases).toHaveLength(3)
    expect(list.json().rows[0].promisedOn).toBeNull()
    server.clock.set('2026-06-17T10:00:00+08:00')
    const later = (await handler.post(`/api/claims/${cases[0]?.id}/open`)).json()
    expect(later.promisedOn).toBe('2026-07-01')
    server.clock.set('2026-06-10T10:00:00+08:00')
    expect(JSON.stringify(receipt)).not.toContain('冉知')
    expect(receipt.progressUrl).toBe('http://localhost/claim-progress?number=CL3713202606100000001')
  })

  it('names the case that is already under way, and refuses it to whoever kept an old search', async () => {
    const { rows } = await found(numberOf(0), '2026-05-20', { kind: 'illness-inpatient' })
    expect(rows[0]).toMatchObject({ payable: 'no', why: { code: 'already-claimed', number: 'CL3713202606100000001' } })
    const before = await countCases()
    const refusal = await accept(
      handler,
      { coverId: coverOf(2), kind: 'hospital-allowance', incidentOn: '2026-05-20' },
      { coverId: coverOf(0), kind: 'illness-inpatient', incidentOn: '2026-05-20' },
    )
    expect(refusal.statusCode).toBe(409)
    expect(refusal.json().refusal).toMatchObject({
      code: 'claim-row-refused',
      row: 2,
      kind: 'illness-inpatient',
      why: 'already-claimed',
      number: 'CL3713202606100000001',
    })
    expect(await countCases()).toBe(before)
  })

  it('takes neither the same row twice nor illness and accident of one stay', async () => {
    const row = { coverId: coverOf(2), kind: 'illness-inpatient', incidentOn: '2026-05-20' }
    expect((await accept(handler, row, row)).json().refusal).toMatchObject({ code: 'claim-row-twice', row: 2 })
    const both = await accept(handler, row, { ...row, kind: 'accident-inpatient' })
    expect(both.json().refusal).toMatchObject({ code: 'claim-rows-exclude', row: 2 })
    const lacking = await accept(handler, { ...row, kind: 'disability' })
    expect(lacking.json().refusal).toMatchObject({ code: 'claim-row-unknown', row: 1 })
  })

  it('belongs to the unit that enrolled: a clerk of the office may take it in, another unit may not', async () => {
    const stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    const row = { coverId: coverOf(3), kind: 'accident-inpatient', incidentOn: '2026-05-20' }
    expect((await accept(stranger, row)).statusCode).toBe(404)
    const taken = await accept(clerk, row)
    expect(taken.statusCode).toBe(200)
    const opened = await handler.post(`/api/claims/${taken.json<Accepted>().cases[0]?.id}/open`)
    expect(opened.json()).toMatchObject({ source: 'office', unitName: '甲单位' })
  })

  it('deletes what was never submitted, with its reason, out of the pool', async () => {
    const opened = async (number: string) => {
      const { rows } = (await handler.post('/api/claims/list', { tab: 'all', number })).json()
      return rows[0] as { id: string; version: number; state: string }
    }
    const allowance = await opened('CL3713202606100000002')
    const held = await clerk.post('/api/work/take', { kind: 'claim-entry', subjects: [allowance.id] })
    expect(held.json().results[0].got).toBe(true)
    const remove = (body: object) => handler.post(`/api/claims/${allowance.id}/delete`, body)
    const wanted = { version: allowance.version, reason: '重复受理' }
    expect((await remove(wanted)).json()).toMatchObject({ refusal: { code: 'held-by-other' } })
    const byClerk = await clerk.post(`/api/claims/${allowance.id}/delete`, wanted)
    expect(byClerk.json()).toMatchObject({ refusal: { code: 'claim-is-the-units' } })
    await clerk.post('/api/work/release', { kind: 'claim-entry', subjects: [allowance.id] })
    expect((await remove({ ...wanted, version: 7 })).json()).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    expect((await remove(wanted)).statusCode).toBe(200)
    expect((await opened('CL3713202606100000002')).state).toBe('deleted')
    const detail = (await handler.post(`/api/claims/${allowance.id}/open`)).json()
    expect(detail).toMatchObject({ state: 'deleted', reasons: [{ text: '重复受理' }] })
    expect((await clerk.post('/api/claims/list', { tab: 'entry-waiting' })).json().waiting).toBe(0)
    expect((await remove({ ...wanted, version: 1 })).json()).toMatchObject({
      refusal: { code: 'claim-step-not-allowed', state: 'deleted' },
    })
    const { rows } = await found(numberOf(0), '2026-05-20', { kind: 'hospital-allowance' })
    expect(rows[0]?.payable).toBe('yes')
  })

  it('is deleted by the office’s clerk only where the office took it in', async () => {
    const taken = await accept(clerk, { coverId: coverOf(3), kind: 'hospital-allowance', incidentOn: '2026-05-21' })
    const [{ id } = { id: '' }] = taken.json<Accepted>().cases
    expect((await clerk.post(`/api/claims/${id}/delete`, { version: 0, reason: '重复受理' })).statusCode).toBe(200)
  })

  it('never deletes what was submitted once', async () => {
    const { rows } = (await handler.post('/api/claims/list', { tab: 'all', number: 'CL3713202606100000003' })).json()
    const [{ id, version }] = rows as [{ id: string; version: number }]
    await asSystem(server.services, ({ db }) =>
      sql`update claims set first_submitted_at = accepted_at where id = ${id}`.execute(db),
    )
    const refusal = await handler.post(`/api/claims/${id}/delete`, { version, reason: '不要了' })
    expect(refusal.json()).toMatchObject({ refusal: { code: 'claim-was-submitted' } })
  })

  it('is followed by number and phone without signing in: state and days, nothing of what it is about', async () => {
    const visitor = visit(server)
    const asked = { number: 'CL3713202606100000001', phone: '19900000000' }
    const { stepToken } = (await visitor.post('/api/claim-progress/code', asked)).json()
    const code = await lastCode(server, '19900000000')
    const shown = (await visitor.post('/api/claim-progress', { stepToken, code })).json()
    expect(shown).toEqual({
      number: 'CL3713202606100000001',
      state: 'materials',
      returned: false,
      acceptedAt: '2026-06-10T02:00:00.000Z',
      submittedAt: null,
      endedAt: null,
      promisedOn: null,
      totalDays: 10,
      unitName: '甲单位',
      officeName: '示例办事处',
      officeTelephone: '0100000000',
    })
    expect((await visitor.post('/api/claim-progress', { stepToken, code })).json()).toMatchObject({
      refusal: { code: 'step-expired' },
    })
  })

  it('answers for a phone that does not belong there as for one that does', async () => {
    server.clock.add(61_000)
    const visitor = visit(server)
    const answer = await visitor.post('/api/claim-progress/code', {
      number: 'CL3713202606100000001',
      phone: '19911112222',
    })
    expect(answer.json()).toEqual({ stepToken: expect.any(String), resendAfterSeconds: 60 })
    await expect(lastCode(server, '19911112222')).rejects.toThrow()
  })

  describe('a search for somebody who is not the unit’s', () => {
    let nosy: Actor
    beforeAll(async () => {
      nosy = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    })

    it('is answered byte by byte as one for nobody, and blocks at the twentieth within an hour', async () => {
      const answers = new Set<string>()
      for (let one = 0; one < UNKNOWN_PER_HOUR; one += 1) {
        const idNumber = one % 2 === 0 ? (foreign[one]?.idNumber ?? '') : numberOfInsured(500 + one)
        const { statusCode, body, headers } = await search(nosy, idNumber, '2026-05-20')
        answers.add(JSON.stringify([statusCode, body, Object.keys(headers), headers['content-length']]))
      }
      expect([...answers]).toEqual([expect.stringContaining('person')])
      const blocked = await search(nosy, numberOf(0), '2026-05-20')
      expect(blocked.json()).toMatchObject({ refusal: { code: 'person-search-blocked', minutes: 60 } })
      expect((await search(handler, numberOf(0), '2026-05-20')).statusCode).toBe(200)
    })

    it('stands in the journal, with one alarm', async () => {
      const misses = await journalOf('claims.person-not-found')
      expect(misses).toHaveLength(UNKNOWN_PER_HOUR - 1)
      expect(await journalOf('claims.person-search-blocked')).toEqual([{ result: 'refused', account: nosy.accountId }])
    })

    it('is open again after the hour', async () => {
      server.clock.add(3_601_000)
      expect((await search(nosy, numberOf(0), '2026-05-20')).statusCode).toBe(200)
    })
  })

  it('takes late claims only where the office allows it, and with a reason', async () => {
    server.clock.set('2028-05-21T10:00:00+08:00')
    const late = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const ask = async () => {
      const filter = { kind: 'women-illness' }
      return (await search(late, numberOf(1), '2026-05-20', filter)).json<Found>().rows[0]
    }
    const row = { coverId: women[1]?.coverId, kind: 'women-illness', incidentOn: '2026-05-20' }
    expect(await ask()).toMatchObject({ payable: 'no', why: { code: 'deadline-passed', on: '2028-05-20' } })
    expect((await accept(late, row)).json().refusal).toMatchObject({ why: 'deadline-passed', on: '2028-05-20' })
    await asSystem(server.services, ({ db }) =>
      sql`insert into claim_settings (office_id, place, high, late_claims) select id, low, high, true from organisations
        where id = ${association.officeId}`.execute(db),
    )
    expect((await ask())?.payable).toBe('late')
    expect((await accept(late, row)).json().refusal).toMatchObject({ code: 'late-reason-missing', row: 1 })
    expect((await accept(late, { ...row, lateReason: '因乳腺癌化疗至五月' })).statusCode).toBe(200)
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ readable: string; late: boolean }>`select to_jsonb(c)::text as readable, late_sealed is not null as late
        from claims c where cover_id = ${row.coverId ?? ''} and kind = 'women-illness'`.execute(db),
    )
    expect(rows).toMatchObject([{ late: true, readable: expect.not.stringContaining('乳腺癌') }])
  })

  it('takes a stay that began long ago, and judges it by its discharge once that is entered', async () => {
    const late = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const allow = (lateClaims: boolean) =>
      asSystem(server.services, ({ db }) =>
        sql`update claim_settings set late_claims = ${lateClaims} where office_id = ${association.officeId}`.execute(
          db,
        ),
      )
    await allow(false)
    const ask = async () => {
      const filter = { kind: 'hospital-allowance' }
      return (await search(late, numberOf(2), '2026-05-20', filter)).json<Found>().rows[0]
    }
    const row = { coverId: coverOf(2), kind: 'hospital-allowance', incidentOn: '2026-05-20' }
    const why = { code: 'deadline-from-discharge', on: '2028-05-20' }
    expect(await ask()).toMatchObject({ payable: 'yes', deadline: null, why })
    const enter = async (lateReason: object = {}) => {
      const { cases } = (await accept(late, { ...row, ...lateReason })).json<Accepted>()
      const [{ id } = { id: '' }] = cases
      await late.post('/api/work/take', { kind: 'claim-entry', subjects: [id] })
      return id
    }
    const lacksOf = async (id: string, dischargedOn: string) => {
      const sheet = sheetOf({ admittedOn: '2026-05-20', dischargedOn })
      await save(late, id, await entryOf(late, id, { sheets: [sheet] }))
      return (await assess(late, id)).missing.filter(({ path }) => path === 'sheets.0.dischargedOn')
    }
    // A reason excuses nothing where the office makes no exception.
    const id = await enter({ lateReason: '住院期间单位停业' })
    expect(await lacksOf(id, '2026-05-20')).toMatchObject([{ sentence: expect.stringContaining('2028-05-20 届满') }])
    expect((await submit(late, id)).json().missing).toContainEqual(
      expect.objectContaining({ path: 'sheets.0.dischargedOn' }),
    )
    const alsoClaimable = async () =>
      (await late.get(`/api/claims/${id}/also-claimable`)).json().claims.map(({ kind }: { kind: string }) => kind)
    expect(await alsoClaimable()).toEqual([])
    expect(await lacksOf(id, '2026-05-25')).toEqual([])
    expect(await alsoClaimable()).toEqual(['illness-inpatient'])
    const { version } = await assess(late, id)
    expect((await late.post(`/api/claims/${id}/change-day`, { version, on: '2026-05-19' })).statusCode).toBe(200)
    await late.post(`/api/claims/${id}/delete`, { version: (await assess(late, id)).version, reason: '重新受理' })
    await allow(true)
    expect(await ask()).toMatchObject({ payable: 'late', why })
    expect(await lacksOf(await enter({ lateReason: '住院期间单位停业' }), '2026-05-20')).toEqual([])
  })
})
