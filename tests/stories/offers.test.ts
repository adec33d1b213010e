import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePlanVersion } from '../../src/domain/plans/parse-plan-version.ts'
import { loadCatalogue } from '../../src/server/plans/plan-store.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('the plans that an office sells', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  it('are seen by a unit below it, with prices, rules and the first day of cover', async () => {
    const { plans } = (await handler.get('/api/plans/offers')).json()
    expect(plans).toHaveLength(12)
    expect(plans.find(({ code }: { code: string }) => code === 'yunnan-inpatient')).toMatchObject({
      expectedFirstDay: '2026-11-11',
      calendarYear: null,
      prices: [
        { riskClass: 'ordinary', renewing: false, amount: '100.00' },
        { riskClass: 'ordinary', renewing: true, amount: '80.00' },
      ],
      standingPeople: 0,
    })
  })
  it('are not for desks that have nothing to do with them', async () => {
    const finance = await signIn(server, association.officeId, { desks: ['finance'] })
    expect((await finance.get('/api/plans/offers')).statusCode).toBe(403)
  })
  it('stay as they were when the server starts again', async () => {
    const catalogue = await readCatalogue()
    expect(await asSystem(server.services, (tx) => loadCatalogue(tx, catalogue))).toEqual({ added: 0 })
  })
  it('may not be changed under the same version', async () => {
    const { plans, categoryCaps } = await readCatalogue()
    const changed = plans.map(({ json }) => {
      const other = { ...(json as object), name: '改过的名称' }
      const parsed = parsePlanVersion(other, `${(json as { code: string }).code}.json`)
      if (!parsed.ok) throw new Error('the changed plan does not parse')
      return { plan: parsed.value, json: other }
    })
    await expect(
      asSystem(server.services, (tx) => loadCatalogue(tx, { plans: changed, categoryCaps })),
    ).rejects.toThrow(/accident-100\.json differs from version 2011\.1 .* give the changed plan a new version/)
  })
})
