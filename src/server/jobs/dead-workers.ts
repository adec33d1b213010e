import pg from 'pg'

const CHECK_MS = 3_000
const NAME = 'huzhu jobs '

const MISSING = `
  select distinct locked_by from (
    select locked_by from graphile_worker._private_jobs
    union all select locked_by from graphile_worker._private_job_queues) locks
  where locked_by is not null and not exists (
    select from pg_stat_activity where datname = current_database() and application_name = $1 || locked_by)`

export type DeadWorkerWatch = { stop(): Promise<void> }

/**
 * Unlocks the jobs of workers whose process has died, which graphile-worker leaves locked for four hours. Each process
 * holds one connection named after its worker pool, and PostgreSQL knows at once when that ends, however it ended. A
 * pool counts as dead when it is missing twice in a row: a restart of PostgreSQL takes every connection away at once,
 * and living workers are back before the second look.
 */
export function watchDeadWorkers(jobsUrl: string, poolId: string, warn: (text: string) => void): DeadWorkerWatch {
  let client: pg.Client | undefined
  let suspects = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running = look()

  async function connected(): Promise<pg.Client> {
    if (client) return client
    const fresh = new pg.Client({ connectionString: jobsUrl, application_name: NAME + poolId, keepAlive: true })
    fresh.on('error', () => (client = undefined))
    await fresh.connect()
    return (client = fresh)
  }

  async function look(): Promise<void> {
    try {
      const present = await connected()
      const { rows } = await present.query<{ locked_by: string }>(MISSING, [NAME])
      const missing = rows.map((row) => row.locked_by)
      const dead = missing.filter((pool) => suspects.has(pool))
      suspects = new Set(missing)
      if (dead.length > 0) {
        await present.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
        warn(`unlocked the jobs of ${dead.length} dead workers`)
      }
    } catch (error) {
      client = undefined
      suspects = new Set()
      warn(`cannot look for dead workers: ${(error as Error).message}`)
    }
    if (!stopped) timer = setTimeout(() => void (running = look()), CHECK_MS)
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
      clearTimeout(timer)
      await client?.end()
    },
  }
}
