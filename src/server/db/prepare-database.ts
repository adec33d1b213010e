import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Config } from '../config.ts'
import { installJobs } from '../jobs/install-jobs.ts'
import type { DatabaseUrls } from './database-roles.ts'
import { startEmbedded } from './embedded.ts'
import { prepareExternal } from './external.ts'
import { findPending, migrate } from './migrate.ts'

export type PreparedDatabase = {
  readonly urls: DatabaseUrls
  /** Names of the migrations that were missing. */
  readonly applied: readonly string[]
  readonly stop: () => Promise<void>
}

type Wishes = {
  /** Use the embedded database of a server that runs already: for the command line. */
  readonly attach: boolean
  /** Leave a database in use as it is, and refuse it where it lacks migrations: a server may run on it. */
  readonly asIs?: boolean
  readonly say: (line: string) => void
  /** Called when the embedded PostgreSQL ended without being asked to. */
  readonly lost: () => void
}

/**
 * Starts or reaches the database that the settings name, and brings its tables and its job queue up to date. Throws
 * `CannotStart` where they are to be left as they are and are not those of this program.
 */
export async function prepareDatabase(config: Config, wishes: Wishes): Promise<PreparedDatabase> {
  const { urls, stop } = config.database
    ? { urls: await prepareExternal(config.database, config.varFolder), stop: async () => undefined }
    : await startEmbedded({ directory: join(config.varFolder, 'postgres'), ...wishes })
  try {
    if (wishes.asIs && (await isUsedAsItIs(urls.owner))) return { urls, applied: [], stop }
    const applied = await migrate(urls.owner)
    await installJobs(urls)
    return { urls, applied, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function isUsedAsItIs(ownerUrl: string): Promise<boolean> {
  const { inUse, pending } = await findPending(ownerUrl)
  if (pending.length === 0) return inUse
  throw new CannotStart(
    `The database lacks ${pending.join(', ')} of this version: make a backup, then run "npm run huzhu -- migrate" or start the server.`,
  )
}
