import { sql } from 'kysely'
import { judgeAlive, judgePayeeAlive } from '../../domain/claims/review.ts'
import type { Transaction } from '../db/transaction.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/** The day from which the person is dead, where one of their cases told so, whichever unit it was. */
export async function deathOf(tx: Transaction, { personId }: Pick<StoredClaim, 'personId'>): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select death_of(${personId})::text as day`.execute(tx.db)
  return rows[0]?.day ?? null
}

/** Refuses a yes to what happened after the person's death, and one that would pay the dead. */
export async function refuseAfterDeath(tx: Transaction, { crypto }: Services, claim: StoredClaim): Promise<void> {
  const diedOn = await deathOf(tx, claim)
  accepted(judgeAlive(claim.incidentOn, diedOn))
  accepted(judgePayeeAlive(openEntry(crypto, claim).payee, diedOn))
}

/** An approved death: nothing later happens to the person. */
export async function markDeceased(tx: Transaction, { id }: StoredClaim, diedOn: string): Promise<void> {
  await sql`select mark_deceased(${id}, ${diedOn}::date)`.execute(tx.db)
}

/** Of a case that ends without payment: where it had told that the person died, it tells so no more. */
export async function takeBackDeath(tx: Transaction, { id, kind }: StoredClaim): Promise<void> {
  if (kind === 'accident-death') await sql`select unmark_deceased(${id})`.execute(tx.db)
}
