import { sql } from 'kysely'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Sex } from '../../domain/shared/id-number.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { isNewest, openPerson, type PersonSecrets } from './person-record.ts'

export type InsuredRecord = PersonSecrets & {
  readonly name: string
  readonly idKind: string
  readonly idMasked: string
  readonly born: CalendarDate
  readonly sex: Sex
}

type Row = Omit<InsuredRecord, keyof PersonSecrets> & { sealed: Buffer; newestId: string; newest: Buffer }

/** Someone insured: who they are as the cover was made with, and the phone that the unit knows now. */
export async function getInsuredRecord(
  tx: Transaction,
  crypto: CryptoProvider,
  peopleId: string,
): Promise<InsuredRecord> {
  const { rows } =
    await sql<Row>`select p.name, p.id_kind as "idKind", p.id_masked as "idMasked", p.born, p.sex, p.sealed,
      n.id as "newestId", n.sealed as newest
    from people p join people n on n.unit_id = p.unit_id and n.person_id = p.person_id and ${isNewest('n')}
    where p.id = ${peopleId} and ${inScope(tx, 'p.place')}`.execute(tx.db)
  const { sealed, newestId, newest, ...row } = found(rows[0])
  const { idNumber } = openPerson(crypto, peopleId, sealed)
  return { ...row, idNumber, phone: openPerson(crypto, newestId, newest).phone }
}
