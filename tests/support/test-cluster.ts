import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '../../src/server/db/embedded.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { installJobs } from '../../src/server/jobs/install-jobs.ts'

/** What a test needs to make databases of its own in a running cluster: plain text, handed from process to process. */
export type TestCluster = {
  readonly superuserUrl: string
  readonly urls: { readonly owner: string; readonly app: string; readonly jobs: string }
}

export const templateName = 'huzhu'

// Nothing here has to survive a power cut; a killed process loses nothing either way.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

/** A throw-away PostgreSQL whose database `huzhu` is migrated and serves as the template of every test's own. */
export async function startTestCluster(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'huzhu-test-'))
  // The user that PostgreSQL runs as must get in.
  chmodSync(directory, 0o755)
  const embedded = await startEmbedded({ directory, settings, say: () => undefined })
  await migrate(embedded.urls.owner)
  await installJobs(embedded.urls)
  await closeToOthers(embedded)
  return {
    cluster: { superuserUrl: embedded.superuserUrl, urls: embedded.urls },
    async stop() {
      await embedded.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A database can be copied only while nobody is connected to it. */
async function closeToOthers(embedded: EmbeddedPostgres): Promise<void> {
  const superuser = new pg.Client({ connectionString: embedded.superuserUrl })
  await superuser.connect()
  await superuser.query(`alter database ${templateName} with is_template true allow_connections false`)
  await superuser.end()
}
