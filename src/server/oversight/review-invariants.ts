import type { Invariant } from './invariants.ts'

/** Steps that somebody decides about a case under review, as its history names them. */
const decisions = `('pass', 'approve', 'escalate', 'return-to-materials', 'return-to-entry', 'return-inside', 'refuse',
  'decline', 'regrade', 'propose', 'recalculate', 'withdraw')`

/** What must always hold of cases under review, and of those that ended without payment. */
export const REVIEW_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I-02-claims',
    says: 'A case that ended stands where its last decision put it, and was told when',
    sql: `select c.number as subject, c.state || ' after ' || coalesce(last.action || ' to ' || last.to_state, 'nothing') as found
        from claims c
        left join lateral (select action, to_state, at from claim_decisions d where d.claim_id = c.id
          order by d.at desc, d.id desc limit 1) last on true
       where c.state in ('declined', 'refused', 'withdrawn')
         and (last.to_state is distinct from c.state or c.ended_at is null or c.ended_at <> last.at)`,
  },
  {
    id: 'I-03-refusals',
    says: 'A refusal was proposed by one person and decided by another',
    sql: `select number as subject, state || ' without two persons' as found from claims
       where state in ('refused', 'declined') and (first_reviewed_by is null or second_reviewed_by is null
         or proposal is distinct from case state when 'refused' then 'refuse' else 'decline' end)`,
  },
  {
    id: 'I-20-payees',
    says: 'The payee of a case is frozen by its last approval, and not before',
    sql: `select number as subject, state || ' without a payee' as found from claims
       where state in ('payable', 'closed') and (payee_sealed is null or card_index is null)`,
  },
  {
    id: 'I-23-claims',
    says: 'Every decision on a case stands in the journal, written in the same moment',
    sql: `select c.number as subject, d.action || ' without an entry' as found
        from claim_decisions d join claims c on c.id = d.claim_id
       where d.action in ${decisions} and not exists (select from journal j
         where j.at = d.at and j.account_id is not distinct from d.account_id and j.place = d.place and j.result = 'done'
           and (j.subject_id = d.claim_id or j.facts->'numbers' ? c.number))`,
  },
  {
    id: 'I-27-claims',
    says: 'Every refusal and every decline has its letter',
    sql: `select c.number as subject, c.state || ' without a letter' as found from claims c
       where c.state in ('refused', 'declined')
         and not exists (select from claim_letters l where l.claim_id = c.id and l.kind = c.state)`,
  },
]
