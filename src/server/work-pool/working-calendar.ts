import { sql } from 'kysely'
import { addDays, partsOf, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { SpecialDay } from '../../domain/shared/holiday-file.ts'
import { businessDay } from '../../domain/shared/time.ts'
import type { WorkingCalendar } from '../../domain/shared/working-days.ts'
import type { Transaction } from '../db/transaction.ts'

/** Deadlines lie at most so far ahead; days before today matter to none. */
const DAYS_AHEAD = 400

/** Holidays and exchanged days from today on, for deadlines that begin now. */
export async function getWorkingCalendar(tx: Transaction): Promise<WorkingCalendar> {
  const today = businessDay(tx.now)
  const { rows } = await sql<{ day: CalendarDate; working: boolean }>`select day::text as day, working from special_days
    where day between ${today} and ${addDays(today, DAYS_AHEAD)}`.execute(tx.db)
  return new Map(rows.map(({ day, working }) => [day, working]))
}

/** Years of which the holidays are known, and how many days stand there. */
export async function listCalendarYears(tx: Transaction): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{
    year: number
    days: number
  }>`select extract(year from day)::int as year, count(*)::int as days
    from special_days group by 1 order by 1`.execute(tx.db)
  return new Map(rows.map(({ year, days }) => [year, days]))
}

/** Years that these days belong to. */
export function yearsOf(days: readonly SpecialDay[]): readonly number[] {
  return [...new Set(days.map(({ day }) => partsOf(day).year))].sort((a, b) => a - b)
}

/** Puts these days in the place of everything known of their years, so that a corrected file can be imported again. */
export async function saveSpecialDays(tx: Transaction, days: readonly SpecialDay[]): Promise<void> {
  await sql`delete from special_days where extract(year from day)::int = any(${[...yearsOf(days)]}::int[])`.execute(
    tx.db,
  )
  const rows = days.map(({ day, working, name }) => sql`(${day}::date, ${working}::boolean, ${name})`)
  await sql`insert into special_days (day, working, name) values ${sql.join(rows)}`.execute(tx.db)
}
