-- Where a benefit is not tied to an invoice, its days are what is used once: the days of each stay for what is paid by
-- the day, the day of the event for a sum. Held like invoices, from submission until the case ends without payment.
create table claim_days (
  claim_id uuid not null references claims,
  place bigint not null,
  cover_id uuid not null references covers,
  kind text not null,
  -- Half open: who is discharged and admitted again on one day was in two stays.
  days daterange not null check (not isempty(days)),
  live boolean not null default true,
  primary key (claim_id, days),
  constraint claim_days_once exclude using gist (cover_id with =, kind with =, days with &&) where (live)
);
-- Events of cases from before this wall; stays are sealed with their case and are compared when another is submitted.
insert into claim_days (claim_id, place, cover_id, kind, days)
  select id, place, cover_id, kind, daterange(incident_on, incident_on + 1) from claims
   where kind in ('women-illness', 'disability', 'accident-death') and first_submitted_at is not null
     and state not in ('deleted', 'withdrawn', 'refused', 'declined')
   order by first_submitted_at, id
  on conflict do nothing;
call protect('claim_days', true);
grant delete on claim_days to huzhu_app;

-- Sums of a range of days come from the index alone. Pages follow ledger_entries_time.
create index ledger_entries_day on ledger_entries (posted_on) include (place, kind, debit, credit);
