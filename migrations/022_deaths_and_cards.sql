-- The card that a case was last submitted or corrected with: one that names several persons is found while none of them
-- is approved. Cases that were submitted before are known by it once they are approved or come back.
alter table claims add column submitted_card_index bytea;
create index claims_submitted_card on claims (submitted_card_index) where submitted_card_index is not null;

-- Cases of other persons that were submitted, approved or paid with the same bank card.
create or replace function card_uses(of_claim uuid, card bytea)
  returns table (number text, at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select case when c.place between scope_low() and scope_high() then c.number end, coalesce(c.approved_at, c.submitted_at)
    from claims this
    join claims c on (c.card_index = card or c.submitted_card_index = card) and c.person_id <> this.person_id
   where this.id = of_claim and this.place between scope_low() and scope_high()
   order by 2 desc nulls last limit 20
$$;

-- A case that is approved again tells the day anew; what another case told stays.
create or replace function mark_deceased(of_claim uuid, on_day date) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare claim claims;
begin
  select * into claim from claims c where c.id = of_claim and c.place between scope_low() and scope_high();
  if claim.id is null then raise exception 'not in scope' using errcode = '42501'; end if;
  insert into person_deaths (person_id, died_on, claim_id) values (claim.person_id, on_day, of_claim)
    on conflict (person_id) do update set died_on = excluded.died_on where person_deaths.claim_id = of_claim;
end $$;

-- Takes back that a person died where a case told so that ended without payment. Another case of their death that was
-- approved carries the mark on, with its day.
create function unmark_deceased(of_claim uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  claim claims;
  other uuid;
begin
  select * into claim from claims c where c.id = of_claim and c.place between scope_low() and scope_high();
  if claim.id is null then raise exception 'not in scope' using errcode = '42501'; end if;
  select c.id into other from claims c
   where c.person_id = claim.person_id and c.kind = claim.kind and c.id <> of_claim and c.payee_sealed is not null
     and c.state not in ('refused', 'declined', 'withdrawn')
   order by c.accepted_at, c.id limit 1;
  if other is null then
    delete from person_deaths d where d.person_id = claim.person_id and d.claim_id = of_claim;
  else
    update person_deaths d set claim_id = other where d.person_id = claim.person_id and d.claim_id = of_claim;
  end if;
end $$;
revoke all on function unmark_deceased(uuid) from public;
grant execute on function unmark_deceased(uuid) to huzhu_app;
