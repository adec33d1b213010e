import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportId } from '../../src/domain/shared/ids.ts'
import { runClaimExport } from '../../src/server/claims/run-claim-export.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { detailOf, fixture, importFile, newEnrolment } from '../support/enrolment.ts'
import { enteredClaims } from '../support/claims.ts'
import { insuredPeople } from '../support/insured.ts'
import { startObjectStore, type ObjectStore } from '../support/object-store.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('an association whose files lie in a bucket', () => {
  let store: ObjectStore
  let server: TestServer
  let association: Association
  let handler: Actor
  let id: string

  beforeAll(async () => {
    store = await startObjectStore()
    server = await startTestServer({ bucket: store.settings })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    id = await newEnrolment(handler, { comprehensive: 1 })
  })
  afterAll(async () => {
    await server.stop()
    await store.stop()
  })

  it('imports a roster: its worker reads the file from there', async () => {
    const { services } = server
    const roster = { id, planCode: 'comprehensive', name: '名单.xlsx', bytes: fixture('roster-clean-120.xlsx') }
    expect(await importFile({ handler, services }, roster)).toMatchObject({ state: 'done', accepted: 120, refused: 0 })
    expect(store.objects.size).toBe(1)
  })
  it('shows an attachment as it was', async () => {
    const path = `/api/enrolments/${id}/attachments`
    await handler.upload(`${path}/other`, '证明.png', await picture())
    const [attachment] = (await detailOf(handler, id)).attachments
    const shown = await handler.get(`${path}/${attachment?.id}`)
    expect([shown.statusCode, shown.rawPayload.subarray(1, 4).toString()]).toEqual([200, 'PNG'])
  })
  it('says with a fault that the store is away, and takes the same file once it is back', async () => {
    const path = `/api/enrolments/${id}/attachments`
    store.meet('answers 503', 'answers 503', 'answers 503')
    expect((await handler.upload(`${path}/other`, '二.png', await picture())).statusCode).toBe(500)
    expect((await detailOf(handler, id)).attachments).toHaveLength(1)
    expect((await handler.upload(`${path}/other`, '二.png', await picture())).statusCode).toBe(200)
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('exports cases: its worker writes the workbook there', async () => {
    const [insured] = await insuredPeople(server, association, { people: 1 })
    server.clock.set('2026-12-01T09:00:00+08:00')
    if (insured) await enteredClaims(server, handler, { insured, kinds: ['accident-inpatient'], on: '2026-11-20' })
    const { id: exportId } = (await handler.post('/api/claim-exports', { tab: 'all' })).json<{ id: ExportId }>()
    const before = store.objects.size
    await runClaimExport(server.services, exportId)
    expect(store.objects.size).toBe(before + 1)
    const { rawPayload } = await handler.get(`/api/claim-exports/${exportId}/file`)
    const { sheets } = await readXlsx(new Uint8Array(rawPayload))
    expect(sheets[0]?.rows[0]?.[0]).toBe('案件号')
  })
})
