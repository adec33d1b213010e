import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listMembers as endpoint } from '../../contract/members.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { openAccount } from './account-secrets.ts'

type Member = OutputOf<typeof endpoint>['members'][number]
type Row = Omit<Member, 'phoneMasked' | 'signedInAt'> & { sealed: Buffer; signedInAt: Date | null }

/** Accounts of one organisation with their desks, in the order of their names; at most 500. */
export async function listMembers(
  tx: Transaction,
  crypto: CryptoProvider,
  organisationId: string,
): Promise<OutputOf<typeof endpoint>> {
  const { rows } = await sql<Row>`select id, user_name as "userName", name, desks, state, version, sealed,
      signed_in_at as "signedInAt"
    from accounts where organisation_id = ${organisationId} and ${inScope(tx, 'place')} order by user_name limit 500`.execute(
    tx.db,
  )
  return {
    members: rows.map(({ sealed, signedInAt, ...row }) => {
      const { phone } = openAccount(crypto, row.id, sealed)
      return {
        ...row,
        phoneMasked: phone === '' ? '' : maskPhone(phone),
        signedInAt: signedInAt?.toISOString() ?? null,
      }
    }),
  }
}
