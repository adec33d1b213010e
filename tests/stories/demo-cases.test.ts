import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bringDictionaries } from '../../src/server/claims/bring-dictionaries.ts'
import { openClaimLetter } from '../../src/server/claims/issue-claim-letter.ts'
import { makeDemoCases } from '../../src/server/demo/make-demo-cases.ts'
import { bringCatalogue, foundDatabase } from '../../src/server/found-database.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import type { ClaimId } from '../../src/domain/shared/ids.ts'
import { found } from '../../src/server/refusal.ts'
import { bringCalendars } from '../../src/server/work-pool/import-calendar.ts'
import { asSystem } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('the cases of a demo', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-24T09:30:00+08:00' })
    const { services } = server
    await bringCatalogue(services)
    await bringCalendars(services)
    await foundDatabase(services)
    await bringDictionaries(services)
  })
  afterAll(() => server.stop())

  const states = async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ state: string; count: number }>`select state, count(*)::int as count from claims group by state`.execute(
        db,
      ),
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }

  it('bring work to every desk of the first office, once, and contradict no rule', async () => {
    await makeDemoCases(server.services, AbortSignal.timeout(60_000))
    const made = {
      materials: 2,
      entry: 2,
      'first-review': 2,
      'second-review': 1,
      approval: 1,
      payable: 2,
      closed: 1,
    }
    expect(await states()).toEqual(made)
    await makeDemoCases(server.services, AbortSignal.timeout(60_000))
    expect(await states()).toEqual(made)
    expect(await checkInvariants(server.services)).toEqual([])
  })

  it('show on the closing letter what else can be claimed for the same event', async () => {
    const { services } = server
    const { rows } = await asSystem(services, ({ db }) =>
      sql<{
        id: ClaimId
        issue: number
        sealed: Buffer
      }>`select claim_id as id, issue, sealed from claim_letters where kind = 'closed'`.execute(db),
    )
    const { id, issue, sealed } = found(rows[0])
    expect(openClaimLetter(services, { claimId: id, kind: 'closed', issue }, sealed).alsoClaimable).toEqual([
      { plan: expect.stringContaining('综合互助保障'), kind: 'hospital-allowance', amount: '150.00' },
    ])
  })
})
