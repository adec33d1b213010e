import { randomUUID, type UUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { killable, killedRounds, timed, wasAcknowledged, type Person } from '../support/killable.ts'

const PEOPLE = 3000
const DUE = '300000'

describe('a confirmation of some thousand people during which something is killed', () => {
  const { open, start, close, beside, killed, call, must } = killable('confirm')
  let handler: Person
  let reviewer: Person
  let finance: Person
  let made = 0
  /** How long a confirmation takes that nobody disturbs. */
  let undisturbed = 0
  let places: Record<'unitId' | 'officeId' | 'agencyId', OrganisationId>

  beforeAll(async () => {
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<typeof places>`select unit.id as "unitId", office.id as "officeId", agency.id as "agencyId"
          from organisations unit join organisations agency on agency.id = unit.parent_id
          join organisations office on office.id = agency.parent_id where unit.kind = 'unit' limit 1`.execute(db),
      )
      places = found(rows[0])
      handler = await openSession(services, places.unitId, { desks: ['unit-handler'] })
      reviewer = await openSession(services, places.officeId, { desks: ['enrolment-review'] })
      finance = await openSession(services, places.officeId, { desks: ['finance'] })
    })
    const { id, version } = await paid()
    const { result, ms } = await timed(() => confirm(id, version, randomUUID()))
    expect(result).toMatchObject({ status: 200, body: { covers: PEOPLE } })
    undisturbed = ms
  })
  afterAll(() => close())

  const confirm = (id: string, version: number, key: UUID) =>
    call(finance, `/api/enrolments/${id}/confirm`, { version }, key)

  /** An enrolment of as many people whose money has come, in the hands of finance. */
  async function paid(): Promise<{ id: string; version: number }> {
    const id = await beside((services) =>
      approvedEnrolment(
        { services },
        {
          ...places,
          submittedBy: handler.accountId,
          reviewedBy: reviewer.accountId,
          people: PEOPLE,
          from: made++ * PEOPLE,
        },
      ),
    )
    const versionOf = async () => Number((await must(handler, `/api/enrolments/${id}/invoicing`))['version'])
    const invoice = { planCode: 'comprehensive', kind: 'invoice', titleKind: 'unit', title: '甲单位', heads: PEOPLE }
    const contact = { taxNumber: '91370000MA00000A1X', mail: 'a@example.org' }
    await must(handler, `/api/enrolments/${id}/invoices`, { ...invoice, ...contact, amount: DUE })
    await must(handler, `/api/enrolments/${id}/invoicing/submit`, { version: await versionOf() })
    await must(finance, '/api/work/take', { kind: 'payment', subjects: [id] })
    const money = { paidOn: '2026-01-05', amount: DUE, payer: '甲单位', reference: `BANK-${id}` }
    await must(finance, `/api/enrolments/${id}/payments`, money)
    return { id, version: await versionOf() }
  }

  type Left = { state: string; covers: number; letters: number; holds: number; entries: number }
  async function leftOf(services: Services, id: string): Promise<Left | undefined> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Left>`select state, (select count(*)::int from covers where enrolment_id = e.id) as covers,
        (select count(*)::int from certificates where enrolment_id = e.id) as letters,
        (select count(*)::int from enrolment_holds where enrolment_id = e.id) as holds,
        (select count(*)::int from journal where subject_id = e.id and action = 'invoicing.confirm-payment' and result = 'done') as entries
        from enrolments e where id = ${id}`.execute(db),
    )
    return rows[0]
  }
  const nothing = { state: 'payment', covers: 0, letters: 0, holds: PEOPLE, entries: 0 }
  const everything = { state: 'confirmed', covers: PEOPLE, letters: 1, holds: 0, entries: 1 }

  for (const [what, kill] of Object.entries(killed)) {
    it(`leaves all or nothing, and nothing acknowledged is lost: ${what}`, { timeout: 600_000 }, async () => {
      await killedRounds(undisturbed, async (after) => {
        const { id, version } = await paid()
        const key = randomUUID()
        const answering = confirm(id, version, key)
        await sleep(after)
        await kill()
        const acknowledged = await answering
        await start()
        const known = wasAcknowledged(acknowledged)
        await beside(async (services) => {
          const left = await leftOf(services, id)
          const possible = known ? [everything] : [everything, nothing]
          expect(possible, `killed after ${after} ms`).toContainEqual(left)
        })
        expect(await confirm(id, version, key)).toMatchObject({ status: 200, body: { covers: PEOPLE } })
        await beside(async (services) => {
          expect(await leftOf(services, id)).toEqual(everything)
          expect(await checkInvariants(services)).toEqual([])
        })
        return !known
      })
    })
  }
})
