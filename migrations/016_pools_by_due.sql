-- Pools show what is due first; work without a day comes last. A column that is never null, so that pages follow one index.
alter table work_items add column due_order timestamptz not null
  generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored;
create index work_items_by_due on work_items (kind, due_order, entered_at, subject_id);
