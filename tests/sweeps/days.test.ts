import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Days } from '../support/days-in-zone.ts'
import { freshDatabase } from '../support/postgres.ts'

const script = fileURLToPath(new URL('../support/days-in-zone.ts', import.meta.url))
const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']
const SESSIONS = ['America/Los_Angeles', 'Pacific/Kiritimati']

/** Moments on the clocks of Shanghai, with the days that they must lead to anywhere. */
const MOMENTS: readonly (readonly [at: string, day: string, invoiceDate: string, firstDay: string, lastDay: string])[] =
  [
    ['2026-11-25T23:59:59+08:00', '261125', '2026-11-25', '2026-11-26', '2027-11-25'],
    ['2026-11-26T00:00:00+08:00', '261126', '2026-12-01', '2026-11-27', '2027-11-26'],
    ['2026-11-26T07:59:59+08:00', '261126', '2026-12-01', '2026-11-27', '2027-11-26'],
    ['2026-11-30T23:59:59+08:00', '261130', '2026-12-01', '2026-12-01', '2027-11-30'],
    ['2026-12-01T00:00:00+08:00', '261201', '2026-12-01', '2026-12-02', '2027-12-01'],
    ['2026-12-31T23:59:59+08:00', '261231', '2027-01-01', '2027-01-01', '2027-12-31'],
    ['2027-01-01T00:00:00+08:00', '270101', '2027-01-01', '2027-01-02', '2028-01-01'],
    ['2027-02-28T23:59:59+08:00', '270228', '2027-03-01', '2027-03-01', '2028-02-29'],
    ['2028-02-28T23:59:59+08:00', '280228', '2028-03-01', '2028-02-29', '2029-02-28'],
    ['2028-02-29T00:00:00+08:00', '280229', '2028-03-01', '2028-03-01', '2029-02-28'],
  ]

/** What the server finds in a process of this zone, on sessions of the database in that one. */
async function daysIn(process_: string, session: string): Promise<Days[]> {
  const database = await freshDatabase()
  const url = new URL(database.urls.app)
  url.searchParams.set('options', `-c timezone=${session}`)
  const child = spawn(process.execPath, [script, url.href, JSON.stringify(MOMENTS.map(([at]) => at))], {
    env: { PATH: process.env['PATH'], TZ: process_ },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  await database.drop()
  if (error !== '') throw new Error(error)
  return JSON.parse(out) as Days[]
}

describe('days of business', () => {
  const expected = MOMENTS.map(([at, day, invoiceDate, firstDay, lastDay], index) => {
    const [year, month, dayOfMonth] = [`20${day.slice(0, 2)}`, day.slice(2, 4), day.slice(4)]
    const before = MOMENTS.slice(0, index).filter(([, other]) => other === day).length
    return {
      at,
      number: `CB3713${day}${String(before + 1).padStart(4, '0')}`,
      listed: before + 1,
      invoiceDate,
      monthClosed: Number(dayOfMonth) > 25,
      firstDay,
      lastDay,
      letter: `QR3713${day}${String(before + 1).padStart(4, '0')}`,
      issuedOn: `${year}-${month}-${dayOfMonth}`,
    }
  })
  for (const zone of ZONES)
    it(`are those of Shanghai where the machine is in ${zone}, wherever the database is`, async () => {
      for (const session of SESSIONS)
        expect({ session, days: await daysIn(zone, session) }).toEqual({ session, days: expected })
    })
})
