import { join } from 'node:path'
import { instantOf } from '../domain/shared/time.ts'
import { createPasswordHasher } from './accounts/password-hash.ts'
import { CannotStart } from './cannot-start.ts'
import type { Config } from './config.ts'
import { createCryptoProvider } from './crypto/crypto-provider.ts'
import { createKeyFile, type KeyFileFault, readKeyFile } from './crypto/key-file.ts'
import type { KeyRing } from './crypto/key-ring.ts'
import { type DatabaseFacts, findFacts, keysOf, refuseOtherKeys } from './database-facts.ts'
import { openDatabase } from './db/database.ts'
import { makeMonths } from './db/make-months.ts'
import { openVault } from './files/open-vault.ts'
import { chooseGateways } from './messages/choose-gateways.ts'
import type { Services } from './services.ts'

export type OpenServices = {
  readonly services: Services
  /** Whether nothing has been written into this database yet. */
  readonly isNew: boolean
  readonly close: () => Promise<void>
}

/** Opens what commands work with, on a migrated database. `demo` says what a new database is to become. */
export async function openServices(config: Config, appUrl: string, { demo }: { demo: boolean }): Promise<OpenServices> {
  const database = openDatabase({ url: appUrl })
  try {
    const facts = await findFacts(database)
    const ring = await keyRingOf(config.keyFile, facts)
    const keys = keysOf(facts, config.cryptoSuite, ring)
    const crypto = createCryptoProvider(keys)
    const transactions = { database, filtering: true }
    const clock = () => instantOf(Date.now())
    await makeMonths(database, clock())
    const isDemo = facts?.demo ?? demo
    const services: Services = {
      transactions,
      clock,
      crypto,
      keys,
      vault: await openVault({ folder: join(config.varFolder, 'files'), bucket: config.bucket }, crypto),
      passwords: await createPasswordHasher(),
      passwordSwitches: config.passwordSwitches,
      gateways: chooseGateways({ ...config, demo: isDemo }, transactions, clock),
      publicUrl: config.publicUrl,
      demo: isDemo,
    }
    return { services, isNew: facts === undefined, close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

const keyFileSentences: Record<KeyFileFault['code'], string> = {
  'key-file-missing': 'is missing: put back the one this database was made with, or set KEY_FILE to where it is.',
  'key-file-damaged': 'is damaged: put back a copy of it.',
  'key-file-open-to-others': 'can be read by other users of this machine: run "chmod 600" on it.',
}

/** Only a database that holds nothing yet may get a new key. */
async function keyRingOf(path: string, facts: DatabaseFacts | undefined): Promise<KeyRing> {
  const read = await readKeyFile(path)
  const isFirst = !read.ok && read.fault.code === 'key-file-missing' && facts === undefined
  const found = isFirst ? await createKeyFile(path) : read
  if (!found.ok) throw new CannotStart(`The key file ${path} ${keyFileSentences[found.fault.code]}`)
  if (facts) refuseOtherKeys(facts, found.ring, path)
  return found.ring
}
