import { Logger, run } from 'graphile-worker'
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
    const runner = await run({
      connectionString: jobsUrl,
      concurrency: CONCURRENCY,
      maxPoolSize: CONCURRENCY + 2,
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
    return { perSecond: (2 * JOBS) / seconds }
  })
}
