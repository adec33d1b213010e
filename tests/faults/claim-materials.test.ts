import { randomInt, randomUUID, type UUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { instantOf, type Instant } from '../../src/domain/shared/time.ts'
import { sweepVault } from '../../src/server/files/file-vault.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { done, killable, killedRounds, timed, wasAcknowledged, type Person } from '../support/killable.ts'
import { acceptedCases } from '../support/material-case.ts'

describe('an image on its way during which something is killed', () => {
  const { open, start, close, beside, killed, upload } = killable('materials')
  let handler: Person
  let claimId: string
  /** What the server that died had written is older; letters of the demo, which the next one makes meanwhile, are not. */
  let diedAt: Instant

  beforeAll(async () => {
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ unitId: OrganisationId; coverId: string }>`select unit_id as "unitId", id as "coverId" from covers
          where plan_code = 'comprehensive' order by id limit 1`.execute(db),
      )
      const { unitId, coverId } = found(rows[0])
      handler = await openSession(services, unitId, { desks: ['unit-handler'] })
      const cases = await acceptedCases(services, handler.accountId, { coverId, kinds: ['illness-inpatient'] })
      claimId = found(cases[0]).id
    })
  })
  afterAll(() => close())

  const photo = async () => {
    const noise = { type: 'gaussian', mean: randomInt(80, 180), sigma: 40 } as const
    return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#fff', noise } })
      .jpeg()
      .toBuffer()
  }
  const send = (bytes: Buffer, key: UUID) =>
    upload(handler, `/api/claims/${claimId}/materials/upload/unsorted`, '发票.jpg', new Uint8Array(bytes), key)
  /** Images that came by this key, files without an image, and bytes in the vault that no row names. */
  const leftOf = (key: UUID) =>
    beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ images: number; bare: number; keys: string[] }>`select
          (select count(*)::int from claim_materials where attempt = ${key}) as images,
          (select count(*)::int from files f where purpose = 'claim-material'
            and not exists (select from claim_materials m where m.file_id = f.id)) as bare,
          (select coalesce(array_agg(storage_key), '{}') from files) as keys`.execute(db),
      )
      const { images, bare, keys } = found(rows[0])
      const known = new Set(keys)
      // The sweeper as it runs an hour later.
      await sweepVault(services.vault, diedAt, async () => known)
      const orphans = await sweepVault(services.vault, diedAt, async () => known)
      expect(await checkInvariants(services)).toEqual([])
      return { images, bare, orphans }
    })

  for (const [what, kill] of Object.entries(killed)) {
    it(`is there once or not at all, and comes once when it is sent again: ${what}`, { timeout: 600_000 }, async () => {
      const calm = await photo()
      const { ms } = await timed(() => done(send(calm, randomUUID())))
      await killedRounds(ms, async (after) => {
        const [bytes, key] = [await photo(), randomUUID()]
        const sending = send(bytes, key)
        await sleep(after)
        await kill()
        const answer = await sending
        diedAt = instantOf(Date.now())
        await start()
        const left = await leftOf(key)
        expect(left, `killed after ${after} ms`).toMatchObject({ bare: 0, orphans: 0 })
        const known = wasAcknowledged(answer)
        if (known) expect(left.images, `killed after ${after} ms`).toBe(1)
        expect([0, 1]).toContain(left.images)
        await done(send(bytes, key))
        expect((await leftOf(key)).images).toBe(1)
        return !known
      })
    })
  }
})
