import { createCryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing } from '../../src/server/crypto/key-ring.ts'
import type { CopyValue } from '../../src/server/db/copy-rows.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { personHash, phoneIndex, sealPerson } from '../../src/server/enrolment/person-record.ts'
import { people } from '../support/people.ts'
import { ROWS, TABLES, type TableName } from './seed.ts'

export type Finished = ReadonlyMap<TableName, { readonly columns: readonly string[]; readonly rows: CopyValue[][] }>

/** Rows as they end up in the database: judged, encrypted, with their ids. */
export function finishedRows(unitId: string, enrolmentId: string): Finished {
  const crypto = createCryptoProvider({ suite: 'aes-256-gcm', ring: newKeyRing() })
  const made = new Map(TABLES.map(({ name, columns }) => [name, { columns, rows: [] as CopyValue[][] }]))
  let row = 0
  for (const { name, idNumber, phone } of people(ROWS)) {
    const [personId, peopleId] = [newId(), newId()]
    const born = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
    const sealed = sealPerson(crypto, peopleId, { idNumber, phone })
    row += 1
    made.get('person_keys')?.rows.push([personId, personHash(crypto, idNumber)])
    made
      .get('people')
      ?.rows.push([
        peopleId,
        unitId,
        1,
        personId,
        name,
        'resident-id',
        '379***********0000',
        born,
        'male',
        sealed,
        phoneIndex(crypto, phone),
        '199****0000',
        '2026-01-01',
      ])
    made
      .get('roster_people')
      ?.rows.push([
        newId(),
        enrolmentId,
        'comprehensive',
        1,
        peopleId,
        personId,
        row,
        'ordinary',
        false,
        false,
        null,
        null,
      ])
  }
  return made
}
