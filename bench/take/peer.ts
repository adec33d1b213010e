import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { query } from '../support/bench-cluster.ts'
import { withPool } from './database.ts'

const JOBS = 20_000
const CONCURRENCY = 16

/** graphile-worker's own claim of a job and its end, without anything done in between; two commands a job. */
export function takePeer(folder: string): Promise<Record<string, number>> {
  return withPool(folder, async ({ jobsUrl, superuserUrl }) => {
    await query(
      superuserUrl,
      `select graphile_worker.add_job('nothing', json_build_object('subject', n)) from generate_series(1, ${JOBS}) n`,
    )
    let done = 0
    const finished = Promise.withResolvers<void>()
    const began = performance.now()
    const pgPool = new pg.Pool({ connectionString: jobsUrl, max: CONCURRENCY + 2 })
    // It insists on being told; a connection that is lost fails the run in any case.
    pgPool.on('error', (error) => console.error(error.message))
    pgPool.on('connect', (client) => client.on('error', (error) => console.error(error.message)))
    const runner = await run({
      pgPool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      // It would tell of every job.
      logger: new Logger(() => () => undefined),
      taskList: {
        nothing: async () => {
          done += 1
          if (done === JOBS) finished.resolve()
        },
      },
    })
    await finished.promise
    const seconds = (performance.now() - began) / 1000
    await runner.stop()
    // The database goes only once its connections have.
    await pgPool.end()
    return { perSecond: (2 * JOBS) / seconds }
  })
}
