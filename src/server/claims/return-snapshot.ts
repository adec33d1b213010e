import { sql } from 'kysely'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

const SEALED = 'claims.returned_sealed'

/** A case as it was when it went back to the unit, to tell afterwards what changed. */
export type ReturnSnapshot = {
  readonly at: string
  readonly entry: ClaimEntry
  /** Kinds of the images by their id. */
  readonly materials: Readonly<Record<string, string>>
}

async function materialKinds(tx: Transaction, { id }: StoredClaim): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; kind: string }>`select id, kind from claim_materials
    where claim_id = ${id} and removed_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
  return Object.fromEntries(rows.map((row) => [row.id, row.kind]))
}

/** Keeps what the reviewer saw when sending a case back. */
export async function saveReturnSnapshot(tx: Transaction, { crypto }: Services, claim: StoredClaim): Promise<void> {
  const snapshot: ReturnSnapshot = {
    at: new Date(tx.now).toISOString(),
    entry: openEntry(crypto, claim),
    materials: await materialKinds(tx, claim),
  }
  await sql`update claims set returned_sealed = ${crypto.seal(SEALED, claim.id, JSON.stringify(snapshot))}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function findReturnSnapshot(
  tx: Transaction,
  crypto: CryptoProvider,
  { id }: StoredClaim,
): Promise<ReturnSnapshot | undefined> {
  const { rows } = await sql<{ sealed: Buffer | null }>`select returned_sealed as sealed from claims
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const sealed = rows[0]?.sealed
  return sealed ? (JSON.parse(crypto.open(SEALED, id, sealed).toString()) as ReturnSnapshot) : undefined
}

export type MaterialChange = { readonly kind: string; readonly added: number; readonly removed: number }

/** Per kind of material, how many images came and went since. */
export async function materialChanges(
  tx: Transaction,
  claim: StoredClaim,
  { materials: before }: ReturnSnapshot,
): Promise<readonly MaterialChange[]> {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(await materialKinds(tx, claim)))]
  const kinds = [...new Set([...old.values(), ...now.values()])]
  const count = (from: ReadonlyMap<string, string>, without: ReadonlyMap<string, string>, kind: string) =>
    [...from].filter(([id, of]) => of === kind && !without.has(id)).length
  return kinds
    .map((kind) => ({ kind, added: count(now, old, kind), removed: count(old, now, kind) }))
    .filter(({ added, removed }) => added + removed > 0)
}
