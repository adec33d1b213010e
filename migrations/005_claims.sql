-- Claims: from acceptance to the last decision. Payouts have a migration of their own.

-- Whoever leads a desk, or the handlers of a unit, may hand over what others hold.
alter table accounts add column leads boolean not null default false;
-- Amount in fen up to which an officer approves; none: as far as the office's threshold.
alter table accounts add column approval_limit bigint check (approval_limit >= 0);

-- What an office sets for claims; units below it read it.
create table claim_settings (
  office_id uuid primary key references organisations,
  place bigint not null,
  high bigint not null,
  -- 申领审批 is needed above this amount in fen for one person and event.
  approval_threshold bigint not null default 500000 check (approval_threshold >= 0),
  hold_minutes int not null default 60 check (hold_minutes between 5 and 1440),
  first_review_days int not null default 3 check (first_review_days between 1 and 60),
  total_days int not null default 10 check (total_days between 1 and 200),
  -- Whether a claim after its deadline may be accepted with a reason.
  late_claims boolean not null default false,
  -- Order in which the amounts of a settlement sheet stand on the paper.
  sheet_order text[] not null default '{}',
  version int not null default 0
);
call protect('claim_settings');
create policy above on claim_settings for select to huzhu_app using (place <= scope_low() and high >= scope_high());

create table claims (
  id uuid primary key,
  number text not null unique,
  -- Cases of one 确认受理; those of one person and day in it are one event and share sheets, images and payee.
  acceptance_id uuid not null,
  unit_id uuid not null references organisations,
  place bigint not null,
  agency_id uuid not null references organisations,
  office_id uuid not null references organisations,
  person_id uuid not null,
  people_id uuid not null references people,
  cover_id uuid not null references covers,
  plan_code text not null,
  plan_version_id uuid not null references plan_versions,
  kind text not null check (kind in ('illness-inpatient', 'accident-inpatient', 'hospital-allowance', 'critical-illness',
    'women-illness', 'accident-medical', 'disability', 'accident-death')),
  source text not null check (source in ('unit', 'office')),
  incident_on date not null,
  state text not null check (state in ('materials', 'entry', 'first-review', 'second-review', 'approval', 'payable',
    'payment-failed', 'payee-review', 'closed', 'declined', 'refused', 'withdrawn', 'deleted')),
  -- What the first review proposes to the second instead of paying.
  proposal text check (proposal in ('decline', 'refuse')),
  version int not null default 0,
  -- What the unit entered: payee, incident with diagnosis, settlement sheets.
  sealed bytea not null,
  -- Grows with everything that a calculation depends on; a calculation of an older one is stale.
  entry_version int not null default 0,
  calculation_id uuid,
  amount bigint check (amount >= 0),
  -- The payee as the last approval froze it, and the keyed hash of the card.
  payee_sealed bytea,
  card_index bytea,
  paid bigint not null default 0 check (paid >= 0),
  -- Why it was returned, refused, declined, withdrawn or deleted.
  reasons_sealed bytea,
  clause text,
  accepted_by uuid not null references accounts,
  accepted_at timestamptz not null,
  late_reason text not null default '',
  first_submitted_at timestamptz,
  submitted_by uuid references accounts,
  submitted_by_person bytea,
  submitted_at timestamptz,
  first_reviewed_by uuid references accounts,
  first_reviewed_by_person bytea,
  first_reviewed_at timestamptz,
  second_reviewed_by uuid references accounts,
  second_reviewed_by_person bytea,
  second_reviewed_at timestamptz,
  approved_by uuid references accounts,
  approved_by_person bytea,
  approved_at timestamptz,
  -- The day by which the decision is promised, and working days that were left when the case went back to the unit.
  promised_on date,
  days_left int,
  ended_at timestamptz,
  -- Four eyes at every desk: persons are compared by ID number, not by account.
  check (first_reviewed_by is null or first_reviewed_by <> submitted_by),
  check (second_reviewed_by is null or second_reviewed_by not in (submitted_by, first_reviewed_by)),
  check (approved_by is null or approved_by not in (submitted_by, first_reviewed_by, second_reviewed_by)),
  check (first_reviewed_by_person is null or submitted_by_person is null or first_reviewed_by_person <> submitted_by_person),
  check (second_reviewed_by_person is null or submitted_by_person is null or second_reviewed_by_person <> submitted_by_person),
  check (second_reviewed_by_person is null or first_reviewed_by_person is null or second_reviewed_by_person <> first_reviewed_by_person),
  check (approved_by_person is null or submitted_by_person is null or approved_by_person <> submitted_by_person),
  check (approved_by_person is null or first_reviewed_by_person is null or approved_by_person <> first_reviewed_by_person),
  check (approved_by_person is null or second_reviewed_by_person is null or approved_by_person <> second_reviewed_by_person)
);
create index claims_place on claims (place, accepted_at desc, id desc);
create index claims_time on claims (accepted_at desc, id desc);
create index claims_state on claims (state, accepted_at desc, id desc);
create index claims_unit on claims (unit_id, accepted_at desc, id desc);
create index claims_person on claims (person_id, incident_on);
create index claims_cover on claims (cover_id, kind);
create index claims_acceptance on claims (acceptance_id);
call protect('claims', true);
-- One open case per cover, kind and day: the same event is not accepted twice at a time. Bills that come after the case
-- is closed are claimed anew; invoices are walled on their own.
create unique index claims_once on claims (cover_id, kind, incident_on)
  where state not in ('deleted', 'withdrawn', 'refused', 'declined', 'closed');

-- Only listed steps: the table is the workflow of the domain, and a sweep compares the two.
create table claim_steps (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into claim_steps values
  ('materials', 'entry'), ('materials', 'deleted'), ('materials', 'withdrawn'),
  ('entry', 'first-review'), ('entry', 'deleted'), ('entry', 'withdrawn'),
  ('first-review', 'second-review'), ('first-review', 'materials'), ('first-review', 'entry'), ('first-review', 'withdrawn'),
  ('second-review', 'approval'), ('second-review', 'payable'), ('second-review', 'materials'), ('second-review', 'entry'),
  ('second-review', 'first-review'), ('second-review', 'refused'), ('second-review', 'declined'),
  ('second-review', 'withdrawn'),
  ('approval', 'payable'), ('approval', 'first-review'), ('approval', 'materials'), ('approval', 'entry'),
  ('approval', 'withdrawn'),
  ('payable', 'closed'), ('payable', 'payment-failed'),
  ('payment-failed', 'payee-review'), ('payment-failed', 'first-review'),
  ('payee-review', 'payable'), ('payee-review', 'payment-failed'),
  ('closed', 'payment-failed');
grant select on claim_steps to huzhu_app;
create function keep_claim_steps() returns trigger language plpgsql as $$
begin
  if old.state in ('declined', 'refused', 'withdrawn', 'deleted') then
    raise exception 'claim % has ended', old.number using errcode = '23514';
  end if;
  if old.state <> new.state and not exists (select from claim_steps s where s.from_state = old.state and s.to_state = new.state) then
    raise exception 'no step from % to %', old.state, new.state using errcode = '23514';
  end if;
  -- A closed case changes only by the reversal of its payment.
  if old.state = 'closed' and new.state = 'closed' then
    raise exception 'claim % is closed', old.number using errcode = '23514';
  end if;
  return new;
end $$;
create trigger listed_steps before update on claims for each row execute function keep_claim_steps();

-- Every decision on a case, in order: who at which desk did what, with the amount before and after. Inner notes and
-- reasons are sealed; the unit is told reasons only.
create table claim_decisions (
  id uuid primary key,
  claim_id uuid not null references claims,
  place bigint not null,
  at timestamptz not null,
  from_state text not null,
  action text not null,
  to_state text not null,
  account_id uuid references accounts,
  account_name text not null,
  amount_before bigint,
  amount_after bigint,
  sealed bytea
);
create index claim_decisions_claim on claim_decisions (claim_id, at);
call protect('claim_decisions');
revoke update on claim_decisions from huzhu_app;

-- Images by slot. What was removed or replaced stays until its file is swept.
create table claim_materials (
  id uuid primary key,
  claim_id uuid not null references claims,
  place bigint not null,
  kind text not null,
  position int not null,
  file_id uuid not null references files,
  name text not null,
  width int not null,
  height int not null,
  size int not null,
  -- Hash of the decoded pixels, and the perceptual hash of 64 bits: none where the image is of one tone all over.
  pixel_hash bytea not null,
  likeness bigint,
  -- Quarter turns clockwise at which it is handed out; the file stays as it came.
  turns smallint not null default 0 check (turns between 0 and 3),
  -- The image in whose place it came, by 替换 or by turning.
  replaces uuid references claim_materials,
  -- Idempotency key of the upload, by which a browser that lost the line learns what arrived.
  attempt uuid,
  added_by uuid not null references accounts,
  added_at timestamptz not null,
  removed_at timestamptz
);
create index claim_materials_claim on claim_materials (claim_id) where removed_at is null;
-- Cases of one event share a file.
create index claim_materials_file on claim_materials (file_id);
create index claim_materials_removed on claim_materials (removed_at) where removed_at is not null;
-- What the images of a unit take up.
create index files_claim_materials on files (place) include (size) where purpose = 'claim-material' and removed_at is null;
create index claim_materials_pixels on claim_materials (pixel_hash) where removed_at is null;
call protect('claim_materials', true);

-- A calculation with the facts and the history that it used and its lines; never changed afterwards.
create table benefit_calculations (
  id uuid primary key,
  claim_id uuid not null references claims,
  place bigint not null,
  at timestamptz not null,
  made_by uuid references accounts,
  plan_version_id uuid not null references plan_versions,
  entry_version int not null,
  total bigint not null check (total >= 0),
  days int not null check (days >= 0),
  admissions int not null check (admissions >= 0),
  -- { cover, facts, history, lines, warnings } as the engine took and gave them.
  sealed bytea not null
);
create index benefit_calculations_claim on benefit_calculations (claim_id, at desc);
call protect('benefit_calculations');
revoke update on benefit_calculations from huzhu_app;

-- What a submitted claim uses up of its cover: the history of the person's other claims. One row per claim.
create table benefit_reserves (
  claim_id uuid primary key references claims,
  place bigint not null,
  person_id uuid not null,
  cover_id uuid not null references covers,
  plan_code text not null,
  kind text not null,
  incident_on date not null,
  money bigint not null check (money >= 0),
  days int not null check (days >= 0),
  admissions int not null check (admissions >= 0),
  state text not null check (state in ('reserved', 'paid', 'released')),
  -- Category of the diagnosis, which some plans pay once.
  category_sealed bytea,
  -- Order in which claims were submitted: sequence is by submission.
  submitted_at timestamptz not null,
  version int not null default 0
);
create index benefit_reserves_cover on benefit_reserves (cover_id) where state <> 'released';
create index benefit_reserves_person on benefit_reserves (person_id, plan_code) where state <> 'released';
call protect('benefit_reserves', true);

-- Counters of what limits leave: written under the person's lock, and the CHECK is the wall. `unit` says what is
-- counted; `scope` is the cover, or the plan where a limit runs over all covers.
create table benefit_limits (
  person_id uuid not null,
  scope text not null,
  name text not null,
  unit text not null check (unit in ('fen', 'days', 'times')),
  place bigint not null,
  cap bigint not null,
  used bigint not null,
  constraint limit_not_exceeded check (used >= 0 and used <= cap),
  primary key (person_id, scope, name, unit)
);
call protect('benefit_limits', true);

-- One invoice, many rights: used once per cover and kind, by one person only, and not as illness and accident both.
create table claim_invoices (
  claim_id uuid not null references claims,
  invoice_index bytea not null,
  place bigint not null,
  person_id uuid not null,
  cover_id uuid not null,
  kind text not null,
  live boolean not null default true,
  primary key (claim_id, invoice_index),
  constraint invoice_of_one_person exclude using gist (invoice_index with =, person_id with <>) where (live),
  constraint invoice_illness_or_accident exclude using gist (invoice_index with =, kind with <>)
    where (live and kind in ('illness-inpatient', 'accident-inpatient'))
);
create unique index claim_invoices_once on claim_invoices (invoice_index, cover_id, kind) where live;
call protect('claim_invoices', true);
grant delete on claim_invoices to huzhu_app;

-- A person who died: later events are refused, whichever unit.
create table person_deaths (
  person_id uuid primary key,
  died_on date not null,
  claim_id uuid not null references claims
);
alter table person_deaths enable row level security;
alter table person_deaths force row level security;
create policy of_owner on person_deaths to current_user using (true) with check (true);

-- Locks persons in id order, so that limits of one person are judged one after the other, whichever unit asks.
create function lock_persons(persons uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform 1 from person_keys k where k.id = any (persons) order by k.id for no key update;
end $$;

-- What other claims have paid or reserved for a person: under this cover, and under earlier covers of the same plan at
-- any unit. Days, money and kinds only; the category of an earlier one comes sealed.
create function benefit_history(of_person uuid, of_cover uuid, except_claim uuid)
  returns table (claim_id uuid, earlier boolean, incident_on date, kind text, money bigint, days int, admissions int,
    category_sealed bytea, state text, submitted_at timestamptz) language sql stable security definer
  set search_path = public, pg_temp as $$
  select r.claim_id, r.cover_id <> of_cover, r.incident_on, r.kind, r.money, r.days, r.admissions, r.category_sealed,
      r.state, r.submitted_at
    from benefit_reserves r
    join covers this on this.id = of_cover and this.person_id = of_person
      and this.place between scope_low() and scope_high()
    join covers theirs on theirs.id = r.cover_id
   where r.person_id = of_person and r.claim_id <> except_claim and r.state <> 'released'
     and r.plan_code = this.plan_code and lower(theirs.period) <= lower(this.period)
   order by r.submitted_at, r.claim_id
$$;

-- Raises or lowers a counter of a person whose claim is within the caller's scope; the CHECK refuses what exceeds.
create function count_limit(of_claim uuid, of_scope text, of_name text, of_unit text, of_cap bigint, by_amount bigint)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  claim claims;
  after bigint;
begin
  select * into claim from claims c where c.id = of_claim and c.place between scope_low() and scope_high();
  if claim.id is null then raise exception 'not in scope' using errcode = '42501'; end if;
  if by_amount < 0 then
    update benefit_limits l set used = l.used + by_amount
      where l.person_id = claim.person_id and l.scope = of_scope and l.name = of_name and l.unit = of_unit
      returning used into after;
    return after;
  end if;
  insert into benefit_limits (person_id, scope, name, unit, place, cap, used)
    values (claim.person_id, of_scope, of_name, of_unit, claim.place, of_cap, by_amount)
    on conflict (person_id, scope, name, unit) do update set used = benefit_limits.used + by_amount, cap = of_cap
    returning used into after;
  return after;
end $$;

create function mark_deceased(of_claim uuid, on_day date) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare claim claims;
begin
  select * into claim from claims c where c.id = of_claim and c.place between scope_low() and scope_high();
  if claim.id is null then raise exception 'not in scope' using errcode = '42501'; end if;
  insert into person_deaths (person_id, died_on, claim_id) values (claim.person_id, on_day, of_claim)
    on conflict (person_id) do nothing;
end $$;

create function death_of(of_person uuid) returns date language sql stable security definer
  set search_path = public, pg_temp as $$
  select d.died_on from person_deaths d where d.person_id = of_person
$$;

-- Which of these invoices other live claims already use, and whether for another person; the number of the other case
-- comes back only where it lies within the caller's scope.
create function invoice_uses(indexes bytea[], of_person uuid, except_claim uuid)
  returns table (invoice_index bytea, other_person boolean, cover_id uuid, kind text, number text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.invoice_index, i.person_id <> of_person, i.cover_id, i.kind,
      case when c.place between scope_low() and scope_high() then c.number end
    from claim_invoices i join claims c on c.id = i.claim_id
   where i.invoice_index = any (indexes) and i.live and i.claim_id <> except_claim
$$;

revoke all on function lock_persons(uuid[]), benefit_history(uuid, uuid, uuid), mark_deceased(uuid, date), death_of(uuid),
  count_limit(uuid, text, text, text, bigint, bigint), invoice_uses(bytea[], uuid, uuid) from public;
grant execute on function lock_persons(uuid[]), benefit_history(uuid, uuid, uuid), mark_deceased(uuid, date), death_of(uuid),
  count_limit(uuid, text, text, text, bigint, bigint), invoice_uses(bytea[], uuid, uuid) to huzhu_app;

-- 申领初审, 申领复审, 申领审批.

-- Who is offered a subject first: the reviewer who knows it from before. Others see it and may take it too.
alter table work_items add column preferred_id uuid references accounts;
alter table work_items add column preferred_name text;

-- What the reviewer saw when the case went back to the unit: afterwards it is told what changed.
alter table claims add column returned_sealed bytea;

create index claims_card on claims (card_index) where card_index is not null;
-- Two hashes of 64 bits that differ in at most four of them have one of five bands in common.
create index claim_materials_band1 on claim_materials ((likeness & 8191)) where removed_at is null;
create index claim_materials_band2 on claim_materials (((likeness >> 13) & 8191)) where removed_at is null;
create index claim_materials_band3 on claim_materials (((likeness >> 26) & 8191)) where removed_at is null;
create index claim_materials_band4 on claim_materials (((likeness >> 39) & 8191)) where removed_at is null;
create index claim_materials_band5 on claim_materials (((likeness >> 52) & 4095)) where removed_at is null;

-- Letters about the end of a case: what each says, sealed, and its PDF, made once and kept byte for byte.
create table claim_letters (
  claim_id uuid not null references claims,
  kind text not null check (kind in ('refused', 'declined', 'closed')),
  place bigint not null,
  sealed bytea not null,
  file_id uuid references files,
  issued_at timestamptz not null,
  primary key (claim_id, kind)
);
call protect('claim_letters');

-- What the person's claims for the same event use up together, whichever unit: the amount that decides who approves.
create function event_total(of_claim uuid) returns bigint language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(sum(r.money), 0)::bigint
    from claims this
    join benefit_reserves r on r.person_id = this.person_id and r.state <> 'released'
    join claims theirs on theirs.id = r.claim_id
   where this.id = of_claim and this.place between scope_low() and scope_high()
     and (theirs.acceptance_id = this.acceptance_id or theirs.incident_on = this.incident_on)
$$;

-- Images of other cases with the same pixels, or so alike that they may be the same; the other case is named only where
-- it lies within the caller's scope. Cases of the same event share their images.
create function image_uses(of_claim uuid)
  returns table (material_id uuid, distance int, same_person boolean, kind text, other_claim uuid, other_material uuid,
    number text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select m.*, c.acceptance_id, c.person_id, c.incident_on from claim_materials m join claims c on c.id = m.claim_id
     where c.id = of_claim and c.place between scope_low() and scope_high() and m.removed_at is null
  )
  select distinct on (mine.id, theirs.id) mine.id,
      case when theirs.pixel_hash = mine.pixel_hash then 0
           else greatest(1, bit_count((theirs.likeness # mine.likeness)::bit(64))::int) end,
      c.person_id = mine.person_id, mine.kind,
      case when c.place between scope_low() and scope_high() then c.id end,
      case when c.place between scope_low() and scope_high() then theirs.id end,
      case when c.place between scope_low() and scope_high() then c.number end
    from mine
    join claim_materials theirs on theirs.removed_at is null and theirs.claim_id <> of_claim and (
      theirs.pixel_hash = mine.pixel_hash
      or ((theirs.likeness & 8191) = (mine.likeness & 8191)
        or ((theirs.likeness >> 13) & 8191) = ((mine.likeness >> 13) & 8191)
        or ((theirs.likeness >> 26) & 8191) = ((mine.likeness >> 26) & 8191)
        or ((theirs.likeness >> 39) & 8191) = ((mine.likeness >> 39) & 8191)
        or ((theirs.likeness >> 52) & 4095) = ((mine.likeness >> 52) & 4095))
       and bit_count((theirs.likeness # mine.likeness)::bit(64)) <= 4)
    join claims c on c.id = theirs.claim_id and c.state <> 'deleted'
     and not (c.acceptance_id = mine.acceptance_id and c.person_id = mine.person_id and c.incident_on = mine.incident_on)
   order by mine.id, theirs.id
$$;

-- Cases of other persons that paid, or were approved to pay, to the same bank card.
create function card_uses(of_claim uuid, card bytea)
  returns table (number text, at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select case when c.place between scope_low() and scope_high() then c.number end, c.approved_at
    from claims this join claims c on c.card_index = card and c.person_id <> this.person_id
   where this.id = of_claim and this.place between scope_low() and scope_high()
   order by c.approved_at desc nulls last limit 20
$$;

-- The officer who holds a subject of the caller's, to be told that it was withdrawn; units see no accounts above them.
create function holder_of(of_kind text, subject uuid) returns table (id uuid, place bigint, sealed bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.place, a.sealed from work_items w join accounts a on a.id = w.holder_id
   where w.kind = of_kind and w.subject_id = subject and w.place between scope_low() and scope_high()
$$;

revoke all on function event_total(uuid), image_uses(uuid), card_uses(uuid, bytea),
  holder_of(text, uuid) from public;
grant execute on function event_total(uuid), image_uses(uuid), card_uses(uuid, bytea),
  holder_of(text, uuid) to huzhu_app;

-- 案件进度 without signing in: a step by number and phone, as registrations have it.
alter table progress_steps add column claim_id uuid references claims;
