-- Registrations of member units, the units themselves, and the changes that they ask for.

create table registrations (
  id uuid primary key,
  number text unique,
  token_hash bytea not null unique,
  place bigint not null,
  agency_id uuid references organisations,
  state text not null check (state in ('draft', 'submitted', 'returned', 'approved')),
  credit_code text not null default '',
  unit_name text not null default '',
  fields jsonb not null default '{}',
  contact_sealed bytea,
  phone_index bytea,
  contact_person_index bytea,
  reasons jsonb not null default '[]',
  decided_by uuid references accounts,
  unit_id uuid references organisations,
  version int not null default 0,
  created_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz
);
create index registrations_state on registrations (state, submitted_at, id);
-- One application at a time is under review; one that was returned does not keep others out.
create unique index registrations_in_review on registrations (credit_code) where state = 'submitted';
create index registrations_drafts on registrations (created_at) where state = 'draft';
call protect('registrations');
grant delete on registrations to huzhu_app;

create table registration_documents (
  registration_id uuid not null references registrations on delete cascade,
  kind text not null,
  place bigint not null,
  file_id uuid not null references files,
  name text not null,
  primary key (registration_id, kind)
);
call protect('registration_documents');
grant delete on registration_documents to huzhu_app;

-- 查看进度: number and phone were given, the code is asked for; then the activation code may be sent again.
create table progress_steps (
  token_hash bytea primary key,
  registration_id uuid references registrations on delete cascade,
  phone_sealed bytea not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz
);
grant select, insert, update, delete on progress_steps to huzhu_app;

create table units (
  organisation_id uuid primary key references organisations,
  place bigint not null,
  credit_code text not null unique,
  kind text not null,
  industry text not null default '',
  union_name text not null default '',
  union_credit_code text not null default '',
  union_chair text not null default '',
  staff_count int not null check (staff_count >= 0),
  women_count int not null check (women_count >= 0),
  contact_account_id uuid references accounts,
  invoice_title text not null default '',
  tax_number text not null default '',
  invoice_mail text not null default '',
  -- Grows with every change that a confirmation letter shows.
  letter_version int not null default 0,
  version int not null default 0
);
call protect('units');

create table unit_changes (
  id uuid primary key,
  unit_id uuid not null references units,
  place bigint not null,
  state text not null check (state in ('pending', 'approved', 'returned')),
  fields jsonb not null,
  before jsonb not null,
  -- Readable columns hold masked values; this one holds the change whole.
  sealed bytea not null,
  explanation text not null default '',
  reason text not null default '',
  requested_by uuid not null references accounts,
  requested_by_person bytea,
  decided_by uuid references accounts,
  decided_by_person bytea,
  version int not null default 0,
  requested_at timestamptz not null,
  decided_at timestamptz,
  check (decided_by is null or decided_by <> requested_by),
  check (decided_by_person is null or requested_by_person is null or decided_by_person <> requested_by_person)
);
create unique index unit_changes_pending on unit_changes (unit_id) where state = 'pending';
create index unit_changes_state on unit_changes (state, requested_at, id);
call protect('unit_changes');

-- Registration asks across all units; only yes or no comes back.
create function credit_code_registered(code text) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from organisations o where o.kind = 'unit' and o.code = upper($1))
$$;
revoke all on function credit_code_registered(text) from public;
grant execute on function credit_code_registered(text) to huzhu_app;

-- User names are unique across the association; an officer who approves a unit sees only part of it.
create function user_names_like(base text) returns setof text language sql stable security definer
  set search_path = public, pg_temp as $$
  select user_name from accounts where user_name ~ ('^' || $1 || '[0-9]*$') and $1 ~ '^[a-z]{2,64}$'
$$;
revoke all on function user_names_like(text) from public;
grant execute on function user_names_like(text) to huzhu_app;
