import type { Invariant } from './invariants.ts'

const pools = `(values ('entry', 'claim-entry'), ('first-review', 'claim-first-review'), ('second-review', 'claim-second-review'),
  ('approval', 'claim-approval'), ('payee-review', 'claim-payee-review')) pool (state, kind)`
const reserving = `('first-review', 'second-review', 'approval', 'payable', 'payment-failed', 'payee-review')`

/** What must always hold of cases from acceptance to the last decision. */
export const CLAIM_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I-01-claims',
    says: 'A case waits in the pool of its state once, and in no other',
    sql: `select c.number as subject, c.state || ' with ' || count(w.id) || ' work items' as found
        from claims c left join ${pools} on pool.state = c.state
        left join work_items w on w.subject_id = c.id and w.kind like 'claim-%'
       group by c.id, c.number, c.state, pool.kind
      having count(w.id) <> (pool.kind is not null)::int or count(w.id) filter (where w.kind = pool.kind) <> count(w.id)`,
  },
  {
    id: 'I-03-claims',
    says: 'Nobody decided at two desks about one case, nor about one that they submitted',
    sql: `select number as subject, 'one person twice' as found from claims
       where first_reviewed_by in (submitted_by) or first_reviewed_by_person in (submitted_by_person)
          or second_reviewed_by in (submitted_by, first_reviewed_by)
          or second_reviewed_by_person in (submitted_by_person, first_reviewed_by_person)
          or approved_by in (submitted_by, first_reviewed_by, second_reviewed_by)
          or approved_by_person in (submitted_by_person, first_reviewed_by_person, second_reviewed_by_person)`,
  },
  {
    id: 'I-12-reserves',
    says: 'A case reserves its amount from submission to the answer of the bank, and at no other time',
    sql: `select c.number as subject, c.state || ' of ' || coalesce(c.amount::text, 'no amount') || ', ' ||
          coalesce(r.state || ' ' || r.money, 'no reserve') as found
        from claims c left join benefit_reserves r on r.claim_id = c.id
       where (c.state in ${reserving}) <> coalesce(r.state = 'reserved', false)
          or (c.state in ${reserving} and (r.money <> c.amount or r.person_id <> c.person_id or r.cover_id <> c.cover_id
            or r.kind <> c.kind))`,
  },
  {
    id: 'I-14',
    says: 'An invoice, a day of a stay and an event are used once, and by no case that ended without payment',
    sql: `select c.number as subject, c.state || ' uses an invoice' as found from claim_invoices i join claims c on c.id = i.claim_id
       where i.live and c.state in ('declined', 'refused', 'withdrawn', 'deleted')
      union all
      select c.number, 'an invoice used twice' from claim_invoices i join claims c on c.id = i.claim_id
       where i.live and exists (select from claim_invoices other where other.live and other.claim_id <> i.claim_id
         and other.invoice_index = i.invoice_index
         and (other.person_id <> i.person_id or (other.cover_id = i.cover_id and other.kind = i.kind)))
      union all
      select c.number, 'an invoice of an illness and an accident' from claim_invoices i join claims c on c.id = i.claim_id
       where i.live and i.kind = 'illness-inpatient' and exists (select from claim_invoices other where other.live
         and other.invoice_index = i.invoice_index and other.kind = 'accident-inpatient')
      union all
      select c.number, c.state || ' uses days' from claim_days d join claims c on c.id = d.claim_id
       where d.live and c.state in ('declined', 'refused', 'withdrawn', 'deleted')
      union all
      select c.number, 'days used twice' from claim_days d join claims c on c.id = d.claim_id
       where d.live and exists (select from claim_days other where other.live and other.cover_id = d.cover_id
         and other.kind = d.kind and other.days && d.days and (other.claim_id, other.days) <> (d.claim_id, d.days))
      union all
      select c.number, 'an event paid twice' from benefit_reserves r join claims c on c.id = r.claim_id
       where r.state = 'paid' and r.kind in ('women-illness', 'disability', 'accident-death')
         and exists (select from benefit_reserves other where other.state = 'paid' and other.claim_id <> r.claim_id
           and other.cover_id = r.cover_id and other.kind = r.kind and other.incident_on = r.incident_on)`,
  },
]
