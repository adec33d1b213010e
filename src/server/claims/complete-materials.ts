import type { completeMaterials as endpoint } from '../../contract/claim-materials.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { missingMaterials, type MissingMaterial } from '../../domain/claims/materials.ts'
import { wholeAccount, type TypedAccount } from '../../domain/claims/payee-account.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { holdEntered } from '../work-pool/work-store.ts'
import { openEntry } from './claim-secrets.ts'
import { nextClaimState, recordDecision, saveClaimState, type StoredClaim } from './claim-store.ts'
import { enterEntry } from './enter-entry.ts'
import { lockEvent } from './lock-event.ts'
import { saveAccount, shareAccount } from './material-account.ts'
import { countsOf, slotsOfClaim } from './material-slots.ts'
import { listMaterials } from './material-store.ts'

/**
 * 确定: cases of one event go on to 费用录入 together, or none does and the first that lacks something says what. They enter
 * the pool and are taken for the caller, so that 费用录入 opens at once.
 */
export async function completeMaterials(
  tx: Transaction,
  services: Services,
  { ids, card = '', bank = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const [first] = ids
  const { claim, siblings } = await lockEvent(tx, found(first) as ClaimId)
  const cases = [...new Set(ids)].map((id) => found([claim, ...siblings].find((one) => one.id === id)))
  let account: TypedAccount | undefined
  for (const one of cases) account = (await complete(tx, services, one, { card, bank })) ?? account
  const others = siblings.filter((one) => !cases.includes(one))
  if (account) await shareAccount(tx, services.crypto, others, account)
  const numbers = cases.map(({ number }) => number)
  await record(tx, {
    action: 'claim-materials.complete',
    subject: claim.id,
    place: claim.place,
    facts: { numbers, cases: cases.length },
  })
  return { cases: cases.map(({ id, number }) => ({ id, number })) }
}

/** Moves one case on and answers its account, where it asks for one. */
async function complete(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  typed: TypedAccount,
): Promise<TypedAccount | undefined> {
  const to = nextClaimState(tx, claim, 'complete-materials')
  const slots = await slotsOfClaim(tx, services, claim)
  const materials = await listMaterials(tx, claim.id)
  judgeMissing(claim, missingMaterials(slots, countsOf(materials)))
  const unsorted = materials.filter(({ kind }) => !slots.some(({ code }) => code === kind)).length
  if (unsorted > 0) return refused({ code: 'materials-unsorted', number: claim.number, count: unsorted })
  const account = slots.some(({ showsBankCard, required }) => showsBankCard && required)
    ? accepted(wholeAccount(typedOrKept(typed, openEntry(services.crypto, claim).payee)))
    : undefined
  if (account) await saveAccount(tx, services.crypto, claim, account)
  await saveClaimState(tx, claim, to)
  await recordDecision(tx, claim, { action: 'complete-materials', to })
  await enterEntry(tx, claim)
  await holdEntered(tx, 'claim-entry', claim.id)
  return account
}

/** What is typed now, or was kept before. */
function typedOrKept(typed: TypedAccount, kept: TypedAccount): TypedAccount {
  return {
    card: typed.card.trim() === '' ? kept.card : typed.card,
    bank: typed.bank.trim() === '' ? kept.bank : typed.bank,
  }
}

function judgeMissing({ number }: StoredClaim, lacking: readonly MissingMaterial[]): void {
  const names = (lack: MissingMaterial['lack']) =>
    lacking
      .filter((one) => one.lack === lack)
      .map(({ slot }) => slot.name)
      .join('、')
  if (names('too-few') !== '') refused({ code: 'materials-missing', number, names: names('too-few') })
  if (names('too-many') !== '') refused({ code: 'materials-too-many', number, names: names('too-many') })
}
