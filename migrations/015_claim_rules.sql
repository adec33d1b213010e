-- What other claims have paid or reserved for a person: under this cover, and under earlier covers of the same plan at
-- any unit; of an earlier one also whether it lies in the same continuous cover: what was paid before a gap does not
-- keep a diagnosis from being paid again. Days, money and kinds only; the category of an earlier one comes sealed.
drop function benefit_history(uuid, uuid, uuid);
create function benefit_history(of_person uuid, of_cover uuid, except_claim uuid)
  returns table (claim_id uuid, earlier boolean, continuous boolean, incident_on date, kind text, money bigint, days int,
    admissions int, category_sealed bytea, state text, submitted_at timestamptz) language sql stable security definer
  set search_path = public, pg_temp as $$
  select r.claim_id, r.cover_id <> of_cover, lower(theirs.period) >= this.continuous_since, r.incident_on, r.kind, r.money,
      r.days, r.admissions, r.category_sealed, r.state, r.submitted_at
    from benefit_reserves r
    join covers this on this.id = of_cover and this.person_id = of_person
      and this.place between scope_low() and scope_high()
    join covers theirs on theirs.id = r.cover_id
   where r.person_id = of_person and r.claim_id <> except_claim and r.state <> 'released'
     and r.plan_code = this.plan_code and lower(theirs.period) <= lower(this.period)
   order by r.submitted_at, r.claim_id
$$;
revoke all on function benefit_history(uuid, uuid, uuid) from public;
grant execute on function benefit_history(uuid, uuid, uuid) to huzhu_app;
