import { sql } from 'kysely'
import { benefitAnswer } from '../../contract/words/benefit-answer.ts'
import type { ClaimLetter, ClaimLetterKind } from '../../domain/claims/claim-letter.ts'
import { maskIdNumber } from '../../domain/shared/id-number.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getCalculation } from './calculation-store.ts'
import type { StoredClaim } from './claim-store.ts'

const SEALED = 'claim_letters.sealed'
/** Which letter: a case that was paid again has another of the same kind. */
export type LetterId = { readonly claimId: ClaimId; readonly kind: ClaimLetterKind; readonly issue: number }

/** A seal is bound to the row that it stands in; the first issue came before issues were counted. */
function recordOf({ claimId, kind, issue }: LetterId): string {
  return issue === 1 ? `${claimId} ${kind}` : `${claimId} ${kind} ${issue}`
}

export function openClaimLetter(
  { crypto }: Pick<Services, 'crypto'>,
  letter: LetterId,
  sealed: Uint8Array,
): ClaimLetter {
  return JSON.parse(crypto.open(SEALED, recordOf(letter), sealed).toString()) as ClaimLetter
}

/**
 * Issues the letter about the end of a case: what it says is frozen here, and a job draws its PDF. A case that was paid,
 * whose payment came back and which was paid again gets another one; the first stays on record.
 */
export async function issueClaimLetter(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  kind: ClaimLetterKind,
  reason: string,
  paid: Pick<ClaimLetter, 'payment' | 'alsoClaimable'> = {},
): Promise<void> {
  const letter = { ...(await letterOf(tx, services, claim, kind, reason)), ...paid }
  const { rows } = await sql<{ issued: number }>`select coalesce(max(issue), 0) as issued from claim_letters
    where claim_id = ${claim.id} and kind = ${kind} and ${inScope(tx, 'place')}`.execute(tx.db)
  const issue = found(rows[0]).issued + 1
  const sealed = services.crypto.seal(SEALED, recordOf({ claimId: claim.id, kind, issue }), JSON.stringify(letter))
  await sql`insert into claim_letters (claim_id, kind, issue, place, sealed, issued_at)
    values (${claim.id}, ${kind}, ${issue}, ${claim.place}, ${sealed}, ${new Date(tx.now)})`.execute(tx.db)
  await enqueue(tx, { task: 'make-claim-letter', subject: claim.id, key: `make-claim-letter:${claim.id}:${kind}` })
}

/** The payment came back (退汇): the letter about it says what is not so any more. */
export async function supersedeClosingLetter(tx: Transaction, { id }: Pick<StoredClaim, 'id'>): Promise<void> {
  await sql`update claim_letters set superseded_at = ${new Date(tx.now)}
    where claim_id = ${id} and kind = 'closed' and superseded_at is null and ${inScope(tx, 'place')}`.execute(tx.db)
}

async function letterOf(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  kind: ClaimLetterKind,
  reason: string,
): Promise<ClaimLetter> {
  const { name, address, telephone } = await getOfficeOf(tx, claim.place)
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const calculation = claim.calculationId && (await getCalculation(tx, services.crypto, claim.calculationId))
  const { lines, total } = calculation ? benefitAnswer(calculation.given) : { lines: [], total: '0.00' }
  const clause = plan.clauses.find(({ number }) => number === claim.clause)
  return {
    kind,
    number: claim.number,
    issuedOn: businessDay(tx.now),
    office: { name, address, telephone },
    ...(await namesOf(tx, claim)),
    plan: { name: plan.name, version: plan.version },
    claim: {
      kind: claim.kind,
      incidentOn: claim.incidentOn,
      acceptedOn: businessDay(instantOf(claim.acceptedAt.getTime())),
    },
    clause: clause ? { number: clause.number, text: clause.text } : null,
    reason,
    lines,
    total,
  }
}

type NameRow = { association: string; unitName: string; name: string; idMasked: string }

async function namesOf(
  tx: Transaction,
  { unitId, peopleId }: StoredClaim,
): Promise<Pick<ClaimLetter, 'association' | 'unitName' | 'insured'>> {
  const { rows } = await sql<NameRow>`select (select name from organisations where kind = 'head') as association,
      unit.name as "unitName", p.name, p.id_masked as "idMasked"
    from organisations unit join people p on p.id = ${peopleId}
    where unit.id = ${unitId} and ${inScope(tx, 'unit.low')} and ${inScope(tx, 'p.place')}`.execute(tx.db)
  const { association, unitName, name, idMasked } = found(rows[0])
  return { association, unitName, insured: { name, documentNumber: maskIdNumber(idMasked) } }
}
