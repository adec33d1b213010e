import { sql } from 'kysely'
import { calculateBenefit } from '../../src/domain/claims/benefit.ts'
import { newClaimEntry, type ClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import type { ClaimState } from '../../src/domain/claims/claim-workflow.ts'
import { parseBenefitCase } from '../../src/domain/claims/parse-benefit-case.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { CalculationId, ClaimId, PlanVersionId } from '../../src/domain/shared/ids.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { saveCalculation } from '../../src/server/claims/calculation-store.ts'
import {
  cardIndexOf,
  invoiceIndexOf,
  sealDecision,
  sealEntry,
  sealLateReason,
  sealPayee,
  sealReasons,
} from '../../src/server/claims/claim-secrets.ts'
import { getPlanVersion } from '../../src/server/plans/plan-store.ts'
import { asSystem, type Actor } from './actors.ts'
import { numberOfInsured } from './approved-enrolment.ts'
import type { TestServer } from './test-server.ts'

export type ClaimTown = {
  readonly ordinal: 1 | 2
  readonly marks: { readonly unit: string; readonly office: string }
  readonly handler: Actor
  readonly officer: Actor
  readonly agent: Actor
  readonly finance: Actor
  /** The confirmed enrolment whose people the cases are of. */
  readonly confirmed: string
  /** An enrolment with an attachment, whose image serves as a material. */
  readonly draft: string
}

type Statement = [string, unknown[]]
type Force = (server: TestServer, ...statements: readonly Statement[]) => Promise<void>

/** States with the kind, the person and the day of their case: one per cover, kind and day is open. */
const CASES = [
  ['materials', 'illness-inpatient', 0, '2026-11-20'],
  ['entry', 'hospital-allowance', 0, '2026-11-20'],
  ['first-review', 'accident-inpatient', 0, '2026-11-21'],
  ['second-review', 'accident-inpatient', 1, '2026-11-21'],
  ['approval', 'accident-inpatient', 2, '2026-11-21'],
  ['payable', 'accident-inpatient', 0, '2026-11-22'],
  ['payment-failed', 'accident-inpatient', 1, '2026-11-22'],
  ['payee-review', 'accident-inpatient', 2, '2026-11-22'],
  ['closed', 'accident-inpatient', 0, '2026-11-23'],
  ['refused', 'accident-inpatient', 1, '2026-11-23'],
] as const satisfies readonly (readonly [ClaimState, ClaimKind, number, string])[]

export type TownClaimState = (typeof CASES)[number][0]
export const TOWN_CLAIM_STATES: readonly TownClaimState[] = CASES.map(([state]) => state)

const POOL: { readonly [S in ClaimState]?: readonly [kind: string, desk: string] } = {
  entry: ['claim-entry', 'claim-entry'],
  'first-review': ['claim-first-review', 'claim-first-review'],
  'second-review': ['claim-second-review', 'claim-second-review'],
  approval: ['claim-approval', 'claim-approval'],
  'payee-review': ['claim-payee-review', 'claim-second-review'],
}

export type TownClaim = { readonly id: ClaimId; readonly number: string; readonly version: number }
export type TownClaims = Readonly<Record<TownClaimState, TownClaim>> & {
  readonly cover: string
  /** Number of the person whose cover that is. */
  readonly idNumber: string
  readonly acceptance: string
  readonly material: string
  readonly secrets: readonly string[]
}

const cardOf = (ordinal: number, index: number) => `62220200${ordinal}00000000${index}`

function entryOf({ marks, ordinal }: ClaimTown, index: number, on: string): ClaimEntry {
  const { payee, incident } = newClaimEntry(on)
  const sheet = {
    total: '1000',
    pooledFund: '500',
    otherFund: '',
    selfPaid1: '400',
    selfPaid2: '100',
    fullySelfPaid: '',
    cash: '',
    deductibleSelfPaid: '',
    ratioSelfPaid: '',
    partSelfDrug: '',
    inScope: '',
    actualPaid: '',
    hospitalCode: '',
    hospital: `${marks.unit}医院`,
    hospitalLevel: '三级',
    insurance: 'employee',
    remote: false,
    admittedOn: on,
    dischargedOn: on,
    stay: '',
    invoiceNumber: `INV${ordinal}00000${index}`,
    settlementKind: '',
    treatment: `${marks.unit}病疗`,
  } as const
  return {
    payee: {
      ...payee,
      name: `${marks.unit}职工甲`,
      mobile: `1998${ordinal}00000${index}`,
      card: cardOf(ordinal, index),
      bank: `${marks.unit}银行`,
      branch: `${marks.unit}支行`,
    },
    incident: { ...incident, cause: `${marks.unit}病因`, diagnosisCode: 'J18.9', diagnosisName: `${marks.unit}病名` },
    sheets: [sheet],
  }
}

/** Cases of a town's people in many states, all of whose texts bear its marks; those of pools are held by its people. */
export async function makeTownClaims(server: TestServer, town: ClaimTown, force: Force): Promise<TownClaims> {
  const { crypto } = server.services
  const { marks, ordinal, officer, handler } = town
  const { rows: covers } = await asSystem(server.services, ({ db }) =>
    sql<{
      id: string
      planVersionId: PlanVersionId
      place: number
    }>`select id, plan_version_id as "planVersionId", place
      from covers where enrolment_id = ${town.confirmed} order by row_number`.execute(db),
  )
  const acceptance = newId()
  const made: Partial<Record<TownClaimState, TownClaim>> = {}
  const secrets: string[] = []
  const now = new Date(server.clock.now())
  for (const [index, [state, kind, person, on]] of CASES.entries()) {
    const cover = covers[person]
    if (!cover) throw new Error('the confirmed enrolment has too few people')
    const id = newId<ClaimId>()
    const number = `CL371${ordinal}20261110${String(index + 1).padStart(7, '0')}`
    const entry = entryOf(town, index, on)
    secrets.push(cardOf(ordinal, index), entry.payee.mobile)
    const submitted = index >= 2
    const reasons = sealReasons(crypto, id, [
      { target: 'field', path: 'payee.card', materialId: null, area: null, text: `${marks.office}退回要求` },
    ])
    await force(
      server,
      [
        `insert into claims (id, number, acceptance_id, unit_id, place, agency_id, office_id, person_id, people_id, cover_id,
           plan_code, plan_version_id, kind, source, incident_on, state, proposal, sealed, entry_version, reasons_sealed, clause,
           accepted_by, accepted_at, late_sealed, first_submitted_at, submitted_by, submitted_at, promised_on, payee_sealed,
           card_index, ended_at)
         select $1, $2, $3, c.unit_id, c.place, e.agency_id, e.office_id, c.person_id, c.people_id, c.id, c.plan_code,
           c.plan_version_id, $4, 'unit', $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15, $14, '2026-11-30', $16, $17, $18
         from covers c join enrolments e on e.id = c.enrolment_id where c.id = $19`,
        [
          id,
          number,
          acceptance,
          kind,
          on,
          submitted ? 'first-review' : state,
          state === 'refused' ? 'refuse' : null,
          sealEntry(crypto, id, entry),
          state === 'entry' || state === 'refused' ? reasons : null,
          state === 'refused' ? `${marks.office}第九条` : null,
          handler.accountId,
          now,
          sealLateReason(crypto, id, `${marks.unit}病迟`),
          submitted ? now : null,
          submitted ? handler.accountId : null,
          submitted ? sealPayee(crypto, id, entry.payee) : null,
          submitted ? cardIndexOf(crypto, entry.payee.card) : null,
          state === 'closed' || state === 'refused' ? now : null,
          cover.id,
        ],
      ],
      ...decisionsOf(server, town, id, state),
      ...workOf({ town, place: cover.place, id, state, now }),
      [
        `insert into claim_invoices (claim_id, invoice_index, place, person_id, cover_id, kind)
         select id, $2, place, person_id, cover_id, kind from claims where id = $1`,
        [id, invoiceIndexOf(crypto, entry.sheets[0]?.hospital ?? '', entry.sheets[0]?.invoiceNumber ?? '')],
      ],
      [
        `insert into claim_days (claim_id, place, cover_id, kind, days, live)
         select id, place, cover_id, kind, daterange(incident_on, incident_on + 1), false from claims where id = $1`,
        [id],
      ],
    )
    if (submitted)
      await reserve(server, { id, place: cover.place, planVersionId: cover.planVersionId, on, state }, force)
    made[state] = { id, number, version: 0 }
  }
  const entered = made['entry']
  const [first] = covers
  if (!entered || !first) throw new Error('no case was made')
  const material = newId()
  await force(
    server,
    ...[newId(), material].map((id, at, both): Statement => [
      `insert into claim_materials (id, claim_id, place, kind, position, file_id, name, width, height, size, pixel_hash,
         likeness, replaces, attempt, added_by, added_at, removed_at)
       select $1, c.id, c.place, 'bank-card', 0, a.file_id, $3, 100, 60, 1000, '\\x00', 0, $7::uuid, gen_random_uuid(), $4, $5,
         $8::timestamptz
       from claims c, attachments a where c.id = $2 and a.enrolment_id = $6`,
      // The second came in the place of the first.
      [
        id,
        entered.id,
        `${marks.unit}材料.png`,
        handler.accountId,
        now,
        town.draft,
        at === 0 ? null : both[0],
        at === 0 ? now : null,
      ],
    ]),
    [
      `update claims set first_reviewed_by = $2, second_reviewed_by = $3, approved_by = $4
       where acceptance_id = $1 and state in ('payable', 'payment-failed', 'payee-review', 'closed')`,
      [acceptance, officer.accountId, town.agent.accountId, town.finance.accountId],
    ],
    [
      `update benefit_calculations set made_by = $2 where claim_id in (select id from claims where acceptance_id = $1)`,
      [acceptance, handler.accountId],
    ],
    [
      `insert into claim_letters (claim_id, kind, place, sealed, file_id, issued_at)
       select c.id, 'refused', c.place, $2, a.file_id, $4 from claims c, attachments a
       where c.id = $1 and a.enrolment_id = $3`,
      [made['refused']?.id, letterOf(server, town, made['refused']?.id ?? ''), town.draft, now],
    ],
    [
      `insert into claim_settings (office_id, place, high, sheet_order)
       select o.id, o.low, o.high, array[$2] from organisations o
       join accounts a on a.organisation_id = o.id where a.id = $1`,
      [officer.accountId, `${marks.office}顺序`],
    ],
    [
      `insert into benefit_limits (person_id, scope, name, unit, place, cap, used)
       select person_id, cover_id::text, $2, 'fen', place, 100000000, 100 from claims where id = $1`,
      [entered.id, `${marks.office}限额`],
    ],
  )
  return {
    ...(made as Record<TownClaimState, TownClaim>),
    cover: first.id,
    idNumber: numberOfInsured(4000 * ordinal + 100),
    acceptance,
    material,
    secrets,
  }
}

/** What the letter about the refusal says, sealed as `issueClaimLetter` does it. */
function letterOf({ services }: TestServer, { marks }: ClaimTown, id: string): Buffer {
  return services.crypto.seal(
    'claim_letters.sealed',
    `${id} refused`,
    JSON.stringify({ reason: `${marks.office}理由` }),
  )
}

function decisionsOf({ services }: TestServer, { marks, officer }: ClaimTown, id: ClaimId, state: string): Statement[] {
  const decision = newId()
  const texts = { note: `${marks.office}附注`, told: `${marks.office}意见` }
  return [
    [
      `insert into claim_decisions (id, claim_id, place, at, from_state, action, to_state, account_id, account_name, sealed)
       select $1, id, place, accepted_at, 'entry', 'submit', $3, $4, $5, $6 from claims where id = $2`,
      [decision, id, state, officer.accountId, `${marks.office}审核`, sealDecision(services.crypto, decision, texts)],
    ],
  ]
}

type Waiting = {
  readonly town: ClaimTown
  readonly place: number
  readonly id: ClaimId
  readonly state: TownClaimState
  readonly now: Date
}

function workOf({ town, place, id, state, now }: Waiting): Statement[] {
  const pool = POOL[state]
  if (!pool) return []
  const { handler, officer, marks } = town
  const [holder, name] =
    state === 'entry' ? [handler.accountId, `${marks.unit}经办`] : [officer.accountId, `${marks.office}审核`]
  const until = new Date(now.getTime() + 3_600_000)
  return [
    [
      `insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at, holder_id, holder_name, held_since,
         held_until, preferred_id, preferred_name)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $5, $6, $7, $8)`,
      [pool[0], id, pool[1], place, now, until, holder, name],
    ],
  ]
}

type Reserved = {
  readonly id: ClaimId
  readonly place: number
  readonly planVersionId: PlanVersionId
  readonly on: string
  readonly state: TownClaimState
}

/** A real calculation of the case, and what it uses up of the cover. */
async function reserve(server: TestServer, claim: Reserved, force: Force): Promise<void> {
  const calculation: CalculationId = await asSystem(server.services, async (tx) => {
    const plan = await getPlanVersion(tx, claim.planVersionId)
    const cover = { effectiveOn: '2026-11-11', endsOn: '2027-11-10', shares: 1, riskClass: 'ordinary' }
    const sheet = { hospitalLevel: '三级', insurance: 'employee', admittedOn: claim.on, dischargedOn: claim.on }
    const amounts = { total: '1000.00', pooledFund: '500.00', selfPaid1: '400.00', selfPaid2: '100.00' }
    const facts = { cover, claim: { kind: 'accident-inpatient', on: claim.on }, sheets: [{ ...sheet, ...amounts }] }
    const parsed = parseBenefitCase({ ...facts, history: [] }, plan)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal))
    const taken = parsed.value
    const given = calculateBenefit(taken.facts, taken.cover, taken.history, plan)
    return saveCalculation(tx, server.services.crypto, { ...claim, entryVersion: 1 }, { taken, given })
  })
  const state = claim.state === 'closed' ? 'paid' : claim.state === 'refused' ? 'released' : 'reserved'
  await force(
    server,
    ['update claims set state = $2 where id = $1', [claim.id, claim.state]],
    [
      `insert into benefit_reserves (claim_id, place, person_id, cover_id, plan_code, kind, incident_on, money, days,
         admissions, state, submitted_at)
       select c.id, c.place, c.person_id, c.cover_id, c.plan_code, c.kind, c.incident_on, b.total, b.days, b.admissions, $3,
         c.submitted_at
       from claims c join benefit_calculations b on b.id = $2 where c.id = $1`,
      [claim.id, calculation, state],
    ],
    [
      `update claims set calculation_id = $2, amount = b.total, paid = case when state = 'closed' then b.total else 0 end
       from benefit_calculations b where claims.id = $1 and b.id = $2`,
      [claim.id, calculation],
    ],
  )
}
