-- Payouts: batches, their lines, the bank's answers, the ledger, and payees that were corrected after a failed payment.

-- A case that was closed once and whose payment came back (退汇) does not stand in the way of a later case for the same
-- event, nor that one in its way.
alter table claims add column reversed boolean not null default false;
drop index claims_once;
create unique index claims_once on claims (cover_id, kind, incident_on)
  where state not in ('deleted', 'withdrawn', 'refused', 'declined', 'closed') and not reversed;
create index claims_payable on claims (office_id, approved_at, id) where state = 'payable';
create index claims_payment_failed on claims (place) where state = 'payment-failed';

create table payout_batches (
  id uuid primary key,
  number text not null unique,
  office_id uuid not null references organisations,
  place bigint not null,
  state text not null check (state in ('draft', 'released', 'partly-answered', 'done', 'void')),
  version int not null default 0,
  format text not null,
  -- The account that pays, as it stood when the batch was made.
  account_name text not null,
  bank_name text not null,
  account_number text not null,
  -- Lines that were not taken out, and their sum in fen.
  count int not null check (count >= 0),
  sum bigint not null check (sum >= 0),
  made_by uuid not null references accounts,
  made_by_person bytea,
  made_by_name text not null,
  made_at timestamptz not null,
  released_by uuid references accounts,
  released_by_person bytea,
  released_by_name text,
  released_at timestamptz,
  voided_by uuid references accounts,
  voided_by_name text,
  voided_at timestamptz,
  void_reason text,
  -- The payment file: made once at the release, and the same bytes ever after.
  file_id uuid references files,
  file_sha256 bytea,
  file_sm3 bytea,
  done_at timestamptz,
  check ((released_by is null) = (state in ('draft', 'void'))),
  check ((file_id is null) = (released_by is null) and (file_sha256 is null) = (file_id is null) and (file_sm3 is null) = (file_id is null)),
  check ((voided_by is null) = (state <> 'void')),
  constraint maker_does_not_release check (released_by is null or released_by <> made_by),
  constraint person_of_maker_does_not_release
    check (released_by_person is null or made_by_person is null or released_by_person <> made_by_person)
);
create index payout_batches_office on payout_batches (office_id, made_at desc, id desc);
create index payout_batches_time on payout_batches (made_at desc, id desc);
create index payout_batches_open on payout_batches (state) where state not in ('done', 'void');
call protect('payout_batches', true);

-- Only listed steps, of batches and of lines: the tables are those of the domain, and a sweep compares them.
create table payout_batch_steps (from_state text not null, to_state text not null, primary key (from_state, to_state));
insert into payout_batch_steps values ('draft', 'released'), ('draft', 'void'), ('released', 'partly-answered'),
  ('released', 'done'), ('partly-answered', 'partly-answered'), ('partly-answered', 'done');
create table payout_line_steps (from_state text not null, to_state text not null, primary key (from_state, to_state));
insert into payout_line_steps values ('waiting', 'removed'), ('waiting', 'void'), ('waiting', 'paid'),
  ('waiting', 'failed'), ('paid', 'reversed');
grant select on payout_batch_steps, payout_line_steps to huzhu_app;

create table payout_lines (
  id uuid primary key,
  batch_id uuid not null references payout_batches,
  claim_id uuid not null references claims,
  -- The claim's own, so that its unit learns what became of the payment.
  place bigint not null,
  position int not null,
  -- What the bank calls this payment by.
  reference text not null unique,
  amount bigint not null check (amount > 0),
  -- Payee and card as the last approval froze them, copied when the batch was made.
  payee_sealed bytea not null,
  card_index bytea not null,
  person_id uuid not null,
  flags text[] not null default '{}',
  state text not null check (state in ('waiting', 'removed', 'void', 'paid', 'failed', 'reversed')),
  -- Why it was taken out, or failed, or came back.
  reason text not null default '',
  answered_at timestamptz,
  version int not null default 0,
  unique (batch_id, position)
);
-- A claim is in at most one live batch.
create unique index payout_lines_once on payout_lines (claim_id) where state in ('waiting', 'paid');
create index payout_lines_claim on payout_lines (claim_id);
create index payout_lines_card on payout_lines (card_index) where state = 'paid';
create index payout_lines_person on payout_lines (person_id, answered_at desc) where state = 'paid';
call protect('payout_lines', true);

-- Payees that a unit corrected after a failed payment and that wait for one approval; another person goes through the
-- whole review instead.
create table payee_corrections (
  id uuid primary key,
  claim_id uuid not null references claims,
  place bigint not null,
  sealed bytea not null,
  card_index bytea not null,
  state text not null check (state in ('pending', 'approved', 'returned')),
  corrected_by uuid not null references accounts,
  corrected_by_person bytea,
  corrected_at timestamptz not null,
  decided_by uuid references accounts,
  decided_by_person bytea,
  decided_at timestamptz,
  reason_sealed bytea,
  check ((decided_by is null) = (state = 'pending')),
  constraint corrector_does_not_approve check (decided_by is null or decided_by <> corrected_by),
  constraint person_of_corrector_does_not_approve
    check (decided_by_person is null or corrected_by_person is null or decided_by_person <> corrected_by_person)
);
create unique index payee_corrections_pending on payee_corrections (claim_id) where state = 'pending';
create index payee_corrections_claim on payee_corrections (claim_id, corrected_at desc);
call protect('payee_corrections', true);

-- Whether a person decided a claim: at one of its desks, or on its corrected payee.
create function decided_claim(of_claim uuid, account uuid, person bytea) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from claims c where c.id = of_claim and (
      account in (c.first_reviewed_by, c.second_reviewed_by, c.approved_by)
      or person in (c.first_reviewed_by_person, c.second_reviewed_by_person, c.approved_by_person)))
    or exists (select from payee_corrections p where p.claim_id = of_claim and p.state = 'approved'
      and (p.decided_by = account or p.decided_by_person = person))
$$;

create function keep_payout_batch() returns trigger language plpgsql as $$
begin
  if (old.id, old.number, old.office_id, old.place, old.format, old.account_name, old.bank_name, old.account_number,
      old.made_by, old.made_at) is distinct from
     (new.id, new.number, new.office_id, new.place, new.format, new.account_name, new.bank_name, new.account_number,
      new.made_by, new.made_at)
     or old.made_by_person is distinct from new.made_by_person then
    raise exception 'batch % cannot become another one', old.number using errcode = '23514';
  end if;
  if old.state <> 'draft' and (old.count, old.sum, old.released_by, old.released_by_person, old.file_id, old.file_sha256,
      old.file_sm3) is distinct from (new.count, new.sum, new.released_by, new.released_by_person, new.file_id,
      new.file_sha256, new.file_sm3) then
    raise exception 'batch % is released and its file made', old.number using errcode = '23514';
  end if;
  if (old.state <> new.state or old.state in ('done', 'void')) and not exists (
      select from payout_batch_steps s where s.from_state = old.state and s.to_state = new.state) then
    raise exception 'no step of a batch from % to %', old.state, new.state using errcode = '23514';
  end if;
  if old.state = 'draft' and new.state = 'released' and exists (
      select from payout_lines l where l.batch_id = new.id and l.state = 'waiting'
        and decided_claim(l.claim_id, new.released_by, new.released_by_person)) then
    raise exception 'who releases batch % decided one of its claims', old.number using errcode = '23514',
      constraint = 'decider_does_not_release';
  end if;
  -- Nothing leaves that is not as it was approved.
  if old.state = 'draft' and new.state = 'released' and exists (
      select from payout_lines l left join claims c on c.id = l.claim_id
       where l.batch_id = new.id and l.state = 'waiting' and (c.state is distinct from 'payable'
         or c.card_index is distinct from l.card_index or c.amount is distinct from l.amount)) then
    raise exception 'batch % differs from what was approved', old.number using errcode = '23514',
      constraint = 'card_as_approved';
  end if;
  return new;
end $$;
create trigger kept before update on payout_batches for each row execute function keep_payout_batch();

create function keep_payout_line() returns trigger language plpgsql as $$
declare
  claim claims;
  batch payout_batches;
begin
  if tg_op = 'INSERT' then
    select * into claim from claims c where c.id = new.claim_id;
    select * into batch from payout_batches b where b.id = new.batch_id;
    if claim.state is distinct from 'payable' or claim.card_index is distinct from new.card_index
       or claim.amount is distinct from new.amount or claim.office_id is distinct from batch.office_id
       or claim.person_id is distinct from new.person_id or claim.place is distinct from new.place
       or new.state <> 'waiting' or batch.state is distinct from 'draft' then
      raise exception 'claim % is not paid as it was approved', claim.number using errcode = '23514',
        constraint = 'card_as_approved';
    end if;
    if decided_claim(new.claim_id, batch.made_by, batch.made_by_person) then
      raise exception 'who makes batch % decided claim %', batch.number, claim.number using errcode = '23514',
        constraint = 'decider_does_not_make';
    end if;
    return new;
  end if;
  if (old.id, old.batch_id, old.claim_id, old.place, old.position, old.reference, old.amount, old.payee_sealed,
      old.card_index, old.person_id) is distinct from (new.id, new.batch_id, new.claim_id, new.place, new.position,
      new.reference, new.amount, new.payee_sealed, new.card_index, new.person_id) then
    raise exception 'line % cannot become another one', old.reference using errcode = '23514';
  end if;
  if old.state <> new.state and not exists (
      select from payout_line_steps s where s.from_state = old.state and s.to_state = new.state) then
    raise exception 'no step of a line from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger kept before insert or update on payout_lines for each row execute function keep_payout_line();

-- The bank's files that were taken, each once.
create table bank_returns (
  id uuid primary key,
  batch_id uuid not null references payout_batches,
  place bigint not null,
  file_id uuid not null references files,
  sha256 bytea not null,
  name text not null,
  paid int not null check (paid >= 0),
  failed int not null check (failed >= 0),
  unchanged int not null check (unchanged >= 0),
  imported_by uuid not null references accounts,
  imported_by_name text not null,
  imported_at timestamptz not null,
  unique (batch_id, sha256)
);
call protect('bank_returns');
revoke update on bank_returns from huzhu_app;

-- 退汇: one asks, another confirms.
create table payout_reversals (
  id uuid primary key,
  line_id uuid not null references payout_lines,
  place bigint not null,
  state text not null check (state in ('requested', 'confirmed', 'dropped')),
  returned_on date not null,
  -- The bank's reference of the money that came back.
  reference text not null,
  reason text not null,
  requested_by uuid not null references accounts,
  requested_by_person bytea,
  requested_by_name text not null,
  requested_at timestamptz not null,
  decided_by uuid references accounts,
  decided_by_person bytea,
  decided_by_name text,
  decided_at timestamptz,
  check ((decided_by is null) = (state = 'requested')),
  constraint asker_does_not_reverse check (state <> 'confirmed' or decided_by <> requested_by),
  constraint person_of_asker_does_not_reverse check (state <> 'confirmed' or decided_by_person is null
    or requested_by_person is null or decided_by_person <> requested_by_person)
);
create unique index payout_reversals_once on payout_reversals (line_id) where state <> 'dropped';
call protect('payout_reversals', true);

-- The ledger: entries are added and never changed. A journal balances when its transaction ends.
create table ledger_entries (
  id uuid primary key,
  journal_id uuid not null,
  kind text not null check (kind in ('payment', 'reversal')),
  account text not null check (account in ('benefit', 'bank')),
  debit bigint not null check (debit >= 0),
  credit bigint not null check (credit >= 0),
  place bigint not null,
  office_id uuid not null references organisations,
  batch_id uuid not null references payout_batches,
  line_id uuid not null references payout_lines,
  claim_id uuid not null references claims,
  reverses uuid references ledger_entries,
  posted_on date not null,
  posted_at timestamptz not null,
  check ((debit = 0) <> (credit = 0)),
  check ((reverses is null) = (kind = 'payment')),
  -- An entry is reversed at most once.
  unique (reverses)
);
create index ledger_entries_journal on ledger_entries (journal_id);
create index ledger_entries_time on ledger_entries (posted_at desc, id desc);
create index ledger_entries_claim on ledger_entries (claim_id);
create index ledger_entries_line on ledger_entries (line_id);
call protect('ledger_entries', true);
revoke update on ledger_entries from huzhu_app;
create trigger append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change();

create function keep_ledger_balanced() returns trigger language plpgsql as $$
declare difference bigint;
begin
  select sum(e.debit) - sum(e.credit) into difference from ledger_entries e where e.journal_id = new.journal_id;
  if difference <> 0 then
    raise exception 'journal % does not balance by %', new.journal_id, difference using errcode = '23514',
      constraint = 'journal_balances';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on ledger_entries deferrable initially deferred
  for each row execute function keep_ledger_balanced();

create function keep_ledger_reversal() returns trigger language plpgsql as $$
declare original ledger_entries;
begin
  if new.reverses is null then return new; end if;
  select * into original from ledger_entries e where e.id = new.reverses;
  if original.kind is distinct from 'payment' or (original.account, original.debit, original.credit, original.claim_id,
      original.line_id) is distinct from (new.account, new.credit, new.debit, new.claim_id, new.line_id) then
    raise exception 'a reversal is the opposite of its entry' using errcode = '23514', constraint = 'reversal_is_opposite';
  end if;
  return new;
end $$;
create trigger opposite before insert on ledger_entries for each row execute function keep_ledger_reversal();
