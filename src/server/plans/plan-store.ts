import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { parsePlanVersion } from '../../domain/plans/parse-plan-version.ts'
import type { CategoryCap, PlanVersion } from '../../domain/plans/plan-version.ts'
import type { PlanVersionId } from '../../domain/shared/ids.ts'
import { CannotStart } from '../cannot-start.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Catalogue, CatalogueEntry } from './read-catalogue.ts'

/**
 * Brings new plan versions and the category caps into the database; what is there already stays. A version is immutable:
 * a file that changed under the same version stops the start. One journal entry, also where nothing was new.
 */
export async function loadCatalogue(tx: Transaction, catalogue: Catalogue): Promise<{ readonly added: number }> {
  const known = await knownVersions(tx)
  let added = 0
  for (const entry of catalogue.plans) if (await addVersion(tx, entry, known)) added += 1
  for (const { category, maxShares } of catalogue.categoryCaps) {
    await sql`insert into category_caps (category, shares) values (${category}, ${maxShares})
      on conflict (category) do update set shares = excluded.shares`.execute(tx.db)
  }
  await record(tx, { action: 'plans.load-catalogue', facts: { added } })
  return { added }
}

async function knownVersions(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; version: string; hash: string }>`
    select code, version, encode(content_hash, 'hex') as hash from plan_versions`.execute(tx.db)
  return new Map(rows.map(({ code, version, hash }) => [`${code} ${version}`, hash]))
}

async function addVersion(
  tx: Transaction,
  { plan, json }: CatalogueEntry,
  known: ReadonlyMap<string, string>,
): Promise<boolean> {
  const { code, version, name, category } = plan
  const content = JSON.stringify(json)
  const hash = createHash('sha256').update(content).digest()
  const before = known.get(`${code} ${version}`)
  if (before === hash.toString('hex')) return false
  if (before !== undefined) {
    throw new CannotStart(
      `The catalogue file ${code}.json differs from version ${version} in the database, which never changes: give the changed plan a new version.`,
    )
  }
  await sql`insert into plan_versions (id, code, version, name, category, content, content_hash, loaded_at)
    values (${newId()}, ${code}, ${version}, ${name}, ${category}, ${content}, ${hash}, ${new Date(tx.now)})`.execute(
    tx.db,
  )
  return true
}

/** Versions never change, so what was parsed once holds for the life of the process. */
const parsed = new Map<PlanVersionId, PlanVersion>()

/** The plan version of an id. */
export async function getPlanVersion(tx: Transaction, id: PlanVersionId): Promise<PlanVersion> {
  const ready = parsed.get(id)
  if (ready) return ready
  const { rows } = await sql<{ code: string; content: unknown }>`
    select code, content from plan_versions where id = ${id}`.execute(tx.db)
  const { code, content } = found(rows[0])
  const read = parsePlanVersion(content, `${code}.json`)
  if (!read.ok) throw new Error(`plan version ${id} cannot be read: ${JSON.stringify(read.refusal)}`)
  parsed.set(id, read.value)
  return read.value
}

/** Most shares that a person may hold over all plans of a category. */
export async function getCategoryCaps(tx: Transaction): Promise<ReadonlyMap<string, CategoryCap['maxShares']>> {
  const { rows } = await sql<{ category: string; shares: number }>`select category, shares from category_caps`.execute(
    tx.db,
  )
  return new Map(rows.map(({ category, shares }) => [category, shares]))
}

/** Names of plans by code, of the version loaded last. */
export async function getPlanNames(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select distinct on (code) code, name from plan_versions order by code, loaded_at desc`.execute(tx.db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
