-- Blind indexes keep the suite that the database was founded with: its first account shows which. A new database gets
-- its row when it is founded.
alter table database_facts add column index_suite int;
update database_facts set index_suite =
  coalesce((select get_byte(phone_index, 0) from accounts order by created_at, id limit 1), 1);
alter table database_facts alter column index_suite set not null;

-- The office names a unit's handler or changes their phone itself, where nobody can sign in to ask for it: one officer,
-- with a reason, at once. Such a change was never in the pool, so nobody has decided on it.
alter table unit_changes add column by_office boolean not null default false;
alter table unit_changes add check (not by_office or (state = 'approved' and decided_by is null));
create index unit_changes_unit on unit_changes (unit_id, requested_at);

-- What was asked for at each return: whoever takes the registration up again sees it, and it can be shown later.
create table registration_returns (
  id uuid primary key,
  registration_id uuid not null references registrations on delete cascade,
  returned_at timestamptz not null,
  place bigint not null,
  returned_by uuid not null references accounts,
  reasons jsonb not null
);
create index registration_returns_of on registration_returns (registration_id, returned_at);
alter table registrations no force row level security;
insert into registration_returns (id, registration_id, returned_at, place, returned_by, reasons)
  select gen_random_uuid(), id, decided_at, place, decided_by, reasons from registrations
  where state = 'returned' and decided_by is not null and decided_at is not null;
alter table registrations force row level security;
call protect('registration_returns');
