-- A mail that was given up and sent again knows by which one, so that nobody goes after it any more.
alter table messages add column replaced_by uuid;

-- An invoice file that was uploaded to the wrong invoice: it no longer counts, and stays on record with the reason.
alter table invoice_files add column removed_at timestamptz;
alter table invoice_files add column removed_by uuid references accounts;
alter table invoice_files add column removed_reason text;
alter table invoice_files add check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_reason is null));
