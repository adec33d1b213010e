// The server of the bench, a process of its own: node server.ts <app url> <folder>. Prints its port.
import { join } from 'node:path'
import { createPasswordHasher } from '../../src/server/accounts/password-hash.ts'
import { createApp } from '../../src/server/app.ts'
import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { openFileVault } from '../../src/server/files/file-vault.ts'
import { demoGateways } from '../../src/server/messages/demo-messages.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import type { Services } from '../../src/server/services.ts'
import { benchKeys } from '../support/fill-claims.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const keys = benchKeys(folder)
const crypto = createCryptoProvider(keys)
const transactions = { database: openDatabase({ url }), filtering: true }
const clock = () => instantOf(Date.now())
const services: Services = {
  transactions,
  clock,
  crypto,
  keys,
  vault: openFileVault(join(folder, 'files'), crypto),
  passwords: await createPasswordHasher(),
  passwordSwitches: {},
  gateways: demoGateways(transactions, clock),
  publicUrl: 'http://localhost',
  demo: false,
}
// Clients stand behind a proxy, each at an address of its own.
const app = await createApp({ services, trustProxy: ['loopback'] })
console.log(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
