import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountId, EnrolmentId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import { maskPhone } from '../../src/domain/shared/phone.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { personHash, phoneIndex, sealPerson } from '../../src/server/enrolment/person-record.ts'
import { asSystem } from './actors.ts'
import type { TestServer } from './test-server.ts'

export type ApprovedWishes = {
  readonly unitId: OrganisationId
  readonly officeId: OrganisationId
  readonly agencyId: OrganisationId
  readonly submittedBy: AccountId
  readonly reviewedBy: AccountId
  readonly people: number
  readonly planCode?: string
  /** Contribution of one person in fen. */
  readonly price?: number
  /** Ends of serial numbers; two enrolments with the same ones are of the same persons. */
  readonly from?: number
  readonly names?: (index: number) => string
  readonly phones?: (index: number) => string
  /** Row numbers, where some people were deleted while the roster was entered. */
  readonly rows?: (index: number) => number
}

/** Number of person `index`: born on 1 January 1990, or a day later for each thousand. */
export function numberOfInsured(index: number): string {
  const day = String(1 + Math.floor(index / 1000)).padStart(2, '0')
  const first17 = `379901199001${day}${String(index % 1000).padStart(3, '0')}`
  return `${first17}${checkCharacter(first17)}`
}

/**
 * An enrolment that has passed 参保初审, written as submission and review would leave it: for stories and races that
 * begin at the money.
 */
export async function approvedEnrolment(
  { services }: Pick<TestServer, 'services'>,
  wishes: ApprovedWishes,
): Promise<EnrolmentId> {
  const { unitId, officeId, agencyId, people, planCode = 'comprehensive', price = 10_000, from = 0 } = wishes
  const {
    names = (index: number) => `职工${'甲乙丙丁戊己庚辛壬癸'.charAt(index % 10)}`,
    phones = () => '19900000000',
    rows: rowOf = (index: number) => index + 1,
  } = wishes
  const id = newId<EnrolmentId>()
  await asSystem(services, async ({ db, now }) => {
    const at = new Date(now)
    await sql`insert into units (organisation_id, place, credit_code, kind, staff_count, women_count)
      select id, low, code, 'enterprise', 400, 100 from organisations where id = ${unitId} on conflict do nothing`.execute(
      db,
    )
    const receipt = [
      { planCode, riskClass: 'ordinary', standing: 'new', heads: people, price, shares: 1, amount: price * people },
    ]
    await sql`insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, staff_count, women_count, receipt, due,
        created_by, created_at, submitted_by, submitted_at, reviewed_by, reviewed_at)
      select ${id}, ${`CB3713${randomBytes(5).toString('hex').toUpperCase()}`}, id, low, ${agencyId}, ${officeId}, 'invoicing', ${Math.max(400, people)}, 100,
        ${JSON.stringify(receipt)}, ${price * people}, ${wishes.submittedBy}, ${at}, ${wishes.submittedBy}, ${at}, ${wishes.reviewedBy}, ${at}
      from organisations where id = ${unitId}`.execute(db)
    const { rows: offered } = await sql<{ sex: string | null }>`select v.content->'eligibility'->>'sex' as sex
      from offers o join plan_versions v on v.id = o.plan_version_id
      where o.organisation_id = ${officeId} and o.plan_code = ${planCode}`.execute(db)
    const sex = offered[0]?.sex ?? 'male'
    await sql`insert into enrolment_plans (enrolment_id, plan_code, place, plan_version_id, offer_id, shares, people, women, last_row_number)
      select ${id}, ${planCode}, e.place, o.plan_version_id, o.id, 1, ${people}, ${sex === 'female' ? people : 0}, ${people}
      from enrolments e join offers o on o.organisation_id = e.office_id and o.plan_code = ${planCode} where e.id = ${id}`.execute(
      db,
    )
    const rows = Array.from({ length: people }, (_, index) => {
      const recordId = newId()
      const idNumber = numberOfInsured(from + index)
      return {
        id: recordId,
        offered: newId(),
        hash: personHash(services.crypto, idNumber).toString('hex'),
        name: names(index),
        masked: `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`,
        sealed: sealPerson(services.crypto, recordId, { idNumber, phone: phones(index) }).toString('hex'),
        phone: maskPhone(phones(index)),
        phone_index: phoneIndex(services.crypto, phones(index)).toString('hex'),
        row: index + 1,
        row_number: rowOf(index),
      }
    })
    await sql`with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}) as g (id uuid, offered uuid, hash text, name text, masked text,
          sealed text, phone text, phone_index text, "row" int, row_number int)
      ), persons as (
        select decode(g.hash, 'hex') as hash, coalesce(r.id, g.offered) as id from given g left join resolve_persons(
          (select array_agg(decode(hash, 'hex') order by "row") from given), (select array_agg(offered order by "row") from given)
        ) r on r.place = g."row"
      ), saved as (
        insert into people (id, unit_id, place, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index, phone_masked, recorded_at)
        select g.id, e.unit_id, e.place, p.id, g.name, 'resident-id', g.masked, '1990-01-01', ${sex}, decode(g.sealed, 'hex'),
          decode(g.phone_index, 'hex'), g.phone, ${at} from given g join persons p on p.hash = decode(g.hash, 'hex'), enrolments e where e.id = ${id}
        returning id, person_id, place
      )
      insert into roster_people (id, enrolment_id, plan_code, place, people_id, person_id, row_number, risk_class, price)
      select new_id(${at}), ${id}, ${planCode}, s.place, s.id, s.person_id, g.row_number, 'ordinary', ${price}
      from saved s join persons p on p.id = s.person_id join given g on decode(g.hash, 'hex') = p.hash`.execute(db)
    await sql`select * from take_holds(${id}, ${at}::date)`.execute(db)
  })
  return id
}
