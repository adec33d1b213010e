import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { newEnrolment } from '../support/enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { acceptedCases, phonePhoto } from '../support/material-case.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { paper } from '../support/two-towns.ts'

describe('the room that a unit has for its files', () => {
  let server: TestServer
  let association: Association
  let uploads: Record<string, () => Promise<LightMyRequestResponse>>
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const { unitId, officeId } = association
    const handler: Actor = await signIn(server, unitId, { desks: ['unit-handler'] })
    const officer = await signIn(server, officeId, { desks: ['enrolment-review', 'finance'] })
    const [insured] = await insuredPeople(server, association, { people: 1 })
    const by = { submittedBy: handler.accountId, reviewedBy: officer.accountId }
    const approved = await approvedEnrolment(server, { ...association, ...by, people: 1, from: 500 })
    const invoice = await handler.post(`/api/enrolments/${approved}/invoices`, {
      planCode: 'comprehensive',
      kind: 'invoice',
      titleKind: 'unit',
      title: '甲单位',
      taxNumber: '91370000MA00000A1X',
      mail: 'a@example.org',
      amount: '100',
      heads: 1,
    })
    const draft = await newEnrolment(handler, { comprehensive: 1 })
    const wishes = { coverId: insured?.coverId ?? '', kinds: ['illness-inpatient'] as const, on: '2026-11-12' }
    const [stay] = await acceptedCases(server.services, handler.accountId, wishes)
    const photo = await phonePhoto('#336699')
    const roster = `/api/enrolments/${draft}/rosters/comprehensive`
    uploads = {
      roster: () => handler.upload(roster, '名单.csv', rosterCsv([personOf(1)])),
      attachment: () => handler.upload(`/api/enrolments/${draft}/attachments/other`, '证明.jpg', photo),
      invoice: () => officer.upload(`/api/invoices/${invoice.json().invoiceId}/files`, '发票.pdf', paper('甲')),
      'claim-material': () =>
        handler.upload(`/api/claims/${stay?.id}/materials/upload/identity-card-front`, '证件.jpg', photo),
    }
  }, 60_000)
  afterAll(() => server.stop())

  it.each([
    ['roster', 10],
    ['attachment', 10],
    ['invoice', 5],
    ['claim-material', 20],
  ])(
    'for its %s ends at %d gigabytes, counts no other unit’s, and is there again when something goes',
    async (what, gigabytes) => {
      const size = gigabytes * 2 ** 30
      const keep = (organisation: string, bytes: number) =>
        asSystem(server.services, (tx) =>
          sql`insert into files (id, place, purpose, name, media_type, size, sha256, storage_key, created_at)
          select ${randomUUID()}, low, ${what}, '大', 'x', ${bytes}, '\\x00', ${randomUUID()}, ${new Date(tx.now)}
          from organisations where id = ${organisation}`.execute(tx.db),
        )
      await keep(association.otherUnitId, size)
      await keep(association.unitId, size - 10)
      const refused = await uploads[what]?.()
      expect([refused?.statusCode, refused?.json().refusal]).toEqual([409, { code: 'room-full', what, gigabytes }])
      await asSystem(server.services, (tx) =>
        sql`update files set removed_at = ${new Date(tx.now)} where purpose = ${what} and name = '大'
        and place = (select low from organisations where id = ${association.unitId})`.execute(tx.db),
      )
      expect((await uploads[what]?.())?.statusCode).toBe(200)
    },
  )
})
