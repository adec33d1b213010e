import { readConfig } from './config.ts'
import { prepareDatabase } from './db/prepare-database.ts'
import { openServices, type OpenServices } from './open-services.ts'

/**
 * Runs a command of the operator on the database that the settings name, also beside a server that runs: only `migrate`
 * and a start bring a database in use to the state of this version.
 */
export async function withServices<T>(
  say: (line: string) => void,
  work: (open: OpenServices) => Promise<T>,
  { demo = false } = {},
): Promise<T> {
  const config = readConfig(process.env)
  await using closing = new AsyncDisposableStack()
  const database = await prepareDatabase(config, { attach: true, asIs: true, say, lost: () => undefined })
  closing.defer(database.stop)
  const open = await openServices(config, database.urls.app, { demo })
  closing.defer(open.close)
  return await work(open)
}
