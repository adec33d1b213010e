import { maskIdNumber } from '../../domain/shared/id-number.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { maskTelephone } from '../../domain/units/reach.ts'
import type { UnitChange } from '../../domain/units/unit-change.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** The values as lists show them and as the row keeps them readable. */
export function maskedValues(change: UnitChange): UnitChange {
  const { contactIdNumber, contactPhone, contactTelephone } = change
  return {
    ...change,
    ...(contactIdNumber === undefined ? {} : { contactIdNumber: maskIdNumber(contactIdNumber) }),
    ...(contactPhone === undefined ? {} : { contactPhone: maskPhone(contactPhone) }),
    ...(contactTelephone === undefined ? {} : { contactTelephone: maskTelephone(contactTelephone) }),
  }
}

/** The whole change, sealed until it is decided. */
export function sealChange(crypto: CryptoProvider, id: string, change: UnitChange): Buffer {
  return crypto.seal('unit_changes.change', id, JSON.stringify(change))
}

export function openChange(crypto: CryptoProvider, id: string, sealed: Uint8Array): UnitChange {
  return JSON.parse(crypto.open('unit_changes.change', id, sealed).toString()) as UnitChange
}
