-- Blind indexes keep the suite that the database was founded with: its first account shows which. A new database gets
-- its row when it is founded.
alter table database_facts add column index_suite int;
update database_facts set index_suite =
  coalesce((select get_byte(phone_index, 0) from accounts order by created_at, id limit 1), 1);
alter table database_facts alter column index_suite set not null;
