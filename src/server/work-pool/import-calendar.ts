import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { partsOf } from '../../domain/shared/calendar-date.ts'
import type { SpecialDay } from '../../domain/shared/holiday-file.ts'
import { inTransaction, type SystemPurpose, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { readHolidayFile } from './read-holiday-file.ts'
import { listCalendarYears, saveSpecialDays, yearsOf } from './working-calendar.ts'

/** Calendars that ship with the product. */
const SHIPPED = join(import.meta.dirname, '../../../catalogue/calendar')

/** Replaces the holidays of the years that these days belong to. Deadlines that stand already stay as they were told. */
export async function importCalendar(tx: Transaction, days: readonly SpecialDay[]): Promise<readonly number[]> {
  const years = yearsOf(days)
  await saveSpecialDays(tx, days)
  await record(tx, { action: 'calendar.import', facts: { years: years.map(String), days: days.length } })
  return years
}

/** In a transaction of its own, for the command line and the start. */
export function inCalendarImport<T>(
  { transactions, clock }: Services,
  purpose: SystemPurpose,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const request = { begin: { kind: 'system', purpose }, command: 'calendar.import', now: clock() } as const
  return inTransaction(transactions, request, work)
}

/** Brings the calendars that ship with the product, of years of which nothing is known; what is there stays. */
export async function bringCalendars(services: Services): Promise<void> {
  const files = (await readdir(SHIPPED)).filter((name) => name.endsWith('.csv')).sort()
  const days = (await Promise.all(files.map((name) => readHolidayFile(join(SHIPPED, name))))).flat()
  await inCalendarImport(services, 'start', async (tx) => {
    const known = await listCalendarYears(tx)
    const wanted = days.filter(({ day }) => !known.has(partsOf(day).year))
    if (wanted.length > 0) await importCalendar(tx, wanted)
  })
}
