import { randomUUID } from 'node:crypto'
import type * as FileSystem from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sentenceFor } from '../../src/contract/words/refusals.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, fixture, newEnrolment } from '../support/enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { acceptedCases, phonePhoto } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Written = (error: NodeJS.ErrnoException | null, written?: number) => void

/** Bytes for which the disk has room; `write` of the file system says the rest. */
const disk = vi.hoisted(() => ({ room: Infinity }))

// A volume of a few kilobytes cannot be mounted everywhere: the system call is the first thing that is not real.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>()
  const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
  const write = (fd: number, bytes: Buffer, offset: number, length: number, at: number | null, done: Written) => {
    if (disk.room === Infinity) return fs.write(fd, bytes, offset, length, at, done)
    if (disk.room === 0) return done(full())
    const fits = Math.min(length, disk.room)
    disk.room -= fits
    return fs.write(fd, bytes, offset, fits, at, done)
  }
  const { open, close, fsync } = fs
  const createWriteStream: typeof fs.createWriteStream = (path, options) =>
    fs.createWriteStream(path, {
      ...(typeof options === 'object' ? options : {}),
      fs: { open, close, fsync, write },
    } as Parameters<typeof fs.createWriteStream>[1])
  return { ...fs, default: fs, createWriteStream }
})

describe('a file that comes while the disk is full', () => {
  let server: TestServer
  let handler: Actor
  let enrolment: string
  let stay: string
  let photo: Buffer
  beforeAll(async () => {
    server = await startTestServer()
    const association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const [insured] = await insuredPeople(server, association, { people: 1 })
    const wishes = { coverId: insured?.coverId ?? '', kinds: ['illness-inpatient'] as const, on: '2026-11-12' }
    stay = (await acceptedCases(server.services, handler.accountId, wishes))[0]?.id ?? ''
    enrolment = await newEnrolment(handler, { comprehensive: 1 })
    photo = await phonePhoto('#336699')
  }, 60_000)
  afterAll(() => server.stop())
  afterEach(() => void (disk.room = Infinity))

  const filesIn = async () => {
    const found = await readdir(server.services.vault.folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  }
  const rows = () =>
    asSystem(server.services, async (tx) => {
      const { rows: counted } = await sql<{ files: number; batches: number; materials: number }>`select
        (select count(*)::int from files) as files, (select count(*)::int from import_batches) as batches,
        (select count(*)::int from claim_materials) as materials`.execute(tx.db)
      return counted[0]
    })

  it.each([
    [
      'a roster',
      () => [`/api/enrolments/${enrolment}/rosters/comprehensive`, '名单.xlsx', fixture('roster-clean-120.xlsx')],
    ],
    ['an attachment', () => [`/api/enrolments/${enrolment}/attachments/other`, '证明.jpg', photo]],
    ['an image of a case', () => [`/api/claims/${stay}/materials/upload/identity-card-front`, '证件.jpg', photo]],
  ] as const)(
    'as %s: one clear sentence, nothing half stored, and the same again once there is room',
    async (_, what) => {
      const [url, name, bytes] = what() as [string, string, Buffer]
      const before = { rows: await rows(), files: await filesIn() }
      const key = randomUUID()
      for (const room of [0, 100]) {
        disk.room = room
        const refused = await handler.upload(url, name, bytes, key)
        expect([refused.statusCode, refused.json()]).toEqual([
          409,
          { kind: 'refusal', refusal: { code: 'storage-full' } },
        ])
        expect(sentenceFor(refused.json().refusal)).toMatch(/存储空间已满.*没有保存/)
        expect({ rows: await rows(), files: await filesIn() }).toEqual(before)
      }
      disk.room = Infinity
      expect((await handler.upload(url, name, bytes, key)).statusCode).toBe(200)
      expect(await filesIn()).toHaveLength(before.files.length + 1)
      expect((await detailOf(handler, enrolment)).state).toBe('draft')
    },
  )
})
