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

/** The keyed hash by which a person is one and the same in all units: of the normalised document number. */
export function personHash(crypto: CryptoProvider, idNumber: string): Buffer {
  return crypto.blindIndex('person_keys.hash', idNumber)
}

/** Finds equal phones within a unit without storing them readable. */
export function phoneIndex(crypto: CryptoProvider, phone: string): Buffer {
  return crypto.blindIndex('people.phone', phone)
}
