import { sql } from 'kysely'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import type { ImageLikeness, ImageMarks } from '../../domain/claims/image-likeness.ts'
import type { ClaimId, FileId, MaterialId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found, refused } from '../refusal.ts'
import type { StoredClaim } from './claim-store.ts'

/** An image of a case. Several cases of one event may show the same file. */
export type StoredMaterial = {
  readonly id: MaterialId
  readonly claimId: ClaimId
  /** Code of the material, or `unsorted`. */
  readonly kind: string
  readonly position: number
  readonly fileId: FileId
  readonly name: string
  /** As it is handed out, turned. */
  readonly width: number
  readonly height: number
  readonly size: number
  /** What it looks like to a glance. */
  readonly hints: readonly ImageHint[]
  /** Quarter turns clockwise between the file and what is handed out. */
  readonly turns: number
  readonly replaces: MaterialId | null
  readonly attempt: string | null
  readonly addedAt: Date
  readonly removedAt: Date | null
}

const COLUMNS = sql`id, claim_id as "claimId", kind, position, file_id as "fileId", name, width, height, size, hints, turns, replaces,
  attempt, added_at as "addedAt", removed_at as "removedAt"`

/** The images of a case by kind and position; those removed are left out. */
export async function listMaterials(tx: Transaction, claimId: ClaimId): Promise<StoredMaterial[]> {
  const { rows } = await sql<StoredMaterial>`select ${COLUMNS} from claim_materials
    where claim_id = ${claimId} and removed_at is null and ${inScope(tx, 'place')}
    order by kind, position, added_at, id`.execute(tx.db)
  return rows
}

/** One image of a case, also one that was removed while its file is still kept. */
export async function getMaterial(tx: Transaction, claimId: ClaimId, id: string): Promise<StoredMaterial> {
  const { rows } = await sql<StoredMaterial>`select ${COLUMNS} from claim_materials
    where id = ${id} and claim_id = ${claimId} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** One image that is to be changed: somebody else may have taken it away a moment ago. */
export async function getLiveMaterial(tx: Transaction, claimId: ClaimId, id: string): Promise<StoredMaterial> {
  const material = await getMaterial(tx, claimId, id)
  return material.removedAt === null ? material : refused({ code: 'material-gone' })
}

/** Whether the file of an image that was removed is still there. */
export async function isFileKept(tx: Transaction, { fileId }: Pick<StoredMaterial, 'fileId'>): Promise<boolean> {
  const { rows } = await sql`select 1 from files
    where id = ${fileId} and removed_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows.length > 0
}

/** Images of these cases that show this file, removed ones as well. */
export async function listShowing(
  tx: Transaction,
  claims: readonly ClaimId[],
  fileId: FileId,
): Promise<StoredMaterial[]> {
  const { rows } = await sql<StoredMaterial>`select ${COLUMNS} from claim_materials
    where file_id = ${fileId} and claim_id = any(${claims}::uuid[]) and ${inScope(tx, 'place')}
    order by id`.execute(tx.db)
  return rows
}

/** 64 bits as the database has them: with a sign. */
const signed = (likeness: ImageLikeness) => BigInt.asIntN(64, BigInt(`0x${likeness}`)).toString()

export type NewMaterial = Pick<
  StoredMaterial,
  'kind' | 'fileId' | 'name' | 'width' | 'height' | 'size' | 'hints' | 'attempt'
> & {
  readonly marks: ImageMarks
  readonly position: number
  readonly replaces?: MaterialId
}

export async function insertMaterial(tx: Transaction, claim: StoredClaim, made: NewMaterial): Promise<MaterialId> {
  const id = newId<MaterialId>()
  const { marks } = made
  await sql`insert into claim_materials (id, claim_id, place, kind, position, file_id, name, width, height, size, pixel_hash,
      likeness, turned, hints, replaces, attempt, added_by, added_at)
    values (${id}, ${claim.id}, ${claim.place}, ${made.kind}, ${made.position}, ${made.fileId}, ${made.name}, ${made.width},
      ${made.height}, ${made.size}, ${Buffer.from(marks.pixels, 'hex')}, ${marks.likeness ? signed(marks.likeness) : null},
      ${marks.turned.map(signed)}::bigint[], ${[...made.hints]}::text[], ${made.replaces ?? null}, ${made.attempt},
      ${callerIn(tx).accountId}, ${new Date(tx.now)})`.execute(tx.db)
  return id
}

export type MaterialCopy = {
  readonly claim: Pick<StoredClaim, 'id' | 'place'>
  readonly kind: string
  readonly position: number
  /** Quarter turns by which the copy differs. */
  readonly turned?: number
  readonly replaces?: MaterialId
}

/** Shows the file of an image once more: in another case, or turned in the place of the first. */
export async function copyMaterial(
  tx: Transaction,
  source: StoredMaterial,
  { claim, kind, position, turned = 0, replaces }: MaterialCopy,
): Promise<MaterialId> {
  const id = newId<MaterialId>()
  const sideways = turned % 2 === 1
  const [width, height] = sideways ? [source.height, source.width] : [source.width, source.height]
  await sql`insert into claim_materials (id, claim_id, place, kind, position, file_id, name, width, height, size, pixel_hash,
      likeness, turned, hints, turns, replaces, added_by, added_at)
    select ${id}, ${claim.id}, ${claim.place}, ${kind}, ${position}, file_id, name, ${width}::int, ${height}::int, size, pixel_hash,
      likeness, turned, hints, ${(source.turns + turned) % 4}::int, ${replaces ?? null}::uuid, ${callerIn(tx).accountId}::uuid,
      ${new Date(tx.now)}::timestamptz
    from claim_materials where id = ${source.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return id
}

export async function saveMaterialsRemoved(tx: Transaction, ids: readonly MaterialId[]): Promise<void> {
  await sql`update claim_materials set removed_at = ${new Date(tx.now)}
    where id = any(${ids}::uuid[]) and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function saveMaterialPlaced(
  tx: Transaction,
  id: MaterialId,
  { kind, position }: Pick<StoredMaterial, 'kind' | 'position'>,
): Promise<void> {
  await sql`update claim_materials set kind = ${kind}, position = ${position}, removed_at = null
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
