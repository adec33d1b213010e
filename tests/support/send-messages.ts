// A process that delivers queued messages by HTTP, with a clock that runs ahead: to be killed at any moment.
import { instantOf } from '../../src/domain/shared/time.ts'
import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { readKeyRing } from '../../src/server/crypto/key-ring.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { createHttpSms } from '../../src/server/gateways/sms/http.ts'
import { startJobs } from '../../src/server/jobs/start-jobs.ts'
import type { MessageId } from '../../src/domain/shared/ids.ts'
import { deliverMessage } from '../../src/server/messages/deliver-message.ts'

const [, , appUrl = '', jobsUrl = '', smsUrl = '', keys = '', ahead = '0'] = process.argv
const ring = readKeyRing(keys)
if (!ring) throw new Error('no key ring')
const sms = createHttpSms({ url: smsUrl, secret: 'shared', timeoutMs: 1_000, now: Date.now })
const services = {
  transactions: { database: openDatabase({ url: appUrl }), filtering: true },
  clock: () => instantOf(Date.now() + Number(ahead)),
  crypto: createCryptoProvider({ suite: 'aes-256-gcm', ring }),
  gateways: { sms, mail: { send: () => Promise.reject(new Error('no mail here')) } },
  readAttachment: () => Promise.reject(new Error('no attachments here')),
}
await startJobs({
  jobsUrl,
  log: console,
  tasks: { 'deliver-message': ({ subject }) => deliverMessage(services, subject as MessageId) },
})
console.log('sending')
