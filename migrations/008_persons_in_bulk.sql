-- Persons by the hundred thousand: nearly all of a first import are new, so they are written at once and asked for only
-- where some were known already. As before, hashes go in order, so that two imports of the same people wait for each
-- other instead of deadlocking, and every place of the given list is answered.
create or replace function resolve_persons(hashes bytea[], offered uuid[]) returns table (place bigint, id uuid)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare added bigint;
begin
  insert into person_keys (id, hash)
    select given.id, given.hash from unnest(offered, hashes) as given (id, hash) order by given.hash
    on conflict (hash) do nothing;
  get diagnostics added = row_count;
  if added = cardinality(hashes) then
    return query select given.place, given.id from unnest(offered) with ordinality as given (id, place);
  else
    return query select given.place, known.id from unnest(hashes) with ordinality as given (hash, place)
      join person_keys known on known.hash = given.hash;
  end if;
end $$;
