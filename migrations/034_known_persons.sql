-- Whoever gets an id here has the one that was offered, so only the places of those who had one already are answered:
-- of a first import that is nearly nobody, and hundreds of thousands of rows are neither sent nor read.
create or replace function resolve_persons(hashes bytea[], offered uuid[]) returns table (place bigint, id uuid)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare added bigint;
begin
  insert into person_keys (id, hash)
    select given.id, given.hash from unnest(offered, hashes) as given (id, hash) order by given.hash
    on conflict (hash) do nothing;
  get diagnostics added = row_count;
  if added < cardinality(hashes) then
    return query select given.place, known.id from unnest(hashes, offered) with ordinality as given (hash, offered, place)
      join person_keys known on known.hash = given.hash and known.id <> given.offered;
  end if;
end $$;
