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
