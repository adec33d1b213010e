import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import type { CertificateId } from '../../src/domain/shared/ids.ts'
import { getInsuredRecord } from '../../src/server/enrolment/insured-record.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { approvedEnrolment, numberOfInsured } from '../support/approved-enrolment.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { pdfText } from '../support/pdf-text.ts'
import { rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Row = { name: string; phone: string; idNumber: string; rowNumber: number }
type Listed = { rows: Row[]; people: number; lastRowNumber: number }

describe('people of a letter, and of an enrolment that was reviewed', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let certificate: CertificateId
  let reviewed: string
  let entered: string

  const letterOf = async (version: number) => {
    const url = `/api/certificates/${certificate}/versions/${version}/letter.pdf`
    return pdfText((await handler.get(url)).rawPayload).join('\n')
  }
  const refresh = async (version: number) =>
    (await handler.post(`/api/certificates/${certificate}/refresh`, { version })).json()
  const moveUnit = (address: string) =>
    asSystem(server.services, ({ db }) =>
      sql`update organisations set address = ${address} where id = ${association.unitId}`.execute(db),
    )
  const rosterOf = async (id: string, plan: string) =>
    (await handler.post(`/api/enrolments/${id}/rosters/${plan}/window`, {})).json<{ rows: Row[] }>().rows
  const listed = async () => (await handler.post(`/api/certificates/${certificate}/people`, {})).json<Listed>()
  const bring = (id: string, planCode: string, people: readonly object[]) =>
    importFile({ handler, services: server.services }, { id, planCode, name: '名单.csv', bytes: rosterCsv(people) })

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-20T10:00:00+08:00' })
    association = await makeAssociation(server)
    // Rows 1, 2 and 4 were deleted while the roster was entered.
    await insuredPeople(server, association, { people: 3, rows: (index) => [3, 5, 6][index] ?? 0 })
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
    reviewed = await approvedEnrolment(server, {
      ...association,
      submittedBy: handler.accountId,
      reviewedBy: reviewer.accountId,
      people: 3,
      from: 3,
    })
    certificate = (await handler.get('/api/certificates?tab=unprinted')).json().rows[0].id
  })
  afterAll(() => server.stop())

  it('刷新计划书 before the first PDF was drawn leaves the first version without nothing: each is drawn', async () => {
    await moveUnit('新址路 1 号')
    expect(await refresh(1)).toEqual({ version: 2, changed: true })
    await makeLetter(server.services, { subject: certificate })
    await handler.post(`/api/certificates/${certificate}/confirm-roster`, { version: 2 })
    const [first, second] = [await letterOf(1), await letterOf(2)]
    expect(second).toContain('新址路 1 号')
    expect(first).not.toContain('新址路 1 号')
    for (const letter of [first, second]) expect(letter).toContain('职工甲')
  })

  it('are numbered without gaps, whatever was deleted before', async () => {
    const { rows, people, lastRowNumber } = await listed()
    expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 3])
    expect([people, lastRowNumber]).toEqual([3, 3])
  })

  it('another roster that says something else of them renames nobody there', async () => {
    entered = await newEnrolment(handler, { 'accident-100': 1, comprehensive: 1 })
    const renamed = [0, 3].map((index) => ({
      name: '改名换',
      idNumber: numberOfInsured(index),
      phone: `1990000000${index + 1}`,
    }))
    const batch = await bring(entered, 'accident-100', renamed)
    expect(batch).toMatchObject({ accepted: 2, warnings: 2 })
    expect(await rosterOf(entered, 'accident-100')).toMatchObject(renamed)
    expect((await rosterOf(reviewed, 'comprehensive'))[0]).toMatchObject({
      name: '职工甲',
      phone: '19900000000',
      idNumber: numberOfInsured(3),
    })
    const insured = await asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ id: string }>`select people_id as id from covers where row_number = 1`.execute(tx.db)
      return getInsuredRecord(tx, server.services.crypto, rows[0]?.id ?? '')
    })
    expect(insured).toMatchObject({ name: '职工甲', phone: '19900000001' })
    expect((await listed()).rows.map(({ name }) => name)).toEqual(['职工甲', '职工乙', '职工丙'])
    expect(await refresh(2)).toEqual({ version: 2, changed: false })
  })

  it('in an enrolment that is being entered a person is called the same in every roster', async () => {
    const once = { name: '李一', idNumber: numberOfInsured(20), phone: '19900000020' }
    await bring(entered, 'comprehensive', [once])
    await bring(entered, 'accident-100', [{ ...once, name: '李二' }])
    expect(await rosterOf(entered, 'comprehensive')).toMatchObject([{ name: '李二' }])
  })

  it('a later version for a new address still says of the people what was confirmed', async () => {
    await moveUnit('新址路 2 号')
    expect(await refresh(2)).toEqual({ version: 3, changed: true })
    await makeLetter(server.services, { subject: certificate })
    await handler.post(`/api/certificates/${certificate}/confirm-roster`, { version: 3 })
    const letter = await letterOf(3)
    expect(letter).toContain('职工甲')
    expect(letter).not.toContain('改名换')
    expect(await checkInvariants(server.services)).toEqual([])
  })

  it('whose characters no font has are told in full to the unit, masked to officers, also where the tick is missing', async () => {
    await asSystem(server.services, ({ db }) =>
      sql`update certificate_versions set unprintable = ${JSON.stringify([
        { person: '王𮉡明', character: '𮉡', codePoint: 'U+2E261' },
      ])}::jsonb where certificate_id = ${certificate} and version = 3`.execute(db),
    )
    const officer = await signIn(server, association.officeId, { desks: ['certificates'] })
    const seenBy = async (actor: Actor) => {
      const shown = (await actor.get(`/api/certificates/${certificate}`)).json<{ unprintable: { person: string }[] }>()
      const tick = await actor.post(`/api/certificates/${certificate}/confirm-roster`, { version: 3 })
      return [shown.unprintable[0]?.person, tick.json<{ refusal: object }>().refusal]
    }
    expect(await seenBy(officer)).toMatchObject(['王*', { code: 'characters-unprintable', people: '王*' }])
    expect(await seenBy(handler)).toMatchObject(['王𮉡明', { code: 'characters-unprintable', people: '王𮉡明' }])
  })

  it('more than 1,000 people leave to an officer with a reason only, which the journal keeps', async () => {
    const headsAre = (heads: number) =>
      asSystem(server.services, ({ db }) =>
        sql`update certificates set heads = ${heads} where id = ${certificate}`.execute(db),
      )
    const officer = await signIn(server, association.officeId, { desks: ['certificates'] })
    const download = (actor: Actor, body: object = {}) =>
      actor.post(`/api/certificates/${certificate}/people.xlsx`, body)
    await headsAre(1_001)
    expect((await download(officer)).json()).toMatchObject({ refusal: { code: 'roster-needs-reason', people: 1_001 } })
    expect((await download(officer, { reason: '年度核对' })).statusCode).toBe(200)
    expect((await download(handler)).statusCode).toBe(200)
    await headsAre(3)
    expect((await download(officer)).statusCode).toBe(200)
    const kept = await asSystem(server.services, ({ db }) =>
      sql<{ facts: object }>`select facts from journal
        where action = 'certificates.download-insured' and result = 'done' order by at, id`.execute(db),
    )
    expect(kept.rows.map(({ facts }) => facts)).toEqual([
      { people: 3, reason: '年度核对' },
      { people: 3 },
      { people: 3 },
    ])
  })

  it('what is newest is known: the same file again is no difference, and a phone given up is free', async () => {
    const other = await newEnrolment(handler, { 'accident-100': 1 })
    const again = { name: '改名换', idNumber: numberOfInsured(0), phone: '19900000001' }
    const free = { name: '职工丁', idNumber: numberOfInsured(9), phone: '19900000009' }
    const batch = await bring(other, 'accident-100', [again, free])
    expect(batch).toMatchObject({ accepted: 2, warnings: 0 })
  })
})
