import { readConfig, type Environment } from '../../src/server/config.ts'
import { prepareDatabase } from '../../src/server/db/prepare-database.ts'
import { openServices } from '../../src/server/open-services.ts'
import type { Services } from '../../src/server/services.ts'

/** Work on the database and keys of a running server, beside its process. */
export async function besideServer<T>(
  varFolder: string,
  work: (services: Services) => Promise<T>,
  environment: Environment = {},
): Promise<T> {
  const config = readConfig({ ...environment, HUZHU_VAR: varFolder })
  const database = await prepareDatabase(config, { attach: true, say: () => undefined, lost: () => undefined })
  const { services, close } = await openServices(config, database.urls.app, { demo: true })
  try {
    return await work(services)
  } finally {
    await close()
    await database.stop()
  }
}
