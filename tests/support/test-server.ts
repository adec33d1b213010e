import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { PasswordSwitches } from '../../src/domain/accounts/password-rules.ts'
import { instantOf, type Instant } from '../../src/domain/shared/time.ts'
import { createPasswordHasher } from '../../src/server/accounts/password-hash.ts'
import { createApp, type AppSettings } from '../../src/server/app.ts'
import { createCryptoProvider, type KeyMaterial } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing } from '../../src/server/crypto/key-ring.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import type { BucketSettings } from '../../src/server/files/bucket.ts'
import { openVaultAt } from '../../src/server/files/vault-place.ts'
import { demoGateways } from '../../src/server/messages/demo-messages.ts'
import type { Services } from '../../src/server/services.ts'
import { freshDatabase, type TestDatabase } from './postgres.ts'

/** A clock that stands where it is put, so that stories happen on the day they name. */
export type TestClock = {
  readonly set: (at: string) => void
  readonly add: (milliseconds: number) => void
  readonly now: () => Instant
}

export type TestServer = {
  readonly app: FastifyInstance
  readonly services: Services
  readonly database: TestDatabase
  readonly clock: TestClock
  /** Ends the server and leaves its database and files, for `copyOf`. */
  park(): Promise<void>
  stop(): Promise<void>
}

export type TestServerWishes = {
  /** First wall: `false` leaves the filters of lists and stores out. */
  readonly filtering?: boolean
  /** Second wall: `false` connects as a role that row-level security does not bind. */
  readonly rowSecurity?: boolean
  /** Listens on a free port of 127.0.0.1 instead of answering injected requests only. */
  readonly listen?: boolean
  /** Complexity and rotation, as an assessment may ask for them. */
  readonly passwordSwitches?: PasswordSwitches
  /** Keeps files in this bucket instead of a folder. */
  readonly bucket?: BucketSettings
  readonly pages?: string
  readonly at?: string
  readonly logger?: AppSettings['logger']
  readonly trustProxy?: AppSettings['trustProxy']
  /** Keys that others know as well. */
  readonly keys?: KeyMaterial
  /** Begins with what another server, parked by now, left behind. */
  readonly copyOf?: TestServer
}

export function testClock(at: string): TestClock {
  let now = Date.parse(at)
  return {
    set: (next) => void (now = Date.parse(next)),
    add: (milliseconds) => void (now += milliseconds),
    now: () => instantOf(now),
  }
}

/** The real server over a database, keys and a file store of its own. */
export async function startTestServer(wishes: TestServerWishes = {}): Promise<TestServer> {
  const { copyOf } = wishes
  const database = await freshDatabase(copyOf?.database.name)
  const folder = await mkdtemp(join(tmpdir(), 'huzhu-test-'))
  const clock = testClock(wishes.at ?? '2026-11-10T09:00:00+08:00')
  const keys = wishes.keys ?? copyOf?.services.keys ?? ({ suite: 'aes-256-gcm', ring: newKeyRing() } as const)
  const crypto = createCryptoProvider(keys)
  const pools = openDatabase({ url: wishes.rowSecurity === false ? await database.unboundUrl() : database.urls.app })
  const transactions = { database: pools, filtering: wishes.filtering ?? true }
  const services: Services = {
    transactions,
    clock: clock.now,
    crypto,
    keys,
    vault: await openVaultAt(
      { folder: copyOf?.services.vault.folder ?? join(folder, 'files'), bucket: wishes.bucket },
      crypto,
    ),
    passwords: await createPasswordHasher(),
    passwordSwitches: wishes.passwordSwitches ?? {},
    gateways: demoGateways(transactions, clock.now),
    publicUrl: 'http://localhost',
    demo: true,
  }
  const app = await createApp({
    services,
    ...(wishes.pages ? { pages: wishes.pages } : {}),
    logger: wishes.logger ?? false,
    trustProxy: wishes.trustProxy ?? [],
  })
  if (wishes.listen) await app.listen({ host: '127.0.0.1', port: 0 })
  let parked: Promise<void> | undefined
  const park = () => (parked ??= app.close().then(() => pools.close()))
  return {
    app,
    services,
    database,
    clock,
    park,
    async stop() {
      await park()
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}
