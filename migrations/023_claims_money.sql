-- What claims and payouts got wrong about money: who decided in an earlier round, letters whose payment came back.

-- Who decided, by person: a return forgets the reviewers of a case, its history does not.
alter table claim_decisions add column account_person bytea;

-- A letter about a payment that came back (退汇) says what is not so any more.
alter table claim_letters add column superseded_at timestamptz;

-- Rows that are there are brought up to it. The walls bind their owner too, unless they are not forced.
alter table claim_decisions no force row level security;
alter table claim_letters no force row level security;
select set_config('app.command', 'migrate', true);
update claim_decisions d set account_person = a.person_index
  from accounts a where a.id = d.account_id and a.person_index is not null;
update claim_letters l set superseded_at = now()
  from claims c where c.id = l.claim_id and l.kind = 'closed' and c.state <> 'closed';
select set_config('app.command', '', true);
alter table claim_decisions force row level security;
alter table claim_letters force row level security;

-- Whether a person decided a claim: at one of its desks in any round, or on its corrected payee.
create or replace function decided_claim(of_claim uuid, account uuid, person bytea) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from claims c where c.id = of_claim and (
      account in (c.first_reviewed_by, c.second_reviewed_by, c.approved_by)
      or person in (c.first_reviewed_by_person, c.second_reviewed_by_person, c.approved_by_person)))
    or exists (select from claim_decisions d where d.claim_id = of_claim
      and d.action in ('pass', 'propose', 'regrade', 'approve', 'escalate', 'refuse', 'decline')
      and (d.account_id = account or d.account_person = person))
    or exists (select from payee_corrections p where p.claim_id = of_claim and p.state = 'approved'
      and (p.decided_by = account or p.decided_by_person = person))
$$;

-- When a reserve was released: a case that is submitted again keeps its place in the sequence, unless another case has
-- been calculated in it since.
alter table benefit_reserves add column released_at timestamptz;

-- What other claims have paid or reserved for a person: under this cover and under other covers of the same plan at any
-- unit. `continuous`: of this cover or an earlier one of the same continuous cover; only those tell whether a diagnosis
-- was paid. All others, covers that came later among them, count for limits over all covers alone, whose counters know
-- no order of covers either. Days, money and kinds only; the category of another cover comes sealed.
create or replace function benefit_history(of_person uuid, of_cover uuid, except_claim uuid)
  returns table (claim_id uuid, earlier boolean, continuous boolean, incident_on date, kind text, money bigint, days int,
    admissions int, category_sealed bytea, state text, submitted_at timestamptz) language sql stable security definer
  set search_path = public, pg_temp as $$
  select r.claim_id, r.cover_id <> of_cover,
      lower(theirs.period) >= this.continuous_since and lower(theirs.period) <= lower(this.period),
      r.incident_on, r.kind, r.money, r.days, r.admissions, r.category_sealed, r.state, r.submitted_at
    from benefit_reserves r
    join covers this on this.id = of_cover and this.person_id = of_person
      and this.place between scope_low() and scope_high()
    join covers theirs on theirs.id = r.cover_id
   where r.person_id = of_person and r.claim_id <> except_claim and r.state <> 'released'
     and r.plan_code = this.plan_code
   order by r.submitted_at, r.claim_id
$$;

-- What an image would look like turned by 90°, 180° and 270°: a copy that was turned before it came is found as well.
-- Images from before have none and are found by the turned likenesses of those that come.
alter table claim_materials add column turned bigint[] not null default '{}';

-- Images of other cases with the same pixels, or so alike that they may be the same, whichever way they were turned; the
-- other case is named only where it lies within the caller's scope. Cases of the same event share their images.
create or replace function image_uses(of_claim uuid)
  returns table (material_id uuid, distance int, same_person boolean, kind text, other_claim uuid, other_material uuid,
    number text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select m.id, m.kind, m.pixel_hash, look, c.acceptance_id, c.person_id, c.incident_on
      from claim_materials m join claims c on c.id = m.claim_id
      cross join lateral unnest(array[m.likeness] || m.turned) look
     where c.id = of_claim and c.place between scope_low() and scope_high() and m.removed_at is null
  )
  select distinct on (mine.id, theirs.id) mine.id,
      case when theirs.pixel_hash = mine.pixel_hash then 0
           else greatest(1, bit_count((theirs.likeness # mine.look)::bit(64))::int) end,
      c.person_id = mine.person_id, mine.kind,
      case when c.place between scope_low() and scope_high() then c.id end,
      case when c.place between scope_low() and scope_high() then theirs.id end,
      case when c.place between scope_low() and scope_high() then c.number end
    from mine
    join claim_materials theirs on theirs.removed_at is null and theirs.claim_id <> of_claim and (
      theirs.pixel_hash = mine.pixel_hash
      or ((theirs.likeness & 8191) = (mine.look & 8191)
        or ((theirs.likeness >> 13) & 8191) = ((mine.look >> 13) & 8191)
        or ((theirs.likeness >> 26) & 8191) = ((mine.look >> 26) & 8191)
        or ((theirs.likeness >> 39) & 8191) = ((mine.look >> 39) & 8191)
        or ((theirs.likeness >> 52) & 4095) = ((mine.look >> 52) & 4095))
       and bit_count((theirs.likeness # mine.look)::bit(64)) <= 4)
    join claims c on c.id = theirs.claim_id and c.state <> 'deleted'
     and not (c.acceptance_id = mine.acceptance_id and c.person_id = mine.person_id and c.incident_on = mine.incident_on)
   order by mine.id, theirs.id, 2
$$;
