import { CLAIM_INVARIANTS } from './claim-invariants.ts'
import { PAYOUT_INVARIANTS } from './payout-invariants.ts'
import { REVIEW_INVARIANTS } from './review-invariants.ts'

/** A sentence that is always true, with the SQL that finds where it is not: `subject` and what was `found` there. */
export type Invariant = { readonly id: string; readonly says: string; readonly sql: string }

const holding = `('submitted', 'invoicing', 'payment')`
const owing = `('submitted', 'invoicing', 'payment', 'confirmed')`

/** Checked by the command line and after tests. Ids beginning with I- and N are those of the security requirements. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'I-01',
    says: 'An enrolment waits in the pool of its state once, and in no other',
    sql: `select e.number as subject, e.state || ' with ' || count(w.id) || ' work items' as found
      from enrolments e left join work_items w on w.subject_id = e.id
      group by e.id, e.number, e.state
      having count(w.id) filter (where w.kind = 'enrolment-review') <> (e.state = 'submitted')::int
          or count(w.id) filter (where w.kind = 'payment') <> (e.state = 'payment')::int`,
  },
  {
    id: 'I-03',
    says: 'Who submitted an enrolment has not reviewed or confirmed it, and nobody decided their own registration',
    sql: `select number as subject, 'one person twice' as found from enrolments
      where reviewed_by in (submitted_by) or reviewed_by_person in (submitted_by_person)
         or confirmed_by in (submitted_by) or confirmed_by_person in (submitted_by_person)
      union all
      select number, 'decided by its applicant' from registrations where decided_by_person in (contact_person_index)`,
  },
  {
    id: 'I-04',
    says: 'An import that did not end well left nobody behind',
    sql: `select id as subject, state as found from import_batches b
      where state in ('failed', 'cancelled', 'interrupted')
        and (exists (select from roster_people r where r.batch_id = b.id)
          or exists (select from refused_rows r where r.batch_id = b.id))`,
  },
  {
    id: 'I-06',
    says: 'Every row of an imported file was accepted or refused',
    sql: `select id as subject, accepted || ' + ' || refused || ' of ' || rows as found from import_batches b
      where state = 'done' and (accepted + refused <> rows
        or (select count(*) from refused_rows r where r.batch_id = b.id) > rows
        or (select count(*) from roster_people r where r.batch_id = b.id) > rows)`,
  },
  {
    id: 'I-07',
    says: 'Covers of one person in one plan do not overlap',
    sql: `select id as subject, plan_code || ' ' || period as found from (
        select id, plan_code, period, max(upper(period)) over earlier as covered_until from covers
        window earlier as (partition by person_id, plan_code order by lower(period), id
          rows between unbounded preceding and 1 preceding)) c
      where lower(period) < covered_until`,
  },
  {
    id: 'I-07-holds',
    says: 'Persons of an enrolment in flight are held by it, and by none that is not in flight',
    sql: `select e.number as subject, e.state || ', person ' || r.person_id || ' not held' as found
        from enrolments e join roster_people r on r.enrolment_id = e.id
       where e.state in ${holding} and not exists (select from enrolment_holds h
         where h.person_id = r.person_id and h.plan_code = r.plan_code and h.enrolment_id = e.id)
      union all
      select e.number, e.state || ', person ' || h.person_id || ' held' from enrolment_holds h
        join enrolments e on e.id = h.enrolment_id
       where e.state not in ${holding} or not exists (select from roster_people r
         where r.enrolment_id = e.id and r.plan_code = h.plan_code and r.person_id = h.person_id)`,
  },
  {
    id: 'I-07-covers',
    says: 'A confirmed enrolment made one cover for each of its persons, and no other enrolment made any',
    sql: `select e.number as subject, p.plan_code || ': ' || coalesce(c.count, 0) || ' covers of ' || p.people as found
        from enrolments e join enrolment_plans p on p.enrolment_id = e.id
        left join (select enrolment_id, plan_code, count(*) from covers group by 1, 2) c using (enrolment_id, plan_code)
       where coalesce(c.count, 0) <> case e.state when 'confirmed' then p.people else 0 end`,
  },
  {
    id: 'I-09',
    says: 'The counters of a roster are the counts of its people',
    sql: `select e.number as subject, p.plan_code || ': ' || p.people || ' people, ' || count(r.id) || ' rows' as found
        from enrolment_plans p join enrolments e on e.id = p.enrolment_id
        left join roster_people r on r.enrolment_id = p.enrolment_id and r.plan_code = p.plan_code
        left join people on people.id = r.people_id
       group by e.number, p.enrolment_id, p.plan_code
      having count(r.id) <> p.people or count(r.id) filter (where people.sex = 'female') <> p.women
          or count(r.id) filter (where r.over_age) <> p.over_age
          or count(r.id) filter (where r.risk_class = 'high-risk') <> p.high_risk
          or count(r.id) filter (where r.renewing) <> p.renewing
          or count(r.id) filter (where r.renewing and r.risk_class = 'high-risk') <> p.high_risk_renewing
          or count(r.id) filter (where r.warnings <> '{}') <> p.warned`,
  },
  {
    id: 'I-09-limits',
    says: 'What was submitted has no more people, and no more women, than the unit has, and in a plan for women only women',
    sql: `select e.number as subject, p.plan_code || ': ' || p.people || ' people, ' || p.women || ' women, of ' ||
          e.staff_count || ' and ' || coalesce(e.women_count::text, 'unknown') as found
        from enrolments e join enrolment_plans p on p.enrolment_id = e.id
       where e.state in ${owing} and (p.people > e.staff_count or p.women > e.women_count)
      union all
      select e.number, p.plan_code || ': ' || k.sex || ' in row ' || r.row_number
        from enrolments e join enrolment_plans p on p.enrolment_id = e.id
        join plan_versions v on v.id = p.plan_version_id
        join roster_people r on r.enrolment_id = p.enrolment_id and r.plan_code = p.plan_code
        join people k on k.id = r.people_id
       where e.state in ${owing} and v.content->'eligibility' ? 'sex' and k.sex <> v.content->'eligibility'->>'sex'`,
  },
  {
    id: 'I-09-strays',
    says: 'Everyone of a roster belongs to a plan of its enrolment and is known to its unit',
    sql: `select r.id as subject, 'no plan or no record' as found from roster_people r
        left join enrolment_plans p on p.enrolment_id = r.enrolment_id and p.plan_code = r.plan_code
        left join enrolments e on e.id = r.enrolment_id
        left join people k on k.id = r.people_id and k.unit_id = e.unit_id and k.person_id = r.person_id
       where p.enrolment_id is null or k.id is null
      union all
      select p.id, 'no unit' from people p left join organisations o on o.id = p.unit_id and o.kind = 'unit'
       where o.id is null`,
  },
  {
    id: 'I-16',
    says: 'What is due is the sum of the receipt, and of the prices of the people',
    sql: `select number as subject, 'due ' || due || ', receipt ' || receipt_sum || ', people ' || people_sum as found
        from (select number, due,
          (select coalesce(sum((line->>'amount')::bigint), 0) from jsonb_array_elements(receipt) line) as receipt_sum,
          (select coalesce(sum(r.price), 0) from roster_people r where r.enrolment_id = e.id) as people_sum
        from enrolments e where state in ${owing}) sums
       where due <> receipt_sum or due <> people_sum`,
  },
  {
    id: 'I-16-invoices',
    says: 'Invoices of a plan never exceed what is due for it, are exactly that once they are submitted, and end with their enrolment',
    sql: `select e.number as subject, e.state || ', ' || sums.plan_code || ': due ' || sums.due || ', invoiced ' || sums.invoiced as found
        from enrolments e join lateral (
          select plan_code, sum(due) as due, sum(invoiced) as invoiced from (
            select line->>'planCode' as plan_code, (line->>'amount')::bigint as due, 0 as invoiced
              from jsonb_array_elements(e.receipt) line
            union all
            select plan_code, 0, amount from invoices where enrolment_id = e.id and voided_at is null) parts
           group by plan_code) sums on true
       where (e.state in ('invoicing', 'payment', 'confirmed')
         and (sums.invoiced > sums.due or (e.state <> 'invoicing' and sums.invoiced <> sums.due)))
          or (e.state in ('void', 'deleted') and sums.invoiced > 0)`,
  },
  {
    id: 'I-16-payments',
    says: 'What is paid is the sum of the payments, and covers what is due once it is confirmed',
    sql: `select e.number as subject, e.state || ': due ' || e.due || ', paid ' || e.paid || ', payments ' ||
          coalesce(sum(p.amount), 0) as found
        from enrolments e left join payments p on p.enrolment_id = e.id group by e.id
      having coalesce(sum(p.amount), 0) <> e.paid or (e.state = 'confirmed' and e.paid < e.due)`,
  },
  {
    id: 'I-16-reversals',
    says: 'A reversal is the opposite of one payment of the same enrolment, whose bank reference is free again',
    sql: `select r.id as subject, r.amount || ' against ' || p.amount as found
        from payments r join payments p on p.id = r.reverses
       where r.amount <> -p.amount or r.enrolment_id <> p.enrolment_id or p.reverses is not null
          or p.reference_key is not null`,
  },
  {
    id: 'I-23',
    says: 'Every confirmation of money stands in the journal',
    sql: `select number as subject, 'confirmed without an entry' as found from enrolments e
       where state = 'confirmed' and not exists (select from journal j
         where j.subject_id = e.id and j.action = 'invoicing.confirm-payment' and j.result = 'done')`,
  },
  {
    id: 'I-27',
    says: 'Every letter has all its versions, and counts the people that it covers',
    sql: `select c.number as subject, 'version ' || c.version || ', ' || c.heads || ' heads' as found from certificates c
       where c.version <> (select count(*) from certificate_versions v where v.certificate_id = c.id)
          or c.version <> (select coalesce(max(v.version), 0) from certificate_versions v where v.certificate_id = c.id)
          or c.heads <> (select count(*) from covers where certificate_id = c.id)`,
  },
  {
    id: 'I-27-people',
    says: 'Every version of a letter lists the people as they were when it was issued',
    sql: `select c.number as subject, 'version ' || v.version || ' lists other people' as found
        from (select id, number, people_digest(id) as digest from certificates) c
        join certificate_versions v on v.certificate_id = c.id
       where v.people_digest <> c.digest`,
  },
  {
    id: 'N3',
    says: 'The role that the server runs as is bound by the walls, and every table with a place has them',
    sql: `select rolname as subject, 'goes through walls' as found from pg_roles
       where rolname = current_user and (rolsuper or rolbypassrls)
      union all
      select c.relname, 'has no forced wall' from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'place'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and not (c.relrowsecurity and c.relforcerowsecurity)
      union all
      select relname, 'belongs to the server' from pg_class
       where relnamespace = 'public'::regnamespace and relowner = current_user::regrole`,
  },
  ...REVIEW_INVARIANTS,
  ...CLAIM_INVARIANTS,
  ...PAYOUT_INVARIANTS,
]
