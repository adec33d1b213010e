import { sql } from 'kysely'
import { ROOT_INTERVAL } from '../../domain/organisations/tree.ts'
import { dateOf, partsOf, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { AccountId, FileId, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { saveNewAccount } from '../accounts/account-store.ts'
import { DEMO_ACCOUNTS } from '../accounts/demo-accounts.ts'
import type { Transaction } from '../db/transaction.ts'
import { makeSeal } from '../documents/seal.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile, type StoredFile } from '../files/file-vault.ts'
import { record } from '../journal.ts'
import { saveOrganisation, type OrganisationNode } from '../organisations/organisation-store.ts'
import { saveOffer } from '../plans/offer-store.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { DEMO_ORGANISATIONS, DEMO_SETTLEMENT_DAY, DEMO_UNITS, type DemoUnit } from './demo-association.ts'
import { seedCovers } from './seed-covers.ts'

/** What takes time or touches files, made before the transaction that seeds the demo association. */
export type DemoMaterial = {
  readonly seals: ReadonlyMap<string, StoredFile>
  readonly passwordHashes: ReadonlyMap<string, string>
}

type Nodes = ReadonlyMap<string, OrganisationNode>

const SEAL_LIMIT = 1024 * 1024

export async function prepareDemo({ vault, passwords }: Services): Promise<DemoMaterial> {
  const seals = new Map<string, StoredFile>()
  for (const { code, kind, name } of DEMO_ORGANISATIONS) {
    if (kind !== 'office') continue
    const seal = await makeSeal(name.replace(/（[^（）]*）/, ''))
    seals.set(code, accepted(await putFile(vault, [seal], { limit: SEAL_LIMIT })))
  }
  const hashed = await Promise.all(
    DEMO_ACCOUNTS.map(async ({ userName, password }) => [userName, await passwords.hash(password)] as const),
  )
  return { seals, passwordHashes: new Map(hashed) }
}

/**
 * The demo association of a new database: head office, two offices with account, seal and settlement day, three
 * agencies, officers for each desk, three units with people under cover, and offers of the whole catalogue, which must
 * be loaded before.
 */
export async function seedDemo(tx: Transaction, services: Services, material: DemoMaterial): Promise<void> {
  const nodes = new Map(await seedOrganisations(tx, material))
  for (const unit of DEMO_UNITS) {
    nodes.set(unit.creditCode, await seedUnit(tx, unit, nodeOf(nodes, unit.parent)))
  }
  await seedAccounts(tx, services.crypto, nodes, material)
  await seedOffers(tx, nodes)
  await seedClaimSettings(tx, nodes)
  await seedCovers(tx, services)
  await record(tx, { action: 'demo.seed', place: ROOT_INTERVAL.low, facts: { organisations: nodes.size } })
}

function nodeOf(nodes: Nodes, code: string): OrganisationNode {
  const node = nodes.get(code)
  if (!node) throw new Error(`the demo association has no organisation ${code}`)
  return node
}

async function seedOrganisations(tx: Transaction, { seals }: DemoMaterial): Promise<Nodes> {
  const nodes = new Map<string, OrganisationNode>()
  for (const { parent, ...wanted } of DEMO_ORGANISATIONS) {
    const parentId = parent === null ? null : nodeOf(nodes, parent).id
    const settlement = wanted.kind === 'office' ? { settlementDay: DEMO_SETTLEMENT_DAY } : {}
    const node = await saveOrganisation(tx, { ...wanted, ...settlement, parentId })
    nodes.set(wanted.code, node)
    const stored = seals.get(wanted.code)
    if (stored) await saveSeal(tx, node, stored)
  }
  return nodes
}

async function saveSeal(tx: Transaction, { id, interval }: OrganisationNode, stored: StoredFile): Promise<void> {
  const file = { place: interval.low, purpose: 'seal', name: 'seal.png', mediaType: 'image/png', stored }
  const fileId: FileId = await saveFile(tx, file)
  await sql`update organisations set seal_file_id = ${fileId} where id = ${id}`.execute(tx.db)
}

async function seedUnit(tx: Transaction, unit: DemoUnit, parent: OrganisationNode): Promise<OrganisationNode> {
  const { creditCode, name, address, mail } = unit
  const node = await saveOrganisation(tx, { parentId: parent.id, kind: 'unit', code: creditCode, name, address, mail })
  await sql`insert into units (organisation_id, place, credit_code, kind, industry, union_name, staff_count, women_count,
      invoice_title, tax_number, invoice_mail)
    values (${node.id}, ${node.interval.low}, ${creditCode}, ${unit.kind}, ${unit.industry}, ${unit.unionName}, ${unit.staff},
      ${unit.women}, ${name}, ${creditCode}, ${mail})`.execute(tx.db)
  return node
}

async function seedAccounts(
  tx: Transaction,
  crypto: Services['crypto'],
  nodes: Nodes,
  { passwordHashes }: DemoMaterial,
): Promise<void> {
  for (const { organisationCode, userName, name, desks, phone, idNumber, leads, approvalLimit } of DEMO_ACCOUNTS) {
    const { id, interval } = nodeOf(nodes, organisationCode)
    const passwordHash = passwordHashes.get(userName)
    const account = { organisation: { id, place: interval.low }, userName, name, desks, secrets: { phone, idNumber } }
    const accountId: AccountId = await saveNewAccount(tx, crypto, {
      ...account,
      ...(passwordHash ? { passwordHash } : {}),
    })
    await sql`update accounts set leads = ${leads ?? false}, approval_limit = ${approvalLimit ?? null}
      where id = ${accountId}`.execute(tx.db)
    await sql`update units set contact_account_id = ${accountId}
      where organisation_id = ${id} and contact_account_id is null`.execute(tx.db)
  }
}

/** Everything in the catalogue from 1 January on; the second office sells `comprehensive` by calendar year. */
async function seedOffers(tx: Transaction, nodes: Nodes): Promise<void> {
  const { year } = partsOf(businessDay(tx.now))
  const saleFrom = dateOf(year, 1, 1) as CalendarDate
  const { rows } = await sql<{ id: PlanVersionId; code: string }>`select distinct on (code) id, code from plan_versions
    order by code, loaded_at desc`.execute(tx.db)
  const offer = (office: OrganisationId, planVersionId: PlanVersionId, calendarYear?: number) =>
    saveOffer(tx, { officeId: office, planVersionId, saleFrom, ...(calendarYear ? { calendarYear } : {}) })
  for (const { id, code } of rows) {
    await offer(nodeOf(nodes, '3790').id, id)
    if (code === 'comprehensive') await offer(nodeOf(nodes, '2390').id, id, year + 1)
    else await offer(nodeOf(nodes, '2390').id, id)
  }
}

/** The second office takes late claims with a reason; the first does not, as an office begins. */
async function seedClaimSettings(tx: Transaction, nodes: Nodes): Promise<void> {
  for (const [code, lateClaims] of [
    ['3790', false],
    ['2390', true],
  ] as const) {
    const { id, interval } = nodeOf(nodes, code)
    await sql`insert into claim_settings (office_id, place, high, late_claims)
      values (${id}, ${interval.low}, ${interval.high}, ${lateClaims})`.execute(tx.db)
  }
}
