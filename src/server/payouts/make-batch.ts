import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { makeBatch as makeBatchEndpoint } from '../../contract/payouts.ts'
import { orderFaultSentence, payerFaultSentence } from '../../contract/words/payout-words.ts'
import { bankFormat, type BankFormatCode } from '../../domain/payouts/bank-formats.ts'
import { batchFlags } from '../../domain/payouts/batch-flags.ts'
import { judgePayeeAlive } from '../../domain/claims/review.ts'
import { judgeMaker } from '../../domain/payouts/four-eyes.ts'
import { faultsOfOrder, faultsOfPayer, type OrderFault } from '../../domain/payouts/payment-file.ts'
import { add, formatYuan } from '../../domain/shared/cents.ts'
import type { ClaimId, OrganisationId, PayoutBatchId, PayoutLineId } from '../../domain/shared/ids.ts'
import { officeNumber } from '../../domain/shared/numbering.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callersHand } from '../claims/review-lock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { encodeCharacter } from '../gateways/bank/charsets.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { insertBatch, insertLines, lockClaims, type NewLine } from './batch-store.ts'
import { cardHistoryOf } from './card-history.ts'
import { bankNameOf, listPayableClaims, type PayableClaim } from './payable-claims.ts'
import { sealLinePayee } from './payout-secrets.ts'

export type PayingOffice = {
  readonly id: OrganisationId
  readonly code: string
  readonly name: string
  readonly place: number
  readonly accountName: string
  readonly bankName: string
  readonly accountNumber: string
}

/** An office in scope with the account that it pays from; a batch has one office and one account. */
export async function getPayingOffice(tx: Transaction, id: OrganisationId): Promise<PayingOffice> {
  const { rows } = await sql<PayingOffice>`select id, code, name, low as place,
      coalesce(bank_account_name, '') as "accountName", coalesce(bank_name, '') as "bankName",
      coalesce(bank_account_number, '') as "accountNumber"
    from organisations where id = ${id} and kind in ('office', 'head') and ${inScope(tx, 'low')}`.execute(tx.db)
  return found(rows[0])
}

/** What stands against writing the payment of a claim in a bank's form. */
export function faultsOfClaim(format: BankFormatCode, { payee, amount }: PayableClaim): OrderFault[] {
  const order = { reference: '', payee: payee.name, card: payee.card, bank: bankNameOf(payee), amount }
  return faultsOfOrder(bankFormat(format).payment, order, encodeCharacter)
}

/** Why an office cannot pay in a bank's form at all, as a sentence. */
export function payerProblem(
  format: BankFormatCode,
  { accountName, accountNumber }: Pick<PayingOffice, 'accountName' | 'accountNumber'>,
): string | undefined {
  const payer = { 'account-name': accountName, 'account-number': accountNumber }
  const [fault] = faultsOfPayer(bankFormat(format).payment, payer, encodeCharacter)
  return fault && payerFaultSentence(fault)
}

/** 编制: a batch of payable claims, all or none, whose payees and cards are copied as they were approved. */
export async function makeBatch(
  tx: Transaction,
  { crypto }: Services,
  { officeId, format, claims: asked }: InputOf<typeof makeBatchEndpoint>,
): Promise<OutputOf<typeof makeBatchEndpoint>> {
  const wanted = [...new Set(asked)] as ClaimId[]
  const office = await getPayingOffice(tx, officeId as OrganisationId)
  if (office.accountNumber === '') return refused({ code: 'office-without-account', office: office.name })
  const problem = payerProblem(format, office)
  if (problem !== undefined) return refused({ code: 'office-account-faulty', office: office.name, problem })
  await lockClaims(tx, wanted)
  await refuseUnpayable(tx, wanted)
  const claims = await listPayableClaims(tx, crypto, sql`c.id = any(${wanted}::uuid[])`, wanted.length)
  if (claims.some((claim) => claim.officeId !== office.id)) return refused({ code: 'claims-of-several-offices' })
  accepted(judgeMaker(callersHand(tx), claims))
  for (const claim of claims) refuseDead(claim)
  for (const claim of claims) refuseFaulty(format, claim)
  const id = newId<PayoutBatchId>()
  const number = await nextBatchNumber(tx, office)
  const sum = add(...claims.map(({ amount }) => amount))
  const { place, accountName, bankName, accountNumber } = office
  const account = { accountName, bankName, accountNumber }
  await insertBatch(tx, { id, number, officeId: office.id, place, format, ...account, count: claims.length, sum })
  await insertLines(tx, id, await linesOf(tx, crypto, number, claims))
  await record(tx, { action: 'payouts.make', subject: id, place, facts: { number, format, count: claims.length, sum } })
  return { id, number, count: claims.length, sum: formatYuan(sum) }
}

/** Judged after the lock: the first claim that is not payable any more, or that another batch pays, is named. */
async function refuseUnpayable(tx: Transaction, wanted: readonly ClaimId[]): Promise<void> {
  const { rows } = await sql<{ id: string; number: string; state: string; batch: string | null }>`select c.id, c.number,
      c.state, b.number as batch
    from claims c
    left join payout_lines l on l.claim_id = c.id and l.state in ('waiting', 'paid')
    left join payout_batches b on b.id = l.batch_id
    where c.id = any(${[...wanted]}::uuid[]) and ${inScope(tx, 'c.place')} order by c.number`.execute(tx.db)
  if (rows.length < wanted.length) refused({ code: 'not-found' })
  for (const { number, state, batch } of rows) {
    if (state !== 'payable') refused({ code: 'claim-not-payable', number })
    if (batch !== null) refused({ code: 'claim-in-batch', number, batch })
  }
}

/** Nobody pays the dead, though they lived when the claim was approved. */
export function refuseDead({ number, payee, diedOn }: Pick<PayableClaim, 'number' | 'payee' | 'diedOn'>): void {
  const judged = judgePayeeAlive(payee, diedOn)
  if (!judged.ok) refused({ ...judged.refusal, number })
}

function refuseFaulty(format: BankFormatCode, claim: PayableClaim): void {
  const [fault] = faultsOfClaim(format, claim)
  if (fault) refused({ code: 'claim-payee-faulty', number: claim.number, problem: orderFaultSentence(fault) })
}

async function nextBatchNumber(tx: Transaction, office: PayingOffice): Promise<string> {
  const today = businessDay(tx.now)
  const { rows } = await sql<{ count: number }>`select next_number('ZF', ${office.id}, ${today}) as count`.execute(
    tx.db,
  )
  return officeNumber('ZF', office.code, today, found(rows[0]).count)
}

async function linesOf(
  tx: Transaction,
  crypto: Services['crypto'],
  batchNumber: string,
  claims: readonly PayableClaim[],
): Promise<NewLine[]> {
  const payments = claims.map(({ id, personId, cardIndex }) => ({
    claimId: id,
    personId,
    card: cardIndex.toString('hex'),
  }))
  const flags = batchFlags(payments, await cardHistoryOf(tx, claims))
  return claims.map(({ id: claimId, place, amount, payee, cardIndex, personId }, at) => {
    const id = newId<PayoutLineId>()
    const reference = `${batchNumber}${String(at + 1).padStart(4, '0')}`
    const payeeSealed = sealLinePayee(crypto, id, payee)
    const copied = { claimId, place, amount, cardIndex, personId, payeeSealed }
    return { id, ...copied, position: at + 1, reference, flags: flags.get(claimId) ?? [] }
  })
}
