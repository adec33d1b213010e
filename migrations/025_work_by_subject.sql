-- A subject is in one pool at a time: it is found without naming the pool, and locked without reading them all.
alter table work_items drop constraint work_items_kind_subject_id_key;
alter table work_items add unique (subject_id);

-- A small office counts its own part of a pool, not the whole association's.
drop index work_items_pool;
create index work_items_by_place on work_items (kind, place);
