import { randomInt, randomUUID, type UUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import { sweepVault } from '../../src/server/files/file-vault.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { ensurePages } from '../../src/server/pages.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession, type Actor } from '../support/actors.ts'
import { besideServer } from '../support/beside-server.ts'
import { rounds } from '../support/long.ts'
import { acceptedCases } from '../support/material-case.ts'
import { runServer, type RunningServer } from '../support/run-server.ts'

describe('an image on its way during which something is killed', () => {
  let folder: string
  let server: RunningServer
  let handler: Pick<Actor, 'accountId' | 'headers'>
  let claimId: string

  const varFolder = () => join(folder, 'var')
  const start = async () => void (server = await runServer({ varFolder: varFolder() }))
  const beside = <T>(work: (services: Services) => Promise<T>) => besideServer(varFolder(), work)

  beforeAll(async () => {
    await ensurePages(() => undefined)
    folder = mkdtempSync(join(tmpdir(), 'huzhu-materials-'))
    chmodSync(folder, 0o755)
    await start()
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
  afterAll(async () => {
    await server.end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  const photo = async () => {
    const noise = { type: 'gaussian', mean: randomInt(80, 180), sigma: 40 } as const
    return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#fff', noise } })
      .jpeg()
      .toBuffer()
  }
  async function upload(bytes: Buffer, key: UUID): Promise<number | 'unknown'> {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), '发票.jpg')
    const headers = { ...handler.headers, 'idempotency-key': key }
    try {
      const answer = await fetch(`${server.url}/api/claims/${claimId}/materials/upload/unsorted`, {
        method: 'POST',
        body: form,
        headers,
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return 'unknown'
    }
  }
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
      await sweepVault(services.vault, instantOf(Date.now() + 60_000), async () => known)
      const orphans = await sweepVault(services.vault, instantOf(Date.now() + 60_000), async () => known)
      expect(await checkInvariants(services)).toEqual([])
      return { images, bare, orphans }
    })

  const killed = {
    'the server': async () => void (await server.end('SIGKILL')),
    'the database': async () => {
      const note = readFileSync(join(varFolder(), 'postgres', 'data', 'postmaster.pid'), 'utf8')
      process.kill(Number(note.split('\n')[0]), 'SIGKILL')
      await server.end('SIGTERM')
    },
  }
  for (const [what, kill] of Object.entries(killed)) {
    it(`is there once or not at all, and comes once when it is sent again: ${what}`, { timeout: 600_000 }, async () => {
      for (let round = 0; round < rounds(2, 20); round++) {
        const [bytes, key] = [await photo(), randomUUID()]
        const after = randomInt(700)
        const sending = upload(bytes, key)
        await sleep(after)
        await kill()
        const answer = await sending
        await start()
        const left = await leftOf(key)
        expect(left, `killed after ${after} ms`).toMatchObject({ bare: 0, orphans: 0 })
        if (answer === 200) expect(left.images, `killed after ${after} ms`).toBe(1)
        expect([0, 1]).toContain(left.images)
        expect(await upload(bytes, key)).toBe(200)
        expect((await leftOf(key)).images).toBe(1)
      }
    })
  }
})
