import { sql } from 'kysely'
import type { listMaterialSlots as endpoint } from '../../contract/claim-materials.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { materialLock, mayViewMaterials } from '../../domain/claims/material-access.ts'
import { slotsFor, type MaterialFacts, type MaterialSlot } from '../../domain/claims/materials.ts'
import type { IdKind } from '../../domain/shared/id-kind.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import { getClaimRow, type StoredClaim } from './claim-store.ts'
import { holdOn } from './lock-event.ts'
import { listMaterials, type StoredMaterial } from './material-store.ts'
import { getMaterials } from './read-materials.ts'

type Answer = OutputOf<typeof endpoint>
type Image = Answer['unsorted'][number]

/** What a case asks for by its kind and plan, the person's document and what was entered so far. */
export async function slotsOfClaim(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  claim: StoredClaim,
  entry: ClaimEntry = openEntry(crypto, claim),
): Promise<readonly MaterialSlot[]> {
  const { rows } = await sql<{ idKind: IdKind }>`select id_kind as "idKind" from people
    where id = ${claim.peopleId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const facts: MaterialFacts = {
    idKind: found(rows[0]).idKind,
    payeeIsOther: entry.payee.relation !== 'self',
    remote: entry.sheets.some(({ remote }) => remote),
    ...(claim.amount !== null && { amount: claim.amount }),
  }
  return slotsFor(await getMaterials(), claim.kind, claim.planCode, facts)
}

/** How many images each kind of material has. */
export function countsOf(materials: readonly StoredMaterial[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of materials) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** The case, where the caller may see its images. */
export async function claimToView(tx: Transaction, id: ClaimId) {
  const claim = await getClaimRow(tx, id)
  const access = {
    desks: callerIn(tx).desks,
    state: claim.state,
    fromOffice: claim.source === 'office',
    hold: await holdOn(tx, claim),
  }
  return mayViewMaterials(access) ? { claim, access } : refused({ code: 'not-allowed' })
}

/** 材料上传: the slots with their images, what has no slot, and what is missing. */
export async function listMaterialSlots(tx: Transaction, services: Services, id: ClaimId): Promise<Answer> {
  const { claim, access } = await claimToView(tx, id)
  const slots = await slotsOfClaim(tx, services, claim)
  const materials = await listMaterials(tx, id)
  const sharers = await sharersOf(tx, id)
  const imageOf = (material: StoredMaterial): Image => wireImage(material, sharers.get(material.fileId) ?? [])
  const shown = slots.map(({ code, photograph, ...slot }) => {
    const images = materials.filter(({ kind }) => kind === code).map(imageOf)
    const missing = Math.max(slot.min - images.length, 0)
    return { kind: code, sentence: photograph, ...slot, have: images.length, missing, images }
  })
  const known = new Set(slots.map(({ code }) => code))
  return {
    slots: shown,
    unsorted: materials.filter(({ kind }) => !known.has(kind)).map(imageOf),
    missing: shown.reduce((sum, { missing }) => sum + missing, 0),
    locked: materialLock(access),
  }
}

function wireImage(material: StoredMaterial, sharedWith: readonly string[]): Image {
  const { id, kind, position, name, width, height, size, hints, addedAt, attempt, replaces } = material
  return {
    id,
    kind,
    position,
    name,
    width,
    height,
    size,
    hints: [...hints],
    addedAt: addedAt.toISOString(),
    sharedWith: [...sharedWith],
    attempt,
    replaces,
  }
}

/** Numbers of the other cases that show the files of this one. */
async function sharersOf(tx: Transaction, id: ClaimId): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ fileId: string; numbers: string[] }>`select other.file_id as "fileId",
      array_agg(distinct c.number order by c.number) as numbers
    from claim_materials mine
    join claim_materials other on other.file_id = mine.file_id and other.claim_id <> mine.claim_id and other.removed_at is null
    join claims c on c.id = other.claim_id
    where mine.claim_id = ${id} and mine.removed_at is null and ${inScope(tx, 'c.place')} and ${inScope(tx, 'mine.place')}
    group by other.file_id`.execute(tx.db)
  return new Map(rows.map(({ fileId, numbers }) => [fileId, numbers]))
}
