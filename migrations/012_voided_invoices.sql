-- An invoice request that no longer counts stays on record: its file may have reached the unit already.
alter table invoices
  add column voided_at timestamptz,
  add column void_reason text check (void_reason in ('removed', 'changed', 'receipt-changed')),
  add check ((voided_at is null) = (void_reason is null));
