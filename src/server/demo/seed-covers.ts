import { sql } from 'kysely'
import { referenceKey } from '../../domain/invoicing/payment.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import { add, times, ZERO, type Cents } from '../../domain/shared/cents.ts'
import type { CertificateId, EnrolmentId, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { maskIdNumber } from '../../domain/shared/id-number.ts'
import { officeNumber } from '../../domain/shared/numbering.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { addDaysTo, businessDay, type Instant } from '../../domain/shared/time.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { insertCovers, prepareCovers } from '../enrolment/make-covers.ts'
import { personHash, phoneIndex, sealPerson } from '../enrolment/person-record.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import {
  DEMO_ENROLMENTS,
  demoHands,
  peopleOf,
  type DemoPerson,
  type DemoRoster,
  type DemoUnitCode,
} from './demo-people.ts'

type Unit = {
  readonly unitId: OrganisationId
  readonly place: number
  readonly agencyId: OrganisationId
  readonly officeId: OrganisationId
  readonly officeCode: string
  readonly name: string
  readonly creditCode: DemoUnitCode
  readonly mail: string
}

type Sold = { readonly offerId: string; readonly planVersionId: PlanVersionId; readonly plan: PlanVersion }
type PlanRoster = Sold & { readonly people: readonly DemoPerson[]; readonly price: Cents; readonly due: Cents }

/** Letters are drawn one after the other when the demo has been up for a while: its first visitors come first. */
const FIRST_LETTER_SECONDS = 60
const LETTER_SECONDS = 10

/** Confirmed enrolments of the demo units, whose covers began long enough ago for claims, each with money and letters. */
export async function seedCovers(tx: Transaction, services: Services): Promise<void> {
  let letters = 0
  for (const { unit, daysAgo, rosters } of DEMO_ENROLMENTS) {
    const at: Instant = addDaysTo(tx.now, -daysAgo)
    await seedEnrolment({ ...tx, now: at }, services, await unitOf(tx, unit), rosters, letters)
    letters += rosters.length
  }
}

async function unitOf(tx: Transaction, creditCode: DemoUnitCode): Promise<Unit> {
  const { rows } = await sql<Unit>`select u.id as "unitId", u.low as place, agency.id as "agencyId",
      office.id as "officeId", office.code as "officeCode", u.name, u.code as "creditCode", u.mail
    from organisations u
    join organisations agency on agency.kind = 'agency' and u.low between agency.low and agency.high
    join organisations office on office.kind = 'office' and u.low between office.low and office.high
    where u.kind = 'unit' and u.code = ${creditCode}`.execute(tx.db)
  return found(rows[0])
}

async function seedEnrolment(
  tx: Transaction,
  services: Services,
  unit: Unit,
  rosters: readonly DemoRoster[],
  lettersBefore: number,
): Promise<void> {
  const id = newId<EnrolmentId>()
  const plans: PlanRoster[] = []
  for (const roster of rosters) plans.push(await planRoster(tx, unit, roster))
  const due = add(...plans.map((plan) => plan.due), ZERO)
  const number = await insertEnrolment(tx, unit, id, plans, due)
  for (const plan of plans) await insertRoster(tx, services, unit, id, plan)
  await insertMoney(tx, unit, id, plans, due)
  for (const [index, plan] of plans.entries())
    await coverEveryone(tx, services, unit, id, { ...plan, letter: lettersBefore + index })
  const facts = { number, paid: due, due, demo: true }
  await record(tx, { action: 'invoicing.confirm-payment', subject: id, place: unit.place, facts })
}

async function planRoster(tx: Transaction, unit: Unit, roster: DemoRoster): Promise<PlanRoster> {
  const { rows } = await sql<{ offerId: string; planVersionId: PlanVersionId }>`select id as "offerId",
      plan_version_id as "planVersionId"
    from offers where organisation_id = ${unit.officeId} and plan_code = ${roster.planCode}`.execute(tx.db)
  const offer = found(rows[0])
  const plan = await getPlanVersion(tx, offer.planVersionId)
  const people = peopleOf(unit.creditCode, roster)
  const price = plan.contributions.ordinary.new
  return { ...offer, plan, people, price, due: times(price, people.length) }
}

async function insertEnrolment(
  tx: Transaction,
  unit: Unit,
  id: EnrolmentId,
  plans: readonly PlanRoster[],
  due: Cents,
): Promise<string> {
  const at = new Date(tx.now)
  const today = businessDay(tx.now)
  const { rows } = await sql<{ count: number }>`select next_number('CB', ${unit.officeId}, ${today}) as count`.execute(
    tx.db,
  )
  const number = officeNumber('CB', unit.officeCode, today, found(rows[0]).count)
  const receipt = plans.map(({ plan, people, price, due: amount }) => ({
    planCode: plan.code,
    riskClass: 'ordinary',
    standing: 'new',
    heads: people.length,
    price,
    shares: 1,
    amount,
  }))
  const { handler, reviewer, finance } = demoHands(unit.creditCode)
  await sql`insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, staff_count, women_count, receipt,
      due, paid, created_by, created_at, submitted_by, submitted_by_person, submitted_at, reviewed_by, reviewed_by_person,
      reviewed_at, invoiced_at, confirmed_by, confirmed_by_person, confirmed_at)
    select ${id}, ${number}, ${unit.unitId}, ${unit.place}, ${unit.agencyId}, ${unit.officeId}, 'confirmed', u.staff_count,
      u.women_count, ${JSON.stringify(receipt)}, ${due}, ${due}, h.id, ${at}, h.id, h.person_index, ${at}, r.id,
      r.person_index, ${at}, ${at}, f.id, f.person_index, ${at}
    from units u, accounts h, accounts r, accounts f
    where u.organisation_id = ${unit.unitId} and h.user_name = ${handler} and r.user_name = ${reviewer}
      and f.user_name = ${finance}`.execute(tx.db)
  return number
}

async function insertRoster(
  tx: Transaction,
  { crypto }: Services,
  { unitId, place }: Unit,
  enrolmentId: EnrolmentId,
  { plan, planVersionId, offerId, people, price }: PlanRoster,
): Promise<void> {
  const women = people.filter(({ sex }) => sex === 'female').length
  await sql`insert into enrolment_plans (enrolment_id, plan_code, place, plan_version_id, offer_id, shares, people, women,
      last_row_number)
    values (${enrolmentId}, ${plan.code}, ${place}, ${planVersionId}, ${offerId}, 1, ${people.length}, ${women},
      ${people.length})`.execute(tx.db)
  const rows = people.map(({ name, idNumber, born, sex, phone }, index) => {
    const id = newId()
    return {
      id,
      offered: newId(),
      row: index + 1,
      hash: personHash(crypto, idNumber).toString('hex'),
      name,
      born,
      sex,
      masked: maskIdNumber(idNumber),
      sealed: sealPerson(crypto, id, { idNumber, phone }).toString('hex'),
      phone_index: phoneIndex(crypto, phone).toString('hex'),
      phone: maskPhone(phone),
    }
  })
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}) as g (id uuid, offered uuid, "row" int, hash text, name text,
        born date, sex text, masked text, sealed text, phone_index text, phone text)
    ), persons as (
      select g."row", coalesce(r.id, g.offered) as id from given g left join resolve_persons(
        (select array_agg(decode(hash, 'hex') order by "row") from given), (select array_agg(offered order by "row") from given)
      ) r on r.place = g."row"
    ), saved as (
      insert into people (id, unit_id, place, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index,
        phone_masked, recorded_at)
      select g.id, ${unitId}::uuid, ${place}, p.id, g.name, 'resident-id', g.masked, g.born, g.sex, decode(g.sealed, 'hex'),
        decode(g.phone_index, 'hex'), g.phone, ${new Date(tx.now)}
      from given g join persons p using ("row")
      where not exists (select from people known where known.unit_id = ${unitId}::uuid and known.person_id = p.id)
      returning id, person_id
    ), records as (
      select id, person_id from saved
      union all
      select known.id, p.id from persons p join people known on known.unit_id = ${unitId}::uuid and known.person_id = p.id
    )
    insert into roster_people (id, enrolment_id, plan_code, place, people_id, person_id, row_number, risk_class, price)
    select new_id(${new Date(tx.now)}), ${enrolmentId}::uuid, ${plan.code}, ${place}, s.id, s.person_id, p."row", 'ordinary',
      ${price}
    from records s join persons p on p.id = s.person_id`.execute(tx.db)
}

async function insertMoney(
  tx: Transaction,
  unit: Unit,
  enrolmentId: EnrolmentId,
  plans: readonly PlanRoster[],
  due: Cents,
): Promise<void> {
  const [at, today] = [new Date(tx.now), businessDay(tx.now)]
  for (const { plan, people, due: amount } of plans)
    await sql`insert into invoices (id, enrolment_id, place, plan_code, kind, title_kind, title, tax_number, amount, heads, mail,
        dated, created_at)
      values (${newId()}, ${enrolmentId}, ${unit.place}, ${plan.code}, 'invoice', 'unit', ${unit.name}, ${unit.creditCode},
        ${amount}, ${people.length}, ${unit.mail}, ${today}, ${at})`.execute(tx.db)
  const reference = `DEMO-${enrolmentId.slice(-12)}`
  await sql`insert into payments (id, enrolment_id, office_id, place, reference, reference_key, payer, paid_on, amount, recorded_by,
      recorded_at)
    select ${newId()}, ${enrolmentId}, ${unit.officeId}, ${unit.place}, ${reference}, ${referenceKey(reference)}, ${unit.name},
      ${today}, ${due}, id, ${at} from accounts where user_name = ${demoHands(unit.creditCode).finance}`.execute(tx.db)
}

/** Covers and the letter of one plan, as 到账确认 makes them; the letter counts as printed, so that nothing waits. */
async function coverEveryone(
  tx: Transaction,
  { publicUrl }: Services,
  { unitId, place, officeId }: Unit,
  enrolmentId: EnrolmentId,
  { plan, planVersionId, due, letter: count }: PlanRoster & { readonly letter: number },
): Promise<void> {
  const drawAfterSeconds = FIRST_LETTER_SECONDS + LETTER_SECONDS * count
  const confirmedOn = businessDay(tx.now)
  const order = { enrolmentId, unitId, place, plan, planVersionId, shares: 1, calendarYear: null, confirmedOn }
  const prepared = await prepareCovers(tx, order)
  const makeCovers = (id: CertificateId) => insertCovers(tx, order, id, () => Promise.resolve())
  const wishes = { officeId, total: due, publicUrl, makeCovers, drawAfterSeconds }
  const letter = await issueCertificate(tx, order, prepared, wishes)
  const at = new Date(tx.now)
  await sql`update certificates set roster_confirmed_at = ${at}, printed_at = ${at} where id = ${letter.id}`.execute(
    tx.db,
  )
}
