import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import type { SuiteName } from '../../src/server/crypto/suites.ts'
import { foundDatabase } from '../../src/server/found-database.ts'
import { openServices } from '../../src/server/open-services.ts'
import { makeAccount, makeUnit } from '../support/accounts.ts'
import { makeAssociation, signIn, type Association } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'
import { submit, submittable } from '../support/submittable.ts'
import { testClock } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

const PHONE = '19950000071'
const PASSWORD = 'Heron lantern 62 gravel'

describe('a database founded with one suite and started with the other', () => {
  let database: TestDatabase
  let folder: string
  let association: Association
  let running: Awaited<ReturnType<typeof start>>

  /** Services as the program opens them, on the day of the story. */
  async function start(suite: SuiteName) {
    const config = readConfig({ HUZHU_VAR: folder, CRYPTO_SUITE: suite, DATABASE_URL: database.urls.owner })
    const { services: opened, isNew, close } = await openServices(config, database.urls.app, { demo: false })
    const services = { ...opened, clock: testClock('2026-11-10T09:00:00+08:00').now }
    if (isNew) await foundDatabase(services)
    const app = await createApp({ services, logger: false })
    return { services, app, isNew, stop: () => app.close().then(close) }
  }

  beforeAll(async () => {
    database = await freshDatabase()
    folder = await mkdtemp(join(tmpdir(), 'huzhu-test-'))
    running = await start('aes-256-gcm')
    expect(running.isNew).toBe(true)
    association = await makeAssociation(running)
    const { unitId } = association
    const wishes = { userName: 'hanmei', password: PASSWORD, phone: PHONE, desks: ['unit-handler'] } as const
    await makeUnit(running, unitId, await makeAccount(running, unitId, wishes))
    const handler = await signIn(running, unitId, { desks: ['unit-handler'] })
    const id = await submittable(running, handler, [personOf(1), personOf(2)])
    expect((await submit(handler, id)).statusCode).toBe(200)
    await running.stop()
    running = await start('sm4-hmac-sm3')
    expect(running.isNew).toBe(false)
  })
  afterAll(async () => {
    await running.stop()
    await database.drop()
    await rm(folder, { recursive: true })
  })

  it('seals what is new with the new suite', async () => {
    expect([...running.services.crypto.seal('a.b', 'r1', 'text').subarray(0, 1)]).toEqual([2])
  })
  it('knows a person who is on another roster', async () => {
    const { services } = running
    const handler = await signIn(running, association.otherUnitId, { desks: ['unit-handler'] })
    const id = await newEnrolment(handler, { comprehensive: 1 })
    const roster = { id, planCode: 'comprehensive', name: '名单.csv', bytes: rosterCsv([personOf(1), personOf(3)]) }
    const batch = await importFile({ handler, services }, roster)
    expect(batch).toMatchObject({ accepted: 1, refused: 1 })
    const { rows } = (await handler.get(`/api/batches/${batch.id}/refused`)).json()
    expect(rows).toMatchObject([{ problems: [{ code: 'E11' }] }])
  })
  it('finds an account by its phone', async () => {
    const answer = await visit(running).post('/api/sign-in', { login: PHONE, password: PASSWORD })
    expect(answer.json()).toMatchObject({ step: 'device-code', phoneMasked: '199****0071' })
  })
})
