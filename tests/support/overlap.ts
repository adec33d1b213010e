import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestDatabase } from './postgres.ts'

const PATIENCE_MS = 2_500

/**
 * Forces an overlap: locks rows with `lock`, starts the work, waits until so many transactions wait for a lock, and
 * only then lets go. Answers what came of each; fails where they never came to wait at the same time.
 */
export async function overlap<T>(
  { superuserUrl }: Pick<TestDatabase, 'superuserUrl'>,
  lock: { readonly sql: string; readonly waiters: number },
  start: () => readonly Promise<T>[],
): Promise<PromiseSettledResult<T>[]> {
  const blocker = new pg.Client({ connectionString: superuserUrl })
  await blocker.connect()
  try {
    await blocker.query('begin')
    await blocker.query(lock.sql)
    const running = Promise.allSettled(start())
    await waitersCome(blocker, lock.waiters)
    await blocker.query('rollback')
    return await running
  } finally {
    await blocker.end()
  }
}

async function waitersCome(blocker: pg.Client, wanted: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (let waiting = 0; waiting < wanted;) {
    // Inside a transaction the activity is read once and remembered.
    await blocker.query('select pg_stat_clear_snapshot()')
    const { rows } = await blocker.query<{ waiting: number }>(`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    waiting = rows[0]?.waiting ?? 0
    if (waiting < wanted && Date.now() > until) throw new Error(`only ${waiting} of ${wanted} came to wait`)
    await pause(5)
  }
}
