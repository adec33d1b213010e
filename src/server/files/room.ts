import { sql } from 'kysely'
import { judgeRoom, type CountedPurpose } from '../../domain/files/room.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { accepted, found } from '../refusal.ts'

/** Refuses what would take more room than the unit at this place has for files of a purpose. */
export async function needRoom(tx: Transaction, place: number, purpose: CountedPurpose, bytes: number): Promise<void> {
  const { rows } = await sql<{ taken: number }>`select coalesce(sum(size), 0)::bigint as taken from files
    where place = ${place} and purpose = ${purpose} and removed_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
  accepted(judgeRoom(purpose, found(rows[0]).taken, bytes))
}
