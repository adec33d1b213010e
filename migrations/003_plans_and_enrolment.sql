-- Plan versions, offers, enrolments, rosters, covers, money and confirmation letters.

create table plan_versions (
  id uuid primary key,
  code text not null,
  version text not null,
  name text not null,
  category text not null,
  content jsonb not null,
  content_hash bytea not null,
  loaded_at timestamptz not null,
  unique (code, version)
);
create trigger named_command before insert or update or delete on plan_versions for each statement execute function require_command();
grant select, insert on plan_versions to huzhu_app;

create table category_caps (
  category text primary key,
  shares int not null check (shares > 0)
);
grant select, insert, update on category_caps to huzhu_app;

-- Which version an office sells, when, and by calendar year or not. Units below the office see its offers.
create table offers (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  place bigint not null,
  high bigint not null,
  plan_version_id uuid not null references plan_versions,
  plan_code text not null,
  sale_from date not null,
  sale_to date,
  calendar_year int,
  created_at timestamptz not null
);
create index offers_office on offers (organisation_id, plan_code);
call protect('offers');
create policy above on offers for select to huzhu_app using (place <= scope_low() and high >= scope_high());

-- Every person once, by nothing but the keyed hash of the number; reached only through definer functions.
create table person_keys (
  id uuid primary key,
  hash bytea not null unique
);
alter table person_keys enable row level security;
alter table person_keys force row level security;
create policy of_owner on person_keys to current_user using (true) with check (true);

-- Ids of persons by keyed hash, with their places in the given list; unknown ones get the id that is offered. Hashes in
-- order, so that two imports of the same people wait for each other instead of deadlocking.
create function resolve_persons(hashes bytea[], offered uuid[]) returns table (place bigint, id uuid) language plpgsql security definer
  set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  insert into person_keys (id, hash)
    select distinct on (given.hash) given.id, given.hash from unnest(offered, hashes) as given (id, hash)
     where not exists (select from person_keys known where known.hash = given.hash)
     order by given.hash
    on conflict (hash) do nothing;
  return query select given.place, known.id from unnest(hashes) with ordinality as given (hash, place)
    join person_keys known on known.hash = given.hash;
end $$;

-- Ids of persons by keyed hash, of those that are known.
create function find_persons(hashes bytea[]) returns table (hash bytea, id uuid) language sql stable security definer
  set search_path = public, pg_temp as $$
  select known.hash, known.id from person_keys known where known.hash = any (hashes)
$$;

-- A person as one unit knows it. Number and phone are sealed together under this record's id.
--
-- People and rosters are written by the hundred thousand, and each foreign key costs an import a second: they have
-- none. Rows come from one INSERT … SELECT that joins what they name, nothing they name is ever deleted, and the
-- invariants look for strays.
create table people (
  id uuid primary key,
  unit_id uuid not null,
  place bigint not null,
  person_id uuid not null,
  name text not null,
  id_kind text not null,
  id_masked text not null,
  born date not null,
  sex text not null check (sex in ('male', 'female')),
  sealed bytea not null,
  phone_index bytea not null,
  phone_masked text not null,
  updated_at timestamptz not null,
  unique (unit_id, person_id)
);
create index people_phone on people (unit_id, phone_index);
create index people_name on people using gin (name gin_trgm_ops);
call protect('people');

create table enrolments (
  id uuid primary key,
  number text not null unique,
  unit_id uuid not null references organisations,
  place bigint not null,
  agency_id uuid not null references organisations,
  office_id uuid not null references organisations,
  state text not null check (state in ('draft', 'submitted', 'returned', 'invoicing', 'payment', 'confirmed', 'void', 'deleted')),
  version int not null default 0,
  staff_count int check (staff_count >= 0),
  women_count int check (women_count >= 0 and women_count <= staff_count),
  explanation text not null default '',
  return_reasons jsonb not null default '[]',
  receipt jsonb not null default '[]',
  due bigint not null default 0 check (due >= 0),
  paid bigint not null default 0 check (paid >= 0),
  created_by uuid not null references accounts,
  created_at timestamptz not null,
  submitted_by uuid references accounts,
  submitted_by_person bytea,
  submitted_at timestamptz,
  reviewed_by uuid references accounts,
  reviewed_by_person bytea,
  reviewed_at timestamptz,
  warned_at timestamptz,
  invoiced_at timestamptz,
  confirmed_by uuid references accounts,
  confirmed_by_person bytea,
  confirmed_at timestamptz,
  one_person_may_review_and_confirm boolean not null default false,
  -- Four eyes: persons are compared by ID number, not by account.
  check (reviewed_by is null or reviewed_by <> submitted_by),
  check (reviewed_by_person is null or submitted_by_person is null or reviewed_by_person <> submitted_by_person),
  check (confirmed_by is null or confirmed_by <> submitted_by),
  check (confirmed_by is null or one_person_may_review_and_confirm or confirmed_by <> reviewed_by),
  check (confirmed_by_person is null or one_person_may_review_and_confirm or reviewed_by_person is null
         or confirmed_by_person <> reviewed_by_person)
);
create index enrolments_unit on enrolments (unit_id, created_at desc, id desc);
create index enrolments_state on enrolments (state, created_at desc, id desc);
create index enrolments_place on enrolments (place, created_at desc, id desc);
call protect('enrolments');

-- Only listed steps: the table is the workflow of the domain, and a sweep compares the two.
create table enrolment_steps (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into enrolment_steps values
  ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'draft'), ('submitted', 'returned'),
  ('submitted', 'invoicing'), ('invoicing', 'payment'), ('payment', 'invoicing'), ('invoicing', 'returned'),
  ('payment', 'returned'), ('payment', 'confirmed'), ('invoicing', 'void'), ('payment', 'void'),
  ('draft', 'deleted'), ('returned', 'deleted');
grant select on enrolment_steps to huzhu_app;
create function keep_enrolment_steps() returns trigger language plpgsql as $$
begin
  if old.state in ('confirmed', 'void', 'deleted') and old.state <> new.state then
    raise exception 'enrolment % is closed', old.number using errcode = '23514';
  end if;
  if old.state <> new.state and not exists (select from enrolment_steps s where s.from_state = old.state and s.to_state = new.state) then
    raise exception 'no step from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger listed_steps before update of state on enrolments for each row execute function keep_enrolment_steps();

create table enrolment_plans (
  enrolment_id uuid not null references enrolments,
  plan_code text not null,
  place bigint not null,
  plan_version_id uuid not null references plan_versions,
  offer_id uuid not null references offers,
  shares int not null check (shares > 0),
  calendar_year int,
  -- Counters of the roster, kept by the commands that change it.
  people int not null default 0 check (people >= 0),
  women int not null default 0 check (women >= 0),
  over_age int not null default 0 check (over_age >= 0),
  last_row_number int not null default 0,
  primary key (enrolment_id, plan_code)
);
call protect('enrolment_plans');
grant delete on enrolment_plans to huzhu_app;

create table import_batches (
  id uuid primary key,
  enrolment_id uuid not null references enrolments,
  plan_code text not null,
  place bigint not null,
  file_id uuid not null references files,
  file_name text not null,
  file_hash bytea not null,
  -- The batch whose refused rows this file brings back.
  from_batch_id uuid references import_batches,
  state text not null check (state in ('uploaded', 'running', 'needs-confirmation', 'done', 'failed', 'cancelled', 'interrupted')),
  stage text not null default 'upload',
  bytes bigint not null default 0,
  bytes_read bigint not null default 0,
  rows int not null default 0,
  accepted int not null default 0,
  refused int not null default 0,
  warnings int not null default 0,
  causes jsonb not null default '[]',
  file_findings jsonb not null default '[]',
  left_out_sheets text[] not null default '{}',
  left_out_confirmed boolean not null default false,
  cancel_requested boolean not null default false,
  created_by uuid not null references accounts,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (state <> 'done' or accepted + refused = rows)
);
-- One running import per enrolment and plan.
create unique index import_batches_running on import_batches (enrolment_id, plan_code) where state in ('uploaded', 'running', 'needs-confirmation');
create index import_batches_enrolment on import_batches (enrolment_id, created_at);
create index import_batches_hash on import_batches (enrolment_id, plan_code, file_hash);
call protect('import_batches');

create table refused_rows (
  id uuid primary key,
  batch_id uuid not null references import_batches,
  enrolment_id uuid not null references enrolments,
  plan_code text not null,
  place bigint not null,
  row_number int not null,
  -- The row of the same file that has the same number, where that is what is wrong.
  earlier_row int,
  -- Cells as typed and problems with their facts; readable are only the printed codes of the problems.
  sealed bytea not null,
  codes text[] not null,
  state text not null check (state in ('open', 'corrected', 'reimported', 'dropped')),
  unique (batch_id, row_number)
);
create index refused_rows_later on refused_rows (batch_id, earlier_row) where state = 'open' and earlier_row is not null;
create index refused_rows_open on refused_rows (enrolment_id, plan_code) where state = 'open';
call protect('refused_rows');
grant delete on refused_rows to huzhu_app;

create table roster_people (
  id uuid primary key,
  enrolment_id uuid not null,
  plan_code text not null,
  place bigint not null,
  people_id uuid not null,
  person_id uuid not null,
  row_number int not null,
  -- The import and the row of its file that the person came with.
  batch_id uuid,
  batch_row int,
  risk_class text not null check (risk_class in ('ordinary', 'high-risk')),
  renewing boolean not null default false,
  over_age boolean not null default false,
  warnings text[] not null default '{}',
  -- Frozen at submission.
  first_day date,
  price bigint check (price >= 0),
  unique (enrolment_id, plan_code, row_number),
  unique (enrolment_id, plan_code, person_id)
);
call protect('roster_people');
grant delete on roster_people to huzhu_app;

-- The wall for "one in flight per plan", across all units. Reached only through definer functions.
create table enrolment_holds (
  person_id uuid not null,
  plan_code text not null,
  enrolment_id uuid not null references enrolments,
  place bigint not null,
  shares int not null,
  category text not null,
  primary key (person_id, plan_code)
);
create index enrolment_holds_enrolment on enrolment_holds (enrolment_id);
alter table enrolment_holds enable row level security;
alter table enrolment_holds force row level security;
create policy in_scope on enrolment_holds for select to huzhu_app using (place between scope_low() and scope_high());
create policy of_owner on enrolment_holds to current_user using (true) with check (true);
grant select on enrolment_holds to huzhu_app;

create table covers (
  id uuid primary key,
  person_id uuid not null,
  people_id uuid not null references people,
  unit_id uuid not null references organisations,
  place bigint not null,
  plan_code text not null,
  plan_version_id uuid not null references plan_versions,
  category text not null,
  period daterange not null check (not isempty(period)),
  shares int not null check (shares > 0),
  risk_class text not null,
  continuous_since date not null,
  enrolment_id uuid not null references enrolments,
  certificate_id uuid,
  row_number int not null,
  -- One cover at a time per person and plan, whichever unit and version.
  constraint covers_do_not_overlap exclude using gist (person_id with =, plan_code with =, period with &&)
);
create index covers_person on covers (person_id, plan_code, upper(period));
create index covers_certificate on covers (certificate_id, row_number);
create index covers_unit on covers (unit_id, plan_code);
call protect('covers', true);

create table attachments (
  id uuid primary key,
  enrolment_id uuid not null references enrolments,
  place bigint not null,
  kind text not null check (kind in ('social-insurance', 'over-age', 'other')),
  file_id uuid not null references files,
  name text not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index attachments_enrolment on attachments (enrolment_id);
call protect('attachments');

create table invoices (
  id uuid primary key,
  enrolment_id uuid not null references enrolments,
  place bigint not null,
  plan_code text not null,
  kind text not null check (kind in ('invoice', 'receipt')),
  title_kind text not null check (title_kind in ('unit', 'person')),
  title text not null,
  tax_number text not null default '',
  amount bigint not null check (amount > 0),
  heads int not null check (heads > 0),
  mail text not null,
  mobile_sealed bytea,
  remark text not null default '',
  dated date not null,
  created_at timestamptz not null
);
create index invoices_enrolment on invoices (enrolment_id);
call protect('invoices');
grant delete on invoices to huzhu_app;

create table invoice_files (
  invoice_id uuid not null references invoices,
  file_id uuid not null references files,
  place bigint not null,
  name text not null,
  message_id uuid,
  primary key (invoice_id, file_id)
);
call protect('invoice_files');

create table payments (
  id uuid primary key,
  enrolment_id uuid not null references enrolments,
  office_id uuid not null references organisations,
  place bigint not null,
  reference text not null,
  payer text not null,
  paid_on date not null,
  amount bigint not null check (amount > 0),
  recorded_by uuid not null references accounts,
  recorded_at timestamptz not null,
  unique (office_id, reference)
);
create index payments_enrolment on payments (enrolment_id);
call protect('payments');

create table certificates (
  id uuid primary key,
  number text not null unique,
  enrolment_id uuid not null references enrolments,
  unit_id uuid not null references organisations,
  place bigint not null,
  plan_code text not null,
  plan_version_id uuid not null references plan_versions,
  token text not null unique,
  version int not null default 1,
  heads int not null,
  total bigint not null,
  first_day date not null,
  last_day date not null,
  roster_confirmed_at timestamptz,
  printed_at timestamptz,
  issued_at timestamptz not null,
  unique (enrolment_id, plan_code)
);
create index certificates_unit on certificates (unit_id, issued_at desc, id desc);
create index certificates_place on certificates (place, issued_at desc, id desc);
call protect('certificates');
alter table covers add foreign key (certificate_id) references certificates;

create table certificate_versions (
  certificate_id uuid not null references certificates,
  version int not null,
  place bigint not null,
  snapshot jsonb not null,
  snapshot_hash bytea not null,
  unprintable jsonb,
  file_id uuid references files,
  made_by uuid references accounts,
  made_at timestamptz not null,
  primary key (certificate_id, version)
);
call protect('certificate_versions');

-- Covers and holds of persons anywhere, for the rules that look across units: of given plans and of one category, and
-- covers only where they end after `since`. Whether it is another unit's comes back, never which.
create function standing_of(persons uuid[], plans text[], of_category text, of_unit uuid, except_enrolment uuid, since date)
  returns table (person_id uuid, plan_code text, category text, elsewhere boolean, held boolean, shares int, first_day date,
    ends_on date, continuous_since date) language sql stable security definer set search_path = public, pg_temp as $$
  select c.person_id, c.plan_code, c.category, c.unit_id <> of_unit, false, c.shares, lower(c.period), upper(c.period) - 1,
      c.continuous_since
    from unnest(persons) wanted (id) join covers c on c.person_id = wanted.id
   where upper(c.period) > since and (c.plan_code = any (plans) or c.category = of_category)
  union all
  select h.person_id, h.plan_code, h.category, e.unit_id <> of_unit, true, h.shares, null, null, null
    from unnest(persons) wanted (id) join enrolment_holds h on h.person_id = wanted.id
    join enrolments e on e.id = h.enrolment_id
   where h.enrolment_id <> except_enrolment and (h.plan_code = any (plans) or h.category = of_category)
$$;

-- Latest end of cover in a plan and the day since which it is continuous, whichever unit.
create function latest_covers(persons uuid[], plan text)
  returns table (person_id uuid, ends_on date, continuous_since date) language sql stable security definer
  set search_path = public, pg_temp as $$
  select distinct on (c.person_id) c.person_id, upper(c.period) - 1, c.continuous_since from covers c
   where c.person_id = any (persons) and c.plan_code = plan order by c.person_id, upper(c.period) desc
$$;

-- Takes the holds of an enrolment within the caller's scope, persons locked in id order first. Answers the people of
-- this enrolment who are already held or covered elsewhere; where it answers any, the caller must roll back.
create function take_holds(wanted uuid, today date) returns table (roster_person uuid, plan_code text, held boolean, ends_on date)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  roster bigint;
  taken bigint;
begin
  if not exists (select from enrolments e where e.id = wanted and e.place between scope_low() and scope_high()) then
    raise exception 'not in scope' using errcode = '42501';
  end if;
  perform 1 from person_keys k where k.id in (select r.person_id from roster_people r where r.enrolment_id = wanted)
    order by k.id for no key update;
  insert into enrolment_holds (person_id, plan_code, enrolment_id, place, shares, category)
    select r.person_id, r.plan_code, wanted, r.place, p.shares, v.category
      from roster_people r
      join enrolment_plans p on p.enrolment_id = r.enrolment_id and p.plan_code = r.plan_code
      join plan_versions v on v.id = p.plan_version_id
     where r.enrolment_id = wanted order by r.person_id, r.plan_code
    on conflict (person_id, plan_code) do nothing;
  get diagnostics taken = row_count;
  select count(*) into roster from roster_people r where r.enrolment_id = wanted;
  -- Looked for only where there are some: the planner does not know yet how many holds were just written.
  if taken < roster then
    return query
      select r.id, r.plan_code, true, null::date from roster_people r
        join enrolment_holds h on h.person_id = r.person_id and h.plan_code = r.plan_code
       where r.enrolment_id = wanted and h.enrolment_id <> wanted;
  end if;
  return query
    select r.id, r.plan_code, false, upper(c.period) - 1 from roster_people r
      join enrolment_plans p on p.enrolment_id = r.enrolment_id and p.plan_code = r.plan_code
      join plan_versions v on v.id = p.plan_version_id
      join covers c on c.person_id = r.person_id and c.plan_code = r.plan_code
     where r.enrolment_id = wanted and upper(c.period) - 1 > today + (v.content->>'renewalWindowDays')::int;
end $$;

create function release_holds(wanted uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare released int;
begin
  if not exists (select from enrolments e where e.id = wanted and e.place between scope_low() and scope_high()) then
    raise exception 'not in scope' using errcode = '42501';
  end if;
  delete from enrolment_holds h where h.enrolment_id = wanted;
  get diagnostics released = row_count;
  return released;
end $$;

-- The definer functions above read these as the owner, which FORCE would hide from it.
create policy of_owner on enrolments to current_user using (true) with check (true);
create policy of_owner on enrolment_plans to current_user using (true) with check (true);
create policy of_owner on roster_people to current_user using (true) with check (true);

revoke all on function resolve_persons(bytea[], uuid[]), find_persons(bytea[]), standing_of(uuid[], text[], text, uuid, uuid, date),
  latest_covers(uuid[], text), take_holds(uuid, date), release_holds(uuid) from public;
grant execute on function resolve_persons(bytea[], uuid[]), find_persons(bytea[]), standing_of(uuid[], text[], text, uuid, uuid, date),
  latest_covers(uuid[], text), take_holds(uuid, date), release_holds(uuid) to huzhu_app;
