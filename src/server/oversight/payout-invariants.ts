import type { Invariant } from './invariants.ts'

/** What must always hold of batches, the bank's answers and the ledger. */
export const PAYOUT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I-03-payouts',
    says: 'Maker and releaser of a batch are two persons, and neither decided one of its claims',
    sql: `select number as subject, 'one person twice' as found from payout_batches
      where released_by in (made_by) or released_by_person in (made_by_person)
      union all
      select b.number, 'decided ' || c.number from payout_batches b
        join payout_lines l on l.batch_id = b.id and l.state <> 'removed' join claims c on c.id = l.claim_id
       where b.state <> 'void' and l.state in ('waiting', 'paid')
         and (decided_claim(c.id, b.made_by, b.made_by_person) or decided_claim(c.id, b.released_by, b.released_by_person))`,
  },
  {
    id: 'I-10',
    says: 'Every journal of the ledger balances, and so does the whole',
    sql: `select journal_id::text as subject, sum(debit) || ' against ' || sum(credit) as found from ledger_entries
       group by journal_id having sum(debit) <> sum(credit) or count(*) < 2
      union all
      select 'ledger', sum(debit) || ' against ' || sum(credit) from ledger_entries having sum(debit) <> sum(credit)`,
  },
  {
    id: 'I-11',
    says: 'What a claim was paid is what its lines paid, and what the ledger says',
    sql: `select c.number as subject, 'paid ' || c.paid || ', lines ' || l.sum || ', ledger ' || e.sum as found from claims c
        cross join lateral (select coalesce(sum(amount), 0) as sum from payout_lines
          where claim_id = c.id and state = 'paid') l
        cross join lateral (select coalesce(sum(debit - credit), 0) as sum from ledger_entries
          where claim_id = c.id and account = 'benefit') e
       where c.paid <> l.sum or c.paid <> e.sum`,
  },
  {
    id: 'I-11-reserves',
    says: 'A benefit counts as paid exactly where its claim is closed',
    sql: `select c.number as subject, c.state || ' with a benefit ' || r.state as found
        from claims c join benefit_reserves r on r.claim_id = c.id
       where (c.state = 'closed') <> (r.state = 'paid') or (c.state = 'closed' and r.money <> c.paid)
          or (c.state in ('payable', 'payment-failed', 'payee-review') and r.state <> 'reserved')`,
  },
  {
    id: 'I-17',
    says: 'A claim is in at most one live batch, and stands where its payment stands',
    sql: `select c.number as subject, count(*) || ' live lines' as found from payout_lines l join claims c on c.id = l.claim_id
       where l.state in ('waiting', 'paid') group by c.number having count(*) > 1
      union all
      select c.number, c.state || ' with a line ' || l.state || ' of a batch ' || b.state
        from payout_lines l join claims c on c.id = l.claim_id join payout_batches b on b.id = l.batch_id
       where (l.state = 'waiting' and (c.state <> 'payable' or b.state in ('void', 'done')))
          or (l.state = 'paid' and c.state <> 'closed')
          or (l.state in ('paid', 'failed', 'reversed') and b.state in ('draft', 'void'))
          or (l.state = 'void') <> (b.state = 'void' and l.state <> 'removed')`,
  },
  {
    id: 'I-18',
    says: 'A batch counts its lines, and its file is the one that was made at the release',
    sql: `select b.number as subject, b.count || ' for ' || b.sum || ', lines ' || l.count || ' for ' || l.sum as found
        from payout_batches b cross join lateral (select count(*) as count, coalesce(sum(amount), 0) as sum
          from payout_lines where batch_id = b.id and state <> 'removed') l
       where b.count <> l.count or b.sum <> l.sum
      union all
      select b.number, 'another file' from payout_batches b left join files f on f.id = b.file_id and f.removed_at is null
       where b.file_id is not null and f.sha256 is distinct from b.file_sha256`,
  },
  {
    id: 'I-19',
    says: 'Every answered line was told by one file of the bank, taken once',
    sql: `select b.number as subject, a.count || ' answers, files told ' || r.count as found from payout_batches b
        cross join lateral (select count(*) as count from payout_lines
          where batch_id = b.id and state in ('paid', 'failed', 'reversed')) a
        cross join lateral (select coalesce(sum(paid + failed), 0) as count from bank_returns where batch_id = b.id) r
       where a.count <> r.count or (b.state = 'done' and exists (select from payout_lines l
         where l.batch_id = b.id and l.state = 'waiting'))
      union all
      select b.number, 'a file taken twice' from bank_returns r join payout_batches b on b.id = r.batch_id
       group by b.number, r.sha256 having count(*) > 1`,
  },
  {
    id: 'I-20',
    says: 'The card that is paid is the card that was approved',
    sql: `select c.number as subject, 'another card in ' || l.reference as found
        from payout_lines l join claims c on c.id = l.claim_id
       where l.state in ('waiting', 'paid') and (c.card_index is distinct from l.card_index
         or c.amount is distinct from l.amount)`,
  },
  {
    id: 'I-22',
    says: 'A payment is taken back once, by opposite entries that name it, on the word of two persons',
    sql: `select e.id::text as subject, 'not the opposite of its entry' as found from ledger_entries e
        join ledger_entries o on o.id = e.reverses
       where (e.account, e.debit, e.credit, e.line_id) is distinct from (o.account, o.credit, o.debit, o.line_id)
      union all
      select reverses::text, 'taken back twice' from ledger_entries where reverses is not null
       group by reverses having count(*) > 1
      union all
      select l.reference, l.state || ' with ' || count(e.id) || ' opposite entries' from payout_lines l
        left join ledger_entries e on e.line_id = l.id and e.kind = 'reversal'
       group by l.id having (l.state = 'reversed') <> (count(e.id) = 2)
      union all
      select l.reference, 'came back on nobody''s word' from payout_lines l where l.state = 'reversed' and not exists (
        select from payout_reversals r where r.line_id = l.id and r.state = 'confirmed'
          and r.decided_by <> r.requested_by)
      union all
      select reference_key, 'one reference of the bank took back ' || count(*) from payout_reversals
       where state <> 'dropped' group by office_id, reference_key having count(*) > 1`,
  },
  {
    id: 'I-23-payouts',
    says: 'Every release of money stands in the journal',
    sql: `select number as subject, 'released without an entry' as found from payout_batches b
       where released_by is not null and not exists (select from journal j
         where j.subject_id = b.id and j.action = 'payouts.release' and j.result = 'done')`,
  },
]
