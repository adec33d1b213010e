import { callerIn, type Transaction } from '../db/transaction.ts'

/** An account (null while it is to be made) and the person behind it, by the keyed index of the ID number. */
export type AccountOfPerson = { readonly id: string | null; readonly personIndex: Uint8Array | null }

/** Whether an account is the caller's: this one, or another one of the same person. */
export function isCallersOwn(tx: Transaction, { id, personIndex }: AccountOfPerson): boolean {
  const caller = callerIn(tx)
  if (id === caller.accountId) return true
  return personIndex !== null && caller.personIndex !== null && Buffer.compare(personIndex, caller.personIndex) === 0
}
