import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bringCalendars, importCalendar, inCalendarImport } from '../../src/server/work-pool/import-calendar.ts'
import { readHolidayFile } from '../../src/server/work-pool/read-holiday-file.ts'
import { listCalendarYears } from '../../src/server/work-pool/working-calendar.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { personOf } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a deadline in working days', () => {
  let server: TestServer
  let folder: string
  let handler: Actor
  let next = 100

  const read = async (content: string | Uint8Array) => {
    const path = join(folder, 'holidays.csv')
    await writeFile(path, content)
    return readHolidayFile(path)
  }
  const importFile = async (content: string | Uint8Array) => {
    const days = await read(content)
    return inCalendarImport(server.services, 'command-line', (tx) => importCalendar(tx, days))
  }
  const knownYears = () => asSystem(server.services, async (tx) => Object.fromEntries(await listCalendarYears(tx)))
  /** The last day of a review that is asked for now. */
  const lastDay = async () => {
    const id = await submittable(server, handler, [personOf(next++), personOf(next++)])
    expect((await submit(handler, id)).statusCode).toBe(200)
    return asSystem(server.services, async (tx) => {
      const { rows } = await sql<{
        day: string
      }>`select ((due_at at time zone 'Asia/Shanghai') - interval '1 second')::date::text
        as day from work_items where subject_id = ${id}`.execute(tx.db)
      return rows[0]?.day
    })
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-09-30T10:00:00+08:00' })
    folder = await mkdtemp(join(tmpdir(), 'huzhu-calendar-'))
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  it('knows weekends only, as long as no calendar is there', async () => {
    expect(await knownYears()).toEqual({})
    expect(await lastDay()).toBe('2026-10-05')
  })
  it('passes over the holidays of the calendar that ships with the product, and counts the days worked in exchange', async () => {
    await bringCalendars(server.services)
    expect(await knownYears()).toEqual({ 2026: 39 })
    expect(await lastDay()).toBe('2026-10-10')
  })
  it('follows the calendar that the operator imports, which takes the place of the year whole', async () => {
    expect(
      await importFile('日期,安排,名称\n2026-10-01,休,国庆节\n2026-10-02,休,国庆节\n2027-01-01,休,元旦\n'),
    ).toEqual([2026, 2027])
    expect(await knownYears()).toEqual({ 2026: 2, 2027: 1 })
    expect(await lastDay()).toBe('2026-10-07')
    await bringCalendars(server.services)
    expect(await knownYears()).toEqual({ 2026: 2, 2027: 1 })
  })
  it('takes a file as Chinese spreadsheets save it', async () => {
    const gb18030 = Buffer.concat([Buffer.from('2026-10-01,'), Buffer.from([0xd0, 0xdd]), Buffer.from(',\r\n')])
    expect(await read(gb18030)).toEqual([{ day: '2026-10-01', working: false, name: '' }])
  })
  it('says which line of a file is wrong, and changes nothing', async () => {
    await expect(importFile('2026-10-01,休\n2026-10-32,休\n')).rejects.toThrow(
      /Nothing was imported .*line 2 cannot be read/,
    )
    await expect(read('2026-10-01,休\n2026-10-01,班')).rejects.toThrow(/line 2 names 2026-10-01 a second time/)
    await expect(read('')).rejects.toThrow(/it holds no day/)
    await expect(readHolidayFile(join(folder, 'nothing.csv'))).rejects.toThrow(/cannot be read \(ENOENT\)/)
    expect(await knownYears()).toEqual({ 2026: 2, 2027: 1 })
  })
})
