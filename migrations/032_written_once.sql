-- Why a case is taken after its deadline tells of illnesses: it is kept sealed. Reasons that were given before stay where
-- they are, since nothing but the server can seal them.
alter table claims add late_sealed bytea;

-- What a letter says and whom a cover insures stay as they were said. Of a version only its file comes later.
revoke update on covers, certificate_versions from huzhu_app;
grant update (file_id, unprintable) on certificate_versions to huzhu_app;

-- Stored files are read again at night to see that their bytes are whole, those first that were not for longest.
alter table files add column checked_at timestamptz;
create index files_to_check on files (checked_at nulls first, id) where removed_at is null;
