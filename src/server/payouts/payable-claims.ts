import { sql, type RawBuilder } from 'kysely'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import type { Hand } from '../../domain/claims/review.ts'
import type { DecidedClaim } from '../../domain/payouts/four-eyes.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { ClaimId, OrganisationId, PersonId } from '../../domain/shared/ids.ts'
import { openPayee } from '../claims/claim-secrets.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'

/** A claim that waits for its payment, with payee and card as the last approval froze them. */
export type PayableClaim = DecidedClaim & {
  readonly id: ClaimId
  readonly place: number
  readonly officeId: OrganisationId
  readonly personId: PersonId
  readonly kind: ClaimKind
  readonly planName: string
  readonly unitName: string
  readonly name: string
  readonly amount: Cents
  readonly payee: Payee
  readonly cardIndex: Buffer
  readonly approvedAt: Date | null
  readonly again: boolean
  /** The day from which the insured person is dead. */
  readonly diedOn: string | null
}

type Row = Omit<PayableClaim, 'payee' | 'deciders' | 'cardIndex'> & {
  readonly payeeSealed: Buffer | null
  readonly cardIndex: Buffer | null
  readonly hands: readonly { account: string | null; person: string | null }[]
}

/** Somebody of a row as the one who acted: the account, and the keyed index of the person behind it. */
export function handOf(account: string, personIndex: Uint8Array | null): Hand {
  return { account, person: personIndex === null ? null : Buffer.from(personIndex).toString('hex') }
}

/** Everybody who decided a claim `c`, as JSON: at its desks in any round, and on its corrected payee. */
export const DECIDERS = sql`(select coalesce(json_agg(json_build_object('account', h.account, 'person', encode(h.person, 'hex'))), '[]')
  from (select c.first_reviewed_by as account, c.first_reviewed_by_person as person
    union select c.second_reviewed_by, c.second_reviewed_by_person
    union select c.approved_by, c.approved_by_person
    union select d.account_id, d.account_person from claim_decisions d where d.claim_id = c.id
      and d.action in ('pass', 'propose', 'regrade', 'approve', 'escalate', 'refuse', 'decline')
    union select p.decided_by, p.decided_by_person from payee_corrections p
      where p.claim_id = c.id and p.state = 'approved') h where h.account is not null)`

/** Claims that may be paid: approved, and in no live batch. */
export const PAYABLE = sql`c.state = 'payable' and not exists (select from payout_lines live
  where live.claim_id = c.id and live.state in ('waiting', 'paid'))`

/** Reads claims that a condition on `c` names, in the order in which they were approved. */
export async function listPayableClaims(
  tx: Transaction,
  crypto: CryptoProvider,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<PayableClaim[]> {
  const { rows } =
    await sql<Row>`select c.id, c.number, c.place, c.office_id as "officeId", c.person_id as "personId", c.kind,
      v.name as "planName", unit.name as "unitName", p.name, c.amount, c.payee_sealed as "payeeSealed",
      c.card_index as "cardIndex", coalesce(c.approved_at, c.second_reviewed_at) as "approvedAt", ${DECIDERS} as hands,
      exists (select from payout_lines before where before.claim_id = c.id and before.state in ('failed', 'reversed')) as again,
      death_of(c.person_id)::text as "diedOn"
    from claims c
    join people p on p.id = c.people_id
    join plan_versions v on v.id = c.plan_version_id
    join organisations unit on unit.id = c.unit_id
    where ${inScope(tx, 'c.place')} and ${where}
    order by coalesce(c.approved_at, c.second_reviewed_at), c.id limit ${limit}`.execute(tx.db)
  return rows.map(({ payeeSealed, cardIndex, hands, ...row }) => {
    if (payeeSealed === null || cardIndex === null || row.amount === null)
      return refused({ code: 'payee-not-frozen', number: row.number })
    const deciders = hands.flatMap(({ account, person }) => (account === null ? [] : [{ account, person }]))
    return { ...row, cardIndex, deciders, payee: openPayee(crypto, row.id, payeeSealed) }
  })
}

/** 户名, 账号 and 开户银行 as the bank is told; a branch belongs to the name of its bank. */
export function bankNameOf({ bank, branch }: Payee): string {
  return branch === '' || bank.endsWith(branch) ? bank : branch.startsWith(bank) ? branch : `${bank}${branch}`
}

/** The last four digits of a card, for lists. */
export function cardTail({ card }: Pick<Payee, 'card'>): string {
  return card.slice(-4)
}
