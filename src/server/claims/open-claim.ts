import { sql } from 'kysely'
import type { openClaim as endpoint } from '../../contract/claims.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { benefitAnswer } from '../../contract/words/benefit-answer.ts'
import { maskBankCard } from '../../domain/claims/bank-card.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { promiseOf } from '../../domain/claims/claim-clock.ts'
import { readsMedical, tellsDiagnosis, withoutMedical } from '../../domain/claims/medical-access.ts'
import { isClaimEditable, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { RiskClass } from '../../domain/plans/plan-version.ts'
import { addDays, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import { maskBirth, maskIdNumber } from '../../domain/shared/id-number.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { getInsuredRecord } from '../enrolment/insured-record.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getCalculation } from './calculation-store.ts'
import { openReasons } from './claim-secrets.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import { getClaimRow, type StoredClaim } from './claim-store.ts'
import { listDecisions } from './decision-lists.ts'
import { claimAsTold } from './tentative-regrade.ts'

export type ClaimDetail = OutputOf<typeof endpoint>

/** The pool that a case waits in, by its state. */
export const POOL_OF: { readonly [S in ClaimState]?: WorkKind } = {
  entry: 'claim-entry',
  'first-review': 'claim-first-review',
  'second-review': 'claim-second-review',
  approval: 'claim-approval',
  'payee-review': 'claim-payee-review',
}

/**
 * 查看 / 处理: a case whole. In full for its unit and for who holds it, masked for everyone else in scope; finance pays
 * without reading what happened.
 */
export async function openClaim(tx: Transaction, services: Services, id: ClaimId): Promise<ClaimDetail> {
  const claim = await getClaimRow(tx, id)
  const detail = await claimDetail(tx, services, claim)
  const { number } = claim
  await record(tx, { action: 'claims.open', subject: id, place: claim.place, facts: { number, full: detail.full } })
  return detail
}

/** A case as this caller may see it. */
export async function claimDetail(tx: Transaction, services: Services, claim: StoredClaim): Promise<ClaimDetail> {
  const { crypto } = services
  const { id, state } = claim
  const { organisationKind, desks } = callerIn(tx)
  const isUnit = organisationKind === 'unit'
  const pool = POOL_OF[state]
  const holder = pool === undefined ? null : await findHolder(tx, pool, id)
  const full = isUnit || holder?.mine === true
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const medical = full || readsMedical(desks)
  const { entry, hidden, claim: told } = await claimAsTold(tx, services, claim)
  const calculation = await calculationOf(tx, services, told)
  const decisions = await listDecisions(tx, services, id, { isUnit, hidden })
  return {
    id,
    number: claim.number,
    state,
    version: claim.version,
    kind: claim.kind,
    source: claim.source,
    planCode: plan.code,
    planName: plan.name,
    planVersion: plan.version,
    ...(await organisationsOf(tx, claim)),
    incidentOn: claim.incidentOn,
    acceptedAt: claim.acceptedAt.toISOString(),
    submittedAt: claim.submittedAt?.toISOString() ?? null,
    endedAt: claim.endedAt?.toISOString() ?? null,
    promisedOn: await promisedOn(tx, claim),
    full,
    insured: await insuredOf(tx, services, claim, full),
    cover: await coverOf(tx, claim),
    entry: shownEntry(medical ? entry : withoutMedical(entry), full),
    entryVersion: claim.entryVersion,
    materials: await materialsOf(tx, id),
    calculation:
      medical || !tellsDiagnosis(claim.kind) ? calculation : calculation && { ...calculation, lines: [], warnings: [] },
    proposal: isUnit ? null : claim.proposal,
    clause: isUnit && state !== 'refused' ? null : claim.clause,
    reasons:
      medical && claim.reasonsSealed ? openReasons(crypto, id, claim.reasonsSealed).map((point) => ({ ...point })) : [],
    decisions: medical ? decisions : decisions.map((decision) => ({ ...decision, changes: [], text: '' })),
    siblings: await siblingsOf(tx, claim),
    holder: isUnit && state !== 'entry' ? null : holder,
  }
}

/**
 * The day by which it is promised: fixed from the first submission on, and none while it is back at the unit. Before, it is
 * the day that would hold if everything came today, as the receipt says it.
 */
async function promisedOn(tx: Transaction, claim: StoredClaim): Promise<CalendarDate | null> {
  if (claim.firstSubmittedAt !== null) return claim.promisedOn
  if (!isClaimEditable(claim.state)) return null
  const { totalDays: total } = await getClaimSettings(tx, claim.officeId)
  return promiseOf(tx.now, { total, left: null }, await getWorkingCalendar(tx))
}

/** What the caller may see of an entry. */
export function shownEntry(entry: ClaimEntry, full: boolean): ClaimDetail['entry'] {
  const { payee } = entry
  const sheets = [...entry.sheets]
  if (full) return { ...entry, sheets }
  const hidden = {
    ...payee,
    name: payee.name === '' ? '' : maskName(payee.name),
    idNumber: maskIdNumber(payee.idNumber),
    mobile: maskPhone(payee.mobile),
    // A field of digits: what is hidden is left out, not starred.
    card: maskBankCard(payee.card).replaceAll('*', ''),
  }
  return { ...entry, payee: hidden, sheets }
}

type Names = Pick<ClaimDetail, 'unitName' | 'agencyName' | 'officeName'>

async function organisationsOf(tx: Transaction, { unitId, agencyId, officeId }: StoredClaim): Promise<Names> {
  const { rows } = await sql<Names>`select unit.name as "unitName", coalesce(agency.name, '') as "agencyName",
      coalesce(office.name, '') as "officeName"
    from organisations unit
    left join organisations agency on agency.id = ${agencyId}
    left join organisations office on office.id = ${officeId}
    where unit.id = ${unitId} and ${inScope(tx, 'unit.low')}`.execute(tx.db)
  return found(rows[0])
}

async function insuredOf(
  tx: Transaction,
  { crypto }: Services,
  { peopleId }: StoredClaim,
  full: boolean,
): Promise<ClaimDetail['insured']> {
  const insured = await getInsuredRecord(tx, crypto, peopleId)
  const { name, idKind, idMasked, born, sex, idNumber, phone } = insured
  return full
    ? { name, idKind, idNumber, born, sex, phone }
    : { name: maskName(name), idKind, idNumber: idMasked, born: maskBirth(born), sex, phone: maskPhone(phone) }
}

type CoverRow = {
  effectiveOn: CalendarDate
  after: CalendarDate
  continuousSince: CalendarDate
  shares: number
  riskClass: RiskClass
}

/** The cover that a case belongs to, first and last day inside. */
export async function coverOf(
  tx: Transaction,
  { coverId }: Pick<StoredClaim, 'coverId'>,
): Promise<ClaimDetail['cover'] & CoverDays> {
  const { rows } = await sql<CoverRow>`select lower(period) as "effectiveOn", upper(period) as after,
      continuous_since as "continuousSince", shares, risk_class as "riskClass"
    from covers where id = ${coverId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const { after, ...row } = found(rows[0])
  return { ...row, endsOn: addDays(after, -1) }
}

type CoverDays = { effectiveOn: CalendarDate; endsOn: CalendarDate; continuousSince: CalendarDate }

type MaterialRow = Omit<ClaimDetail['materials'][number], 'addedAt'> & { addedAt: Date }

async function materialsOf(tx: Transaction, id: ClaimId): Promise<ClaimDetail['materials']> {
  const { rows } =
    await sql<MaterialRow>`select id, kind, position, name, width, height, size, hints, added_at as "addedAt"
    from claim_materials where claim_id = ${id} and removed_at is null and ${inScope(tx, 'place')}
    order by kind, position, added_at`.execute(tx.db)
  return rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() }))
}

async function calculationOf(
  tx: Transaction,
  { crypto }: Services,
  { calculationId, entryVersion }: Pick<StoredClaim, 'calculationId' | 'entryVersion'>,
): Promise<ClaimDetail['calculation']> {
  if (calculationId === null) return null
  const { at, given, entryVersion: calculated } = await getCalculation(tx, crypto, calculationId)
  const { version, total, lines, warnings } = benefitAnswer(given)
  return {
    at: at.toISOString(),
    planVersion: version,
    entryChanged: calculated !== entryVersion,
    total,
    lines: [...lines],
    warnings: [...warnings],
  }
}

async function siblingsOf(
  tx: Transaction,
  { id, acceptanceId, personId, incidentOn }: StoredClaim,
): Promise<ClaimDetail['siblings']> {
  const { rows } = await sql<ClaimDetail['siblings'][number]>`select id, number, kind, state from claims
    where acceptance_id = ${acceptanceId} and person_id = ${personId} and incident_on = ${incidentOn} and id <> ${id}
      and ${inScope(tx, 'place')} order by number`.execute(tx.db)
  return rows
}
