import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LightMyRequestResponse } from 'fastify'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import type { OrganisationKind } from '../../src/domain/organisations/tree.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { newToken, tokenHash } from '../../src/server/accounts/random-codes.ts'
import { inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { saveOffer } from '../../src/server/plans/offer-store.ts'
import { loadCatalogue } from '../../src/server/plans/plan-store.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'
import type { Services } from '../../src/server/services.ts'
import { findLatestVersion } from './latest-version.ts'
import type { TestServer } from './test-server.ts'

/** Someone with a live session, who calls the server as a browser would. */
export type Actor = {
  readonly accountId: AccountId
  readonly organisationId: OrganisationId
  /** What its browser sends with every request. */
  readonly headers: Readonly<Record<string, string>>
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, payload?: object, key?: string): Promise<LightMyRequestResponse>
  /** Sends one file as a form would. */
  upload(url: string, fileName: string, bytes: Uint8Array, key?: string): Promise<LightMyRequestResponse>
}

export type Association = {
  readonly headId: OrganisationId
  readonly officeId: OrganisationId
  readonly agencyId: OrganisationId
  readonly unitId: OrganisationId
  readonly otherUnitId: OrganisationId
}

/** Work of nobody in particular, as the start of a server does it. */
export function asSystem<T>(services: Services, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { transactions, clock } = services
  const begin = { kind: 'system', purpose: 'start' } as const
  return inTransaction(transactions, { begin, command: 'test.prepare', now: clock(), pace: 'bulk' }, work)
}

/** A head office, one office that sells every plan of the catalogue, one agency, and two member units below it. */
export async function makeAssociation({ services }: Pick<TestServer, 'services'>): Promise<Association> {
  const catalogue = await readCatalogue()
  return asSystem(services, async (tx) => {
    const add = async (parentId: OrganisationId | null, kind: OrganisationKind, code: string, name: string) =>
      (await saveOrganisation(tx, { parentId, kind, code, name, address: '示例路 1 号', telephone: '0100000000' })).id
    const headId = await add(null, 'head', '1000', '示例总会')
    const officeId = await add(headId, 'office', '3713', '示例办事处')
    const agencyId = await add(officeId, 'agency', '371301', '示例代办处')
    const unitId = await add(agencyId, 'unit', '91370000MA00000A1X', '甲单位')
    const otherUnitId = await add(agencyId, 'unit', '91370000MA00000B1X', '乙单位')
    await loadCatalogue(tx, catalogue)
    for (const { plan } of catalogue.plans) {
      const planVersionId = await findLatestVersion(tx, plan.code)
      if (!planVersionId) throw new Error(`${plan.code} was not loaded`)
      await saveOffer(tx, { officeId, planVersionId, saleFrom: date('2026-01-01') })
    }
    return { headId, officeId, agencyId, unitId, otherUnitId }
  })
}

type ActorWishes = { readonly desks: readonly Desk[]; readonly name?: string; readonly personIndex?: Uint8Array }

/** An active account at an organisation with a live session, and what its browser sends with every request. */
export async function openSession(
  services: Services,
  organisationId: OrganisationId,
  { desks, name = '测试', personIndex = randomBytes(35) }: ActorWishes,
): Promise<Pick<Actor, 'accountId' | 'headers'>> {
  const token = newToken()
  const accountId = newId<AccountId>()
  await asSystem(services, async (tx) => {
    const sealed = services.crypto.seal('accounts.sealed', accountId, '{"phone":"19900000000"}')
    await sql`insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, person_index, desks, state,
        created_at)
      select ${accountId}, o.id, o.low, ${`user${randomBytes(6).toString('hex')}`}, ${name}, ${sealed}, ${randomBytes(35)},
        ${personIndex}, ${desks}, 'active', ${new Date(tx.now)} from organisations o where o.id = ${organisationId}`.execute(
      tx.db,
    )
    await sql`insert into sessions (token_hash, account_id, place, created_at, last_seen_at, ends_at, idle)
      select ${tokenHash(token)}, ${accountId}, o.low, ${new Date(tx.now)}, ${new Date(tx.now)},
        ${new Date(tx.now + 400 * 86_400_000)}, interval '400 days' from organisations o where o.id = ${organisationId}`.execute(
      tx.db,
    )
  })
  return { accountId, headers: { cookie: `__Host-huzhu-session=${token}`, 'x-huzhu': '1' } }
}

/** An active account at an organisation, signed in. */
export async function signIn(
  { services, app }: Pick<TestServer, 'services' | 'app'>,
  organisationId: OrganisationId,
  wishes: ActorWishes,
): Promise<Actor> {
  const { accountId, headers } = await openSession(services, organisationId, wishes)
  return {
    accountId,
    organisationId,
    headers,
    get: (url) => app.inject({ method: 'GET', url, headers }),
    post: (url, payload = {}, key = randomUUID()) =>
      app.inject({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': key } }),
    upload: (url, fileName, bytes, key: string = randomUUID()) =>
      app.inject({ method: 'POST', url, ...form(fileName, bytes, { ...headers, 'idempotency-key': key }) }),
  }
}

function form(fileName: string, bytes: Uint8Array, headers: Record<string, string>) {
  const boundary = `test-${randomBytes(8).toString('hex')}`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
