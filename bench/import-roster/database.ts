import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createApp } from '../../src/server/app.ts'
import { createPasswordHasher } from '../../src/server/accounts/password-hash.ts'
import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing, readKeyRing, writeKeyRing } from '../../src/server/crypto/key-ring.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { startEmbedded, type EmbeddedPostgres } from '../../src/server/db/embedded.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { openFileVault } from '../../src/server/files/file-vault.ts'
import { demoGateways } from '../../src/server/messages/demo-messages.ts'
import { installJobs } from '../../src/server/jobs/install-jobs.ts'
import type { Services } from '../../src/server/services.ts'
import { testClock } from '../../tests/support/test-server.ts'
import { makeAssociation, type Association } from '../../tests/support/actors.ts'
import { startWatched } from '../support/scans.ts'
import { schemaHash } from '../support/schema-hash.ts'
import { seedCovers } from './seed.ts'

const SEED = 'import_seed'
const RUN = 'import_run'
export const AT = '2026-11-30T10:00:00+08:00'

const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href

async function asSuperuser(embedded: EmbeddedPostgres, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.superuserUrl })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

type Seeded = { readonly association: Association; readonly schema: string }

function readSeeded(directory: string): Seeded {
  return JSON.parse(readFileSync(join(directory, 'seeded.json'), 'utf8')) as Seeded
}

/** Makes a database of its own with a million covers, once for these migrations; answers the folder. */
export async function prepareDatabase(folder: string): Promise<string> {
  const directory = join(folder, 'import-roster')
  const done = join(directory, 'seeded.json')
  const schema = schemaHash()
  if (existsSync(done) && readSeeded(directory).schema === schema) return directory
  rmSync(directory, { recursive: true, force: true })
  const embedded = await startEmbedded({ directory, say: () => undefined })
  writeFileSync(join(directory, 'keys.json'), writeKeyRing(newKeyRing()))
  await asSuperuser(embedded, `drop database if exists ${SEED}`, `create database ${SEED} owner huzhu_owner`)
  await migrate(at(embedded.urls.owner, SEED))
  await installJobs({ owner: at(embedded.urls.owner, SEED), jobs: at(embedded.urls.jobs, SEED) })
  const services = await servicesOver(directory, at(embedded.urls.app, SEED))
  const association = await makeAssociation({ services })
  await seedCovers(at(embedded.superuserUrl, SEED), services.crypto, association)
  await services.transactions.database.close()
  await embedded.stop()
  writeFileSync(done, JSON.stringify({ association, schema } satisfies Seeded))
  return directory
}

async function servicesOver(directory: string, url: string): Promise<Services> {
  const ring = readKeyRing(readFileSync(join(directory, 'keys.json'), 'utf8'))
  if (!ring) throw new Error('the keys of the bench are damaged')
  const keys = { suite: 'aes-256-gcm', ring } as const
  const crypto = createCryptoProvider(keys)
  const transactions = { database: openDatabase({ url }), filtering: true }
  const clock = testClock(AT).now
  return {
    transactions,
    clock,
    crypto,
    keys,
    vault: openFileVault(join(directory, 'files'), crypto),
    passwords: await createPasswordHasher(),
    passwordSwitches: {},
    publicUrl: 'http://localhost',
    demo: true,
    gateways: demoGateways(transactions, clock),
  }
}

/** A fresh copy of the seeded database with the server over it; `ownerUrl` and `superuserUrl` lead into the copy. */
export async function openRun(directory: string) {
  const embedded = await startWatched({ directory, say: () => undefined })
  await asSuperuser(
    embedded,
    `drop database if exists ${RUN} with (force)`,
    `create database ${RUN} template ${SEED} strategy file_copy`,
    'checkpoint',
  )
  const services = await servicesOver(directory, at(embedded.urls.app, RUN))
  const app = await createApp({ services })
  const { association } = readSeeded(directory)
  return {
    app,
    services,
    association,
    ownerUrl: at(embedded.urls.owner, RUN),
    superuserUrl: at(embedded.superuserUrl, RUN),
    token: randomBytes(16).toString('base64url'),
    async stop() {
      await app.close()
      await services.transactions.database.close()
      await embedded.stop()
    },
  }
}
