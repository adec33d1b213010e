import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession } from '../support/actors.ts'
import type { Batch, Detail } from '../support/enrolment.ts'
import { done, killable, killedRounds, timed, wasAcknowledged, type Person } from '../support/killable.ts'
import { personOf, rosterCsv } from '../support/people.ts'

const PEOPLE = 4000
const PLAN = 'comprehensive'
/** A batch whose process died is found within seconds; then it has an end. */
const PATIENCE_MS = 60_000

describe('an enrolment of some thousand people during which something is killed', () => {
  const { open, start, close, beside, killed, call, must, upload } = killable('import')
  let handler: Person
  let photo: Buffer
  let made = 0

  beforeAll(async () => {
    photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'green' } })
      .png()
      .toBuffer()
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ id: OrganisationId }>`select id from organisations where kind = 'unit' order by low limit 1`.execute(db),
      )
      handler = await openSession(services, found(rows[0]).id, { desks: ['unit-handler'] })
    })
  })
  afterAll(() => close())

  const get = (path: string) => must(handler, path)
  const post = (path: string, body: object) => must(handler, path, body)
  /** An empty enrolment, and a roster of people whom nobody has brought yet. */
  async function fresh(): Promise<{ id: string; roster: Uint8Array<ArrayBuffer> }> {
    const { id } = (await post('/api/enrolments', {})) as { id: string }
    const { plans } = (await get('/api/plans/offers')) as { plans: { code: string; offerId: string }[] }
    const offerId = plans.find(({ code }) => code === PLAN)?.offerId
    await post(`/api/enrolments/${id}/plans`, { version: 0, plans: [{ offerId, shares: 1 }] })
    await post(`/api/enrolments/${id}/facts`, { staffCount: PEOPLE, womenCount: PEOPLE })
    const people = Array.from({ length: PEOPLE }, () => personOf(++made))
    return { id, roster: new Uint8Array(rosterCsv(people)) }
  }
  const rosterPath = (id: string) => `/api/enrolments/${id}/rosters/${PLAN}`
  const detail = async (id: string) => (await get(`/api/enrolments/${id}`)) as unknown as Detail

  /** The latest batch once it has come to an end; undefined where the upload never arrived. */
  async function ended(id: string): Promise<Batch | undefined> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const { batches } = (await get(`/api/enrolments/${id}/batches`)) as { batches: Batch[] }
      const [batch] = batches
      if (!batch || (batch.state !== 'uploaded' && batch.state !== 'running')) return batch
      await sleep(100)
    }
    throw new Error('the import never came to an end')
  }
  async function imported(id: string, roster: Uint8Array<ArrayBuffer>): Promise<Batch | undefined> {
    await done(upload(handler, `${rosterPath(id)}?again=true`, '名单.csv', roster))
    return ended(id)
  }

  /** An enrolment that can be submitted, with the version that its handler sees. */
  async function submittable(): Promise<{ id: string; version: number; shown: string }> {
    const { id, roster } = await fresh()
    await imported(id, roster)
    await done(upload(handler, `/api/enrolments/${id}/attachments/social-insurance`, '证明.png', new Uint8Array(photo)))
    const { version, total: shown } = await detail(id)
    return { id, version, shown }
  }

  type Left = { state: string; people: number; refused: number; holds: number; frozen: number }
  async function leftOf(services: Services, id: string): Promise<Left | undefined> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Left>`select state, (select count(*)::int from roster_people where enrolment_id = e.id) as people,
        (select count(*)::int from refused_rows where enrolment_id = e.id) as refused,
        (select count(*)::int from enrolment_holds where enrolment_id = e.id) as holds,
        (select count(*)::int from roster_people where enrolment_id = e.id and price is not null) as frozen
        from enrolments e where id = ${id}`.execute(db),
    )
    return rows[0]
  }
  const empty: Left = { state: 'draft', people: 0, refused: 0, holds: 0, frozen: 0 }
  const full: Left = { ...empty, people: PEOPLE }
  const submitted: Left = { ...full, state: 'submitted', holds: PEOPLE, frozen: PEOPLE }

  for (const [what, kill] of Object.entries(killed)) {
    it(`imports everybody or nobody, and says which: ${what}`, { timeout: 600_000 }, async () => {
      const calm = await fresh()
      const { result, ms } = await timed(() => imported(calm.id, calm.roster))
      expect(result).toMatchObject({ state: 'done', accepted: PEOPLE })
      await killedRounds(ms, async (after) => {
        const { id, roster } = await fresh()
        const uploading = upload(handler, rosterPath(id), '名单.csv', roster)
        await sleep(after)
        await kill()
        const acknowledged = await uploading
        await start()
        const batch = await ended(id)
        const known = wasAcknowledged(acknowledged)
        if (known) expect(batch, `killed after ${after} ms`).toBeDefined()
        const whole = batch?.state === 'done'
        if (!whole) expect([undefined, 'interrupted', 'failed']).toContain(batch?.state)
        await beside(async (services) => {
          expect(await leftOf(services, id), `killed after ${after} ms`).toEqual(whole ? full : empty)
          expect(await checkInvariants(services)).toEqual([])
        })
        if (!whole) expect(await imported(id, roster)).toMatchObject({ state: 'done', accepted: PEOPLE })
        return !whole
      })
    })
    it(`submits wholly or not at all: ${what}`, { timeout: 600_000 }, async () => {
      const calm = await submittable()
      const facts = { version: calm.version, shown: calm.shown }
      const { ms } = await timed(() => done(call(handler, `/api/enrolments/${calm.id}/submit`, facts)))
      await killedRounds(ms, async (after) => {
        const { id, version, shown } = await submittable()
        const key = randomUUID()
        const submitting = call(handler, `/api/enrolments/${id}/submit`, { version, shown }, key)
        await sleep(after)
        await kill()
        const acknowledged = await submitting
        await start()
        const known = wasAcknowledged(acknowledged)
        await beside(async (services) => {
          expect(known ? [submitted] : [submitted, full], `killed after ${after} ms`).toContainEqual(
            await leftOf(services, id),
          )
        })
        expect(await call(handler, `/api/enrolments/${id}/submit`, { version, shown }, key)).toMatchObject({
          status: 200,
          body: { findings: [] },
        })
        await beside(async (services) => {
          expect(await leftOf(services, id)).toEqual(submitted)
          expect(await checkInvariants(services)).toEqual([])
        })
        return !known
      })
    })
  }
})
