-- What a unit's file said of a person is kept as it was said: another wording is another record, and the newest one is
-- how the unit knows the person now. Rosters and covers name the record that they were made with, so a later import
-- renames nobody whose enrolment was reviewed or whose letter was printed.
alter table people drop constraint people_unit_id_person_id_key;
create index people_of_unit on people (unit_id, person_id, id);
alter table people rename column updated_at to recorded_at;
revoke update on people from huzhu_app;

-- Everything that a letter says of its people, as one hash in the order of its roster.
create function people_digest(letter uuid) returns bytea language sql stable set search_path = public, pg_temp as $$
  select sha256(coalesce(string_agg(sha256(
      convert_to(concat_ws(E'\n', c.row_number, p.name, c.risk_class, lower(c.period) - date '2000-01-01',
        upper(c.period) - date '2000-01-01'), 'UTF8') || p.sealed), ''::bytea order by c.row_number), ''))
    from covers c join people p on p.id = c.people_id where c.certificate_id = letter
$$;
revoke all on function people_digest(uuid) from public;
grant execute on function people_digest(uuid) to huzhu_app;

-- The owner is bound by the walls as well: they are opened for the letters that there are, and closed again.
alter table people no force row level security;
alter table certificate_versions no force row level security;
select set_config('app.command', 'migrate', true);
alter table certificate_versions add people_digest bytea;
update certificate_versions v set people_digest = d.digest
  from (select id, people_digest(id) as digest from (select distinct certificate_id as id from certificate_versions) c) d
 where d.id = v.certificate_id;
alter table certificate_versions alter people_digest set not null;
alter table people force row level security;
alter table certificate_versions force row level security;
