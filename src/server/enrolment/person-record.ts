import { sql, type RawBuilder } from 'kysely'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** What is kept secret of a person, sealed together under the id of the unit's record of them. */
export type PersonSecrets = { readonly idNumber: string; readonly phone: string }

const SEALED = 'people.sealed'

export function sealPerson(crypto: CryptoProvider, recordId: string, { idNumber, phone }: PersonSecrets): Buffer {
  return crypto.seal(SEALED, recordId, `${idNumber}\n${phone}`)
}

export function openPerson(crypto: CryptoProvider, recordId: string, sealed: Uint8Array): PersonSecrets {
  const [idNumber = '', phone = ''] = crypto.open(SEALED, recordId, sealed).toString().split('\n')
  return { idNumber, phone }
}

/** Whether a record is how its unit knows the person now: ids grow with time. */
export function isNewest(record: string): RawBuilder<unknown> {
  return sql`not exists (select from people newer where newer.unit_id = ${sql.ref(`${record}.unit_id`)}
    and newer.person_id = ${sql.ref(`${record}.person_id`)} and newer.id > ${sql.ref(`${record}.id`)})`
}

/** The keyed hash by which a person is one and the same in all units: of the normalised document number. */
export function personHash(crypto: CryptoProvider, idNumber: string): Buffer {
  return crypto.blindIndex('person_keys.hash', idNumber)
}

/** Finds equal phones within a unit without storing them readable. */
export function phoneIndex(crypto: CryptoProvider, phone: string): Buffer {
  return crypto.blindIndex('people.phone', phone)
}
