import { randomUUID, type UUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import { readFile, sweepVault } from '../../src/server/files/file-vault.ts'
import { sweepFiles } from '../../src/server/files/tasks.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { ensurePages } from '../../src/server/pages.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession, type Actor } from '../support/actors.ts'
import { besideServer } from '../support/beside-server.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startObjectStore, type ObjectStore } from '../support/object-store.ts'
import { runServer, type RunningServer } from '../support/run-server.ts'

const TWO_HOURS = 2 * 3_600_000

describe('an upload into a bucket during which the server is killed', () => {
  let folder: string
  let store: ObjectStore
  let server: RunningServer
  let handler: Pick<Actor, 'accountId' | 'headers'>
  let claimId: string

  const varFolder = () => join(folder, 'var')
  const environment = () => ({
    S3_URL: store.settings.url,
    S3_BUCKET: store.settings.bucket,
    S3_KEY_ID: store.settings.keyId,
    S3_SECRET: store.settings.secret,
    S3_PATH_STYLE: '1',
  })
  const start = async () => void (server = await runServer({ varFolder: varFolder(), environment: environment() }))
  const beside = <T>(work: (services: Services) => Promise<T>) => besideServer(varFolder(), work, environment())
  const keysOfRows = () =>
    beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ key: string }>`select storage_key as key from files where removed_at is null`.execute(db),
      )
      return rows.map(({ key }) => key).sort()
    })
  const inBucket = () => [...store.objects.keys()].sort()
  const inFolder = () => readdirSync(join(varFolder(), 'files', '.incoming'))

  beforeAll(async () => {
    await ensurePages(() => undefined)
    folder = mkdtempSync(join(tmpdir(), 'huzhu-bucket-'))
    chmodSync(folder, 0o755)
    store = await startObjectStore()
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
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function upload(key: UUID): Promise<number | 'unknown'> {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const create = { width: 800, height: 600, channels: 3, background: '#fff', noise } as const
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(await sharp({ create }).jpeg().toBuffer())]), '发票.jpg')
    try {
      const answer = await fetch(`${server.url}/api/claims/${claimId}/materials/upload/unsorted`, {
        method: 'POST',
        body: form,
        headers: { ...handler.headers, 'idempotency-key': key },
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return 'unknown'
    }
  }
  /** Kills the server once the store has been asked to keep the file, which it never answers. */
  async function killedWhileSent(key: UUID): Promise<void> {
    const asked = store.requests.length
    const sending = upload(key)
    while (!store.requests.slice(asked).some((request) => request.startsWith('PUT'))) await sleep(20)
    await sleep(300)
    await server.end('SIGKILL')
    expect(await sending).toBe('unknown')
    await start()
  }

  it('begins with the demo’s files in the bucket, and none in the folder', async () => {
    expect(inBucket()).toEqual(await keysOfRows())
    expect(inBucket().length).toBeGreaterThan(0)
    expect(inFolder()).toEqual([])
  })
  it('between the file and its row: the sweeper takes the file an hour later, and sending it again works', async () => {
    const [rows, key] = [await keysOfRows(), randomUUID()]
    store.meet('hangs after keeping')
    await killedWhileSent(key)
    const [orphan = '', ...more] = inBucket().filter((one) => !rows.includes(one))
    expect([more, await keysOfRows()]).toEqual([[], rows])
    expect(await beside(sweepFiles)).toBe(0)
    for (const object of store.objects.values()) object.lastModified = new Date(Date.now() - TWO_HOURS)
    expect(await beside(sweepFiles)).toBe(1)
    expect(store.objects.has(orphan)).toBe(false)
    expect(await upload(key)).toBe(200)
    expect(inBucket()).toEqual(await keysOfRows())
    expect(await beside(checkInvariants)).toEqual([])
  })
  it('before the store has it: only the sealed rest in the folder is left, and swept', async () => {
    const before = inBucket()
    store.meet('hangs before keeping')
    await killedWhileSent(randomUUID())
    expect(inBucket()).toEqual(before)
    expect(inFolder().length).toBeGreaterThan(0)
    const later = instantOf(Date.now() + 60_000)
    await beside(({ vault }) => sweepVault(vault, later, async (keys) => new Set(keys)))
    expect([inFolder(), inBucket()]).toEqual([[], before])
  })
  it('reads what was kept, and misses what has gone from the bucket', async () => {
    const key = found((await keysOfRows()).at(-1))
    expect((await beside(({ vault }) => buffer(readFile(vault, key)))).length).toBeGreaterThan(1_000)
    store.objects.delete(key)
    expect(await beside(checkInvariants)).toMatchObject([{ invariant: 'I-26', found: 'missing' }])
  })
  it('does not start where the bucket does not answer', async () => {
    const wrong = { varFolder: varFolder(), environment: { ...environment(), S3_SECRET: 'x', S3_KEY_ID: 'other' } }
    await server.end('SIGTERM')
    await expect(runServer(wrong)).rejects.toThrow(
      /The bucket huzhu at 127\.0\.0\.1:\d+ cannot be used, it answers 403/,
    )
    await start()
  })
})
