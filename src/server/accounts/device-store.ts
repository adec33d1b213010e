import { sql } from 'kysely'
import type { AccountId } from '../../domain/shared/ids.ts'
import { instantOf, type Instant } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'

/** When an account last signed in from a device, by the hash of the device's token. */
export async function deviceLastSeen(
  tx: Transaction,
  account: AccountId,
  deviceHash: Uint8Array,
): Promise<Instant | undefined> {
  const { rows } = await sql<{ seen_at: Date }>`select seen_at from known_devices
    where account_id = ${account} and device_hash = ${deviceHash}`.execute(tx.db)
  return rows[0] && instantOf(rows[0].seen_at.getTime())
}

export async function saveDeviceSeen(tx: Transaction, account: AccountId, deviceHash: Uint8Array): Promise<void> {
  await sql`insert into known_devices (account_id, device_hash, seen_at) values (${account}, ${deviceHash}, ${new Date(tx.now)})
    on conflict (account_id, device_hash) do update set seen_at = excluded.seen_at`.execute(tx.db)
}
