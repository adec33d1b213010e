-- A server that ran into a month without partitions wrote its rows into the default ones, beside which no partition of
-- that month could be made any more. The month's rows are moved out first. Partitions are made apart and attached, so
-- that readers and writers of other months go on; whoever makes months waits for others who do.
create or replace function ensure_months(first date, months int) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  month date;
  parent text;
  part text;
  since timestamptz;
  until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_months'));
  foreach parent in array array['journal', 'messages'] loop
    for month in select (date_trunc('month', first) + make_interval(months => n))::date from generate_series(0, months - 1) n loop
      part := format('%s_%s', parent, to_char(month, 'YYYYMM'));
      if to_regclass(part) is not null then continue; end if;
      since := (month::text || ' 00:00+08')::timestamptz;
      until := ((month + interval '1 month')::date::text || ' 00:00+08')::timestamptz;
      execute format('create table %I (like %I including defaults including constraints)', part, parent);
      -- Nothing may come into the default partition between the move and the attaching.
      execute format('lock table %I in access exclusive mode', parent || '_default');
      -- append_only and named_command stand on the parents: rows change their partition, not what they say.
      execute format('with moved as (delete from %I where at >= %L and at < %L returning *) insert into %I select * from moved',
        parent || '_default', since, until, part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, since, until);
    end loop;
  end loop;
end $$;
