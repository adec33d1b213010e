import { sql } from 'kysely'
import type { openClaimReview as endpoint, saveClaimReviewDraft as draftEndpoint } from '../../contract/claim-review.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { benefitAnswer } from '../../contract/words/benefit-answer.ts'
import { sentenceFor } from '../../contract/words/refusals.ts'
import { findingWords } from '../../contract/words/review-findings.ts'
import { approvesHere, limitOf, nextAfterSecondReview } from '../../domain/claims/approval-threshold.ts'
import { entryChanges } from '../../domain/claims/entry-changes.ts'
import type { EntryNeeds } from '../../domain/claims/entry-needs.ts'
import { lineChanges } from '../../domain/claims/line-changes.ts'
import { regradedFields, type RegradedField } from '../../domain/claims/regrade.ts'
import { judgeHand } from '../../domain/claims/review.ts'
import type { ReviewFinding } from '../../domain/claims/review-findings.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { CalculationId, ClaimId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findReviewDraft, saveReviewDraft } from '../work-pool/review-draft-store.ts'
import { lockHeldWork } from '../work-pool/work-store.ts'
import { approvalFacts } from './approve-claims.ts'
import { getCalculation } from './calculation-store.ts'
import { openEntry, openReasons } from './claim-secrets.ts'
import { getClaimRow, lockClaim, type StoredClaim } from './claim-store.ts'
import { readEntryState } from './entry-state.ts'
import { slotsOfClaim } from './material-slots.ts'
import { claimDetail } from './open-claim.ts'
import { proposedReason } from './proposed-reason.ts'
import { findingsOf } from './review-findings.ts'
import { findReturnSnapshot, materialChanges } from './return-snapshot.ts'
import { callersHand, earlierHands, isStale } from './review-lock.ts'
import { isReviewState, REVIEW_POOLS } from './review-pool.ts'
import { takeEvent } from './take-event.ts'

type Answer = OutputOf<typeof endpoint>

/** Opens a case for review: what was entered beside what the system knows. Each opening is journaled. */
export async function openClaimReview(tx: Transaction, services: Services, id: ClaimId): Promise<Answer> {
  const claim = await getClaimRow(tx, id)
  // Who may not decide it gets no more of it.
  const got = blockedOf(tx, claim) === null ? await takeEvent(tx, claim) : []
  const state = await readEntryState(tx, services, claim)
  const { plan } = state
  const detail = await claimDetail(tx, services, claim)
  const answer: Answer = {
    claim: detail,
    findings: (await findingsOf(tx, services, state)).map(wireFinding),
    changes: await changesOf(tx, services, claim, detail.full),
    amountChange: await amountChangeOf(tx, services, claim),
    others: await othersOf(tx, claim),
    stale: isReviewState(claim.state) && (await isStale(tx, services, claim)),
    approval: await approvalOf(tx, claim),
    blocked: blockedOf(tx, claim),
    together: await togetherOf(tx, claim),
    regradable: regradedFields(claim.kind).filter((field) => isAsked(field, state.needs)),
    categories: [...state.needs.categories],
    clauses: plan.clauses.map(({ number, text }) => ({ number, text })),
    proposedReason: claim.proposal === null ? null : await proposedReason(tx, services, claim),
    materialNames: (await slotsOfClaim(tx, services, claim)).map(({ code, name }) => ({ kind: code, name })),
    draft: ((await findReviewDraft(tx, services.crypto, id)) ?? []) as Answer['draft'],
    letters: await lettersOf(tx, claim),
  }
  await record(tx, {
    action: 'claim-review.open',
    subject: id,
    place: claim.place,
    facts: { number: claim.number, full: detail.full, ...(got.length > 0 && { took: [...got] }) },
  })
  return answer
}

function wireFinding(finding: ReviewFinding): Answer['findings'][number] {
  const { code, level, path = null, materialId = null, other = null } = finding
  return { code, level, ...findingWords(finding), path, materialId, other: other && { ...other } }
}

/** Fields that the plan does not ask about are not judged either. */
function isAsked(field: RegradedField, needs: EntryNeeds): boolean {
  if (field === 'grade' || field === 'category' || field === 'inSitu' || field === 'disabilityGrade')
    return needs[field]
  return needs.diagnosis
}

/** Fields whose values stand in full for the holder only. */
const PERSONAL = new Set(['payee.name', 'payee.idNumber', 'payee.mobile', 'payee.card'])

async function changesOf(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  full: boolean,
): Promise<Answer['changes']> {
  const snapshot = await findReturnSnapshot(tx, crypto, claim)
  if (!snapshot) return null
  const hidden = (value: string | null) => (value === null || value === '' ? value : '***')
  return {
    since: snapshot.at,
    asked: claim.reasonsSealed ? openReasons(crypto, claim.id, claim.reasonsSealed).map((point) => ({ ...point })) : [],
    fields: entryChanges(snapshot.entry, openEntry(crypto, claim)).map(({ path, before, after }) =>
      full || !PERSONAL.has(path) ? { path, before, after } : { path, before: hidden(before), after: hidden(after) },
    ),
    materials: (await materialChanges(tx, claim, snapshot)).map((change) => ({ ...change })),
  }
}

/** The calculation before the case's own that gave another amount, and which steps differ. */
async function amountChangeOf(
  tx: Transaction,
  { crypto }: Services,
  { id, calculationId, amount }: StoredClaim,
): Promise<Answer['amountChange']> {
  if (calculationId === null || amount === null) return null
  const { rows } = await sql<{ id: CalculationId }>`select b.id from benefit_calculations b
    join benefit_calculations now on now.id = ${calculationId}
    where b.claim_id = ${id} and b.id <> now.id and b.at <= now.at and b.total <> now.total and ${inScope(tx, 'b.place')}
    order by b.at desc, b.id desc limit 1`.execute(tx.db)
  const [before] = rows
  if (!before) return null
  const [old, now] = [await getCalculation(tx, crypto, before.id), await getCalculation(tx, crypto, calculationId)]
  const [oldAnswer, nowAnswer] = [benefitAnswer(old.given), benefitAnswer(now.given)]
  return {
    at: now.at.toISOString(),
    before: oldAnswer.total,
    after: nowAnswer.total,
    lines: lineChanges(oldAnswer.lines, nowAnswer.lines).map((line) => ({ ...line })),
  }
}

type OtherRow = Omit<Answer['others'][number], 'amount'> & { amount: Cents | null }

async function othersOf(tx: Transaction, { id, personId }: StoredClaim): Promise<Answer['others']> {
  const { rows } = await sql<OtherRow>`select c.id, c.number, c.kind, v.name as "planName", unit.name as "unitName",
      c.incident_on as "incidentOn", c.state, c.amount
    from claims c join plan_versions v on v.id = c.plan_version_id join organisations unit on unit.id = c.unit_id
    where c.person_id = ${personId} and c.id <> ${id} and c.state <> 'deleted' and ${inScope(tx, 'c.place')}
    order by c.accepted_at desc, c.id desc limit 50`.execute(tx.db)
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : formatYuan(row.amount) }))
}

async function approvalOf(tx: Transaction, claim: StoredClaim): Promise<Answer['approval']> {
  const facts = await approvalFacts(tx, claim)
  const { rows } = await sql<{ limit: Cents | null }>`select a.approval_limit as limit from accounts a
    join organisations office on office.id = ${claim.officeId} and a.place between office.low and office.high
    where a.state = 'active' and 'claim-approval' = any(a.desks) and ${inScope(tx, 'a.place')}`.execute(tx.db)
  return {
    total: formatYuan(facts.eventTotal),
    threshold: formatYuan(facts.threshold),
    limit: formatYuan(limitOf(facts)),
    next: claim.state === 'approval' ? 'payable' : nextAfterSecondReview(facts),
    above: !approvesHere(
      rows.map(({ limit }) => limit),
      facts,
    ),
  }
}

function blockedOf(tx: Transaction, claim: StoredClaim): string | null {
  const judged = judgeHand(callersHand(tx), earlierHands(claim))
  return judged.ok ? null : sentenceFor(judged.refusal)
}

type TogetherRow = { id: string; number: string; kind: ClaimKind; amount: Cents | null; version: number; mine: boolean }

async function togetherOf(tx: Transaction, claim: StoredClaim): Promise<Answer['together']> {
  if (!isReviewState(claim.state)) return []
  const { rows } = await sql<TogetherRow>`select c.id, c.number, c.kind, c.amount, c.version,
      coalesce(w.holder_id = ${callerIn(tx).accountId} and w.held_until > ${new Date(tx.now)}, false) as mine
    from claims c left join work_items w on w.subject_id = c.id and w.kind = ${REVIEW_POOLS[claim.state]}
    where c.acceptance_id = ${claim.acceptanceId} and c.person_id = ${claim.personId} and c.incident_on = ${claim.incidentOn}
      and c.state = ${claim.state} and c.id <> ${claim.id} and ${inScope(tx, 'c.place')} order by c.number`.execute(
    tx.db,
  )
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : formatYuan(row.amount) }))
}

async function lettersOf(tx: Transaction, { id }: StoredClaim): Promise<Answer['letters']> {
  const { rows } = await sql<Answer['letters'][number]>`select kind, issue, superseded_at is not null as superseded
    from claim_letters
    where claim_id = ${id} and ${inScope(tx, 'place')} order by issued_at`.execute(tx.db)
  return rows
}

/** Keeps the points of a return while they are gathered, as long as the caller holds the case. */
export async function saveClaimReviewDraft(
  tx: Transaction,
  { crypto }: Services,
  { id, points }: InputOf<typeof draftEndpoint>,
): Promise<OutputOf<typeof draftEndpoint>> {
  const { state } = await getClaimRow(tx, id as ClaimId)
  if (!isReviewState(state)) return refused({ code: 'claim-step-not-allowed', state })
  await lockHeldWork(tx, REVIEW_POOLS[state], id)
  const { place, number } = await lockClaim(tx, id as ClaimId)
  await saveReviewDraft(tx, crypto, { subject: id, place, content: points })
  await record(tx, { action: 'claim-review.save-draft', subject: id, place, facts: { number, points: points.length } })
  return { kept: points.length }
}
