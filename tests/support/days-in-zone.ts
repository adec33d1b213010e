// Run as a process of its own, whose zone is its environment's: what days the server finds at given moments, on a
// database whose sessions have a zone of their own. Prints one JSON array.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { businessDay, instantOf, type Instant } from '../../src/domain/shared/time.ts'
import { createPasswordHasher } from '../../src/server/accounts/password-hash.ts'
import { createApp } from '../../src/server/app.ts'
import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing } from '../../src/server/crypto/key-ring.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { openFileVault } from '../../src/server/files/file-vault.ts'
import { demoGateways } from '../../src/server/messages/demo-messages.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, makeAssociation, signIn, type Actor } from './actors.ts'
import { approvedEnrolment } from './approved-enrolment.ts'

/** Days that one confirmation at one moment leaves behind, as people read them. */
export type Days = {
  readonly at: string
  readonly number: string
  readonly listed: number
  readonly invoiceDate: string
  readonly monthClosed: boolean
  readonly firstDay: string
  readonly lastDay: string
  readonly letter: string
  readonly issuedOn: string
}

const [, , url = '', moments = '[]'] = process.argv
let now = instantOf(0)
const folder = await mkdtemp(join(tmpdir(), 'huzhu-days-'))
const keys = { suite: 'aes-256-gcm', ring: newKeyRing() } as const
const crypto = createCryptoProvider(keys)
const database = openDatabase({ url })
const transactions = { database, filtering: true }
const clock = (): Instant => now
const services: Services = {
  transactions,
  clock,
  crypto,
  keys,
  vault: openFileVault(folder, crypto),
  passwords: await createPasswordHasher(),
  gateways: demoGateways(transactions, clock),
  passwordSwitches: {},
  publicUrl: 'http://localhost',
  demo: true,
}
const app = await createApp({ services })

async function must(answering: ReturnType<Actor['get']>): Promise<Record<string, unknown>> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, unknown>>()
}

const found: Days[] = []
now = instantOf(Date.parse('2026-01-02T12:00:00+08:00'))
const association = await makeAssociation({ services })
const { unitId, officeId } = association
const server = { services, app }
let made = 0
for (const at of JSON.parse(moments) as string[]) {
  now = instantOf(Date.parse(at))
  const day = businessDay(now)
  const [handler, reviewer, finance] = [
    await signIn(server, unitId, { desks: ['unit-handler'] }),
    await signIn(server, officeId, { desks: ['enrolment-review'] }),
    await signIn(server, officeId, { desks: ['finance'] }),
  ]
  const { number } = await must(handler.post('/api/enrolments'))
  const { rows } = await must(handler.get(`/api/enrolments?tab=editing&from=${day}&to=${day}`))
  const by = { submittedBy: handler.accountId, reviewedBy: reviewer.accountId }
  const id = await approvedEnrolment(server, { ...association, ...by, people: 1, from: made++ })
  const invoice = {
    planCode: 'comprehensive',
    kind: 'invoice',
    titleKind: 'unit',
    title: '甲',
    taxNumber: '91370000MA00000A1X',
  }
  await must(
    handler.post(`/api/enrolments/${id}/invoices`, { ...invoice, mail: 'a@example.org', amount: '100', heads: 1 }),
  )
  const version = async () => (await must(handler.get(`/api/enrolments/${id}/invoicing`)))['version']
  const { invoiceDate, monthClosed, invoices } = await must(handler.get(`/api/enrolments/${id}/invoicing`))
  await must(handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: await version() }))
  await must(finance.post('/api/work/take', { kind: 'payment', subjects: [id] }))
  await must(finance.post(`/api/enrolments/${id}/payments`, { paidOn: day, amount: '100', payer: '甲', reference: at }))
  await must(finance.post(`/api/enrolments/${id}/confirm`, { version: await version() }))
  const letters = await asSystem(services, ({ db }) =>
    sql<{ firstDay: string; lastDay: string; letter: string; issuedOn: string }>`
      select c.first_day as "firstDay", c.last_day as "lastDay", c.number as letter, v.snapshot->>'issuedOn' as "issuedOn"
      from certificates c join certificate_versions v on v.certificate_id = c.id where c.enrolment_id = ${id}`.execute(
      db,
    ),
  )
  const [letter] = letters.rows
  if (!letter) throw new Error('no letter')
  const [{ dated = '' } = {}] = invoices as { dated?: string }[]
  if (dated !== invoiceDate) throw new Error(`the invoice is dated ${dated}, the page says ${String(invoiceDate)}`)
  const listed = (rows as unknown[]).length
  found.push({ at, number: String(number), listed, invoiceDate: dated, monthClosed: monthClosed === true, ...letter })
}
await app.close()
await database.close()
await rm(folder, { recursive: true })
console.log(JSON.stringify(found))
