import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isAlive } from './embedded-process.ts'

// Whoever runs the database holds this lock as long as the process lives, however it ends.
const launcherLock = 7_204_518

export type Hold = {
  readonly taken: boolean
  /** Waits, for a second at most, until nobody but us is connected. */
  readonly waitUntilAlone: () => Promise<void>
  readonly release: () => Promise<void>
}

const others = `select count(*)::int as count from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`

/**
 * Takes the lock that says who runs this PostgreSQL, and keeps it over a crash of the connection; `lost` is called when
 * PostgreSQL itself has ended. `taken` is false where another living process has it.
 */
export async function holdLauncherLock(superuserUrl: string, pid: number, lost: () => void): Promise<Hold> {
  let released = false
  let client = await connect()
  const taken = await tryLock()
  if (taken) watch()

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: superuserUrl, application_name: 'huzhu launcher' })
    fresh.on('error', () => undefined)
    await fresh.connect()
    return fresh
  }

  async function tryLock(): Promise<boolean> {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [launcherLock])
    return rows[0]?.taken === true
  }

  function watch(): void {
    client.once('end', () => void retake())
  }

  async function retake(): Promise<void> {
    while (!released) {
      if (!isAlive(pid)) return lost()
      try {
        client = await connect()
        await tryLock()
        return watch()
      } catch {
        await sleep(100)
      }
    }
  }

  return {
    taken,
    async waitUntilAlone() {
      const deadline = Date.now() + 1_000
      while (Date.now() < deadline) {
        const { rows } = await client.query<{ count: number }>(others)
        if (rows[0]?.count === 0) return
        await sleep(5)
      }
    },
    async release() {
      released = true
      await client.end().catch(() => undefined)
    },
  }
}
