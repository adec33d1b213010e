import { sql } from 'kysely'
import { businessDay, type Instant } from '../../domain/shared/time.ts'
import type { Database } from './database.ts'

/** Months that are there ahead: this one and the next two. */
const MONTHS = 3

/** Journal and messages are partitioned by month; made at the start and every night, since servers run for years. */
export async function makeMonths({ bulk }: Database, now: Instant): Promise<void> {
  await sql`select ensure_months(${businessDay(now)}::date, ${MONTHS})`.execute(bulk)
}
