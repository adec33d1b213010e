-- A second calculation of every benefit of the catalogue, in PostgreSQL's numeric and independent of the product's code.
-- Each plan is written out by hand from the catalogue's table and reading rules; nothing is read from the plan files.
-- oracle.answer(plan, facts) gives the total in yuan with two decimals, or `refused <path of the field>`.
create schema oracle;

-- ── What is refused ────────────────────────────────────────────────────────────────────────────────────────────────

create function oracle.is_day(value jsonb) returns boolean language sql immutable as $$
  select case when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}$'
              then pg_input_is_valid(value #>> '{}', 'date') else false end
$$;

create function oracle.is_amount(value jsonb) returns boolean language sql immutable as $$
  select case when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{1,12}(\.\d{1,2})?$'
              then (value #>> '{}')::numeric <= 99999999.99 else false end
$$;

create function oracle.is_count(value jsonb, low integer, high integer) returns boolean language sql immutable as $$
  select case when jsonb_typeof(value) = 'number' and value #>> '{}' ~ '^-?\d+$'
              then (value #>> '{}')::numeric between low and high else false end
$$;

create function oracle.amount_fields() returns text[] language sql immutable as $$
  select array['total','pooledFund','otherFund','selfPaid1','selfPaid2','fullySelfPaid','cash','deductibleSelfPaid',
               'ratioSelfPaid','partSelfDrug','inScope','actualPaid']
$$;

create function oracle.kinds_of(plan text) returns text[] language sql immutable as $$
  select case plan
    when 'hubei-inpatient' then array['illness-inpatient']
    when 'yunnan-inpatient' then array['illness-inpatient','accident-inpatient']
    when 'xian-inpatient' then array['illness-inpatient']
    when 'henan-drivers' then array['accident-medical','disability','accident-death']
    when 'beijing-women' then array['women-illness']
    when 'ningbo-women' then array['women-illness']
    when 'nanping-women' then array['women-illness']
    when 'hubei-critical' then array['critical-illness']
    when 'beijing-allowance' then array['hospital-allowance']
    when 'accident-100' then array['disability','accident-death']
    when 'local-remote-inpatient' then array['illness-inpatient']
    when 'comprehensive' then array['illness-inpatient','accident-inpatient','hospital-allowance','accident-death']
  end
$$;

create function oracle.most_shares(plan text) returns integer language sql immutable as $$
  select case plan when 'beijing-women' then 3 when 'comprehensive' then 3 when 'hubei-critical' then 2 else 1 end
$$;

create function oracle.unknown_fields(value jsonb, at text, known text[]) returns setof text language sql immutable as $$
  select at || name from jsonb_object_keys(value) name where name <> all (known)
$$;

create function oracle.sheet_faults(plan text, kind text, sheet jsonb, at text) returns setof text language sql immutable as $$
  select oracle.unknown_fields(sheet, at || '.', oracle.amount_fields() || array['hospitalLevel','insurance','remote',
    'admittedOn','dischargedOn','stay','hospital','invoiceNumber','settlementKind','treatment'])
  union all
  select at || '.' || name from unnest(oracle.amount_fields()) name where sheet ? name and not oracle.is_amount(sheet -> name)
  union all
  select at || '.' || name from unnest(array['admittedOn','dischargedOn']) name
   where case when sheet ? name then not oracle.is_day(sheet -> name)
              else kind in ('illness-inpatient','accident-inpatient','hospital-allowance') end
  union all
  select at || '.dischargedOn'
   where case when oracle.is_day(sheet -> 'admittedOn') and oracle.is_day(sheet -> 'dischargedOn')
              then (sheet ->> 'dischargedOn')::date < (sheet ->> 'admittedOn')::date end
  union all
  select at || '.hospitalLevel'
   where case when sheet ? 'hospitalLevel' then sheet ->> 'hospitalLevel' not in ('一级','二级','三级')
              else plan = 'comprehensive' and kind = 'illness-inpatient' end
  union all
  select at || '.insurance'
   where case when sheet ? 'insurance' then sheet ->> 'insurance' not in ('employee','resident','none')
              else plan = 'local-remote-inpatient' end
  union all
  select at || '.remote' where sheet ? 'remote' and jsonb_typeof(sheet -> 'remote') <> 'boolean'
$$;

create function oracle.history_faults(plan text, entry jsonb, at text) returns setof text language sql immutable as $$
  select oracle.unknown_fields(entry, at || '.', array['on','kind','paid','days','admissions','earlier','category'])
  union all
  select at || '.paid' where entry ? 'paid' and not oracle.is_amount(entry -> 'paid')
  union all
  select at || '.' || name from unnest(array['days','admissions']) name
   where entry ? name and not oracle.is_count(entry -> name, 0, 1000000)
  union all
  select at || '.category'
   where plan = 'beijing-women' and entry -> 'earlier' = 'true' and entry ->> 'kind' = 'women-illness' and not entry ? 'category'
$$;

create function oracle.claim_faults(plan text, claim jsonb, history jsonb) returns setof text language sql immutable as $$
  select oracle.unknown_fields(claim, 'claim.', array['kind','on','diagnosis','disabilityGrade'])
  union all
  select 'claim.kind' where claim ->> 'kind' is null or claim ->> 'kind' <> all (oracle.kinds_of(plan))
  union all
  select 'claim.on'
   where case when claim ? 'on' then not oracle.is_day(claim -> 'on')
              else claim ->> 'kind' = any (oracle.kinds_of(plan))
                   and claim ->> 'kind' not in ('illness-inpatient','accident-inpatient','hospital-allowance') end
  union all
  select 'claim.disabilityGrade'
   where case when claim ? 'disabilityGrade' then not oracle.is_count(claim -> 'disabilityGrade', 1, 10)
              else claim ->> 'kind' = 'disability' and 'disability' = any (oracle.kinds_of(plan)) end
  union all
  select 'claim.diagnosis.grade'
   where case when claim -> 'diagnosis' ? 'grade' then claim #>> '{diagnosis,grade}' not in ('mild','severe')
              else plan = 'hubei-critical' and claim ->> 'kind' = 'critical-illness' end
  union all
  select 'claim.diagnosis.category'
   where claim ->> 'kind' = 'women-illness' and case plan
     when 'nanping-women' then coalesce(claim #>> '{diagnosis,category}', '') not in ('一类','二类','三类','四类')
     when 'beijing-women' then claim #>> '{diagnosis,category}' is null and exists (
       select from jsonb_array_elements(history) entry
        where entry -> 'earlier' = 'true' and entry ->> 'kind' = 'women-illness') end
  union all
  select 'claim.diagnosis.inSitu'
   where claim -> 'diagnosis' ? 'inSitu' and jsonb_typeof(claim #> '{diagnosis,inSitu}') <> 'boolean'
$$;

create function oracle.faults(plan text, facts jsonb) returns setof text language sql immutable as $$
  select oracle.unknown_fields(facts, '', array['cover','claim','sheets','history'])
  union all
  select oracle.unknown_fields(facts -> 'cover', 'cover.', array['effectiveOn','endsOn','shares','riskClass','continuousSince'])
  union all
  select 'cover.' || name from unnest(array['effectiveOn','endsOn']) name
   where not coalesce(oracle.is_day(facts -> 'cover' -> name), false)
  union all
  select 'cover.shares'
   where facts -> 'cover' ? 'shares' and not oracle.is_count(facts #> '{cover,shares}', 1, oracle.most_shares(plan))
  union all
  select oracle.claim_faults(plan, facts -> 'claim', coalesce(facts -> 'history', '[]'))
  union all
  select 'sheets'
   where jsonb_array_length(coalesce(facts -> 'sheets', '[]')) = 0
     and facts #>> '{claim,kind}' = any (oracle.kinds_of(plan))
     and facts #>> '{claim,kind}' in ('illness-inpatient','accident-inpatient','hospital-allowance','accident-medical')
  union all
  select oracle.sheet_faults(plan, facts #>> '{claim,kind}', sheet, format('sheets[%s]', at - 1))
    from jsonb_array_elements(coalesce(facts -> 'sheets', '[]')) with ordinality sheets(sheet, at)
   where facts #>> '{claim,kind}' = any (oracle.kinds_of(plan))
  union all
  select oracle.history_faults(plan, entry, format('history[%s]', at - 1))
    from jsonb_array_elements(coalesce(facts -> 'history', '[]')) with ordinality entries(entry, at)
$$;

-- ── What is paid ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Paid under this cover by other claims for benefits of these kinds.
create function oracle.paid(facts jsonb, variadic kinds text[]) returns numeric language sql immutable as $$
  select coalesce(sum((entry ->> 'paid')::numeric), 0)
    from jsonb_array_elements(coalesce(facts -> 'history', '[]')) entry
   where entry ->> 'kind' = any (kinds) and entry -> 'earlier' is distinct from 'true'
$$;

-- Days paid, or admissions judged, under this cover by other claims for one kind.
create function oracle.used(facts jsonb, kind text, what text) returns integer language sql immutable as $$
  select coalesce(sum((entry ->> what)::integer), 0)::integer
    from jsonb_array_elements(coalesce(facts -> 'history', '[]')) entry
   where entry ->> 'kind' = kind and entry -> 'earlier' is distinct from 'true'
$$;

-- The part of an amount between two bounds.
create function oracle.part(amount numeric, low numeric, high numeric) returns numeric language sql immutable as $$
  select greatest(0, least(amount, coalesce(high, amount)) - low)
$$;

create function oracle.own_part(sums jsonb) returns numeric language sql immutable as $$
  select (sums ->> 'selfPaid1')::numeric + (sums ->> 'selfPaid2')::numeric
$$;

-- Admissions of a claim: sheets by day of admission (equal days as given), those with one stay number added up; hospital
-- level, insurance and place are those of the first.
create function oracle.admissions(facts jsonb)
returns table (place bigint, admitted date, discharged date, level text, insurance text, remote boolean, sums jsonb)
language sql immutable as $$
  with given as (
    select sheet, at, (sheet ->> 'admittedOn')::date as admitted, (sheet ->> 'dischargedOn')::date as discharged,
           row_number() over (order by (sheet ->> 'admittedOn')::date, at) as place,
           coalesce('stay ' || (sheet ->> 'stay'), 'sheet ' || at) as joined
      from jsonb_array_elements(facts -> 'sheets') with ordinality sheets(sheet, at)
  )
  select min(given.place), min(given.admitted), max(given.discharged),
         (array_agg(sheet ->> 'hospitalLevel' order by given.place))[1],
         (array_agg(sheet ->> 'insurance' order by given.place))[1],
         (array_agg(coalesce((sheet ->> 'remote')::boolean, false) order by given.place))[1],
         (select jsonb_object_agg(name, total) from (
            select name, sum(coalesce((other.sheet ->> name)::numeric, 0)) as total
              from unnest(oracle.amount_fields()) name, given other
             where other.joined = given.joined group by name) as totals)
    from given group by given.joined order by 1
$$;

-- Tiers of the comprehensive plan above the deductible, × shares, at most the own part, at least 50 where above 0.
create function oracle.comprehensive(own numeric, deductible numeric, shares integer) returns numeric language plpgsql immutable as $$
declare
  above numeric := greatest(0, own - deductible);
  pays numeric;
begin
  pays := round(oracle.part(above, 0, 5000) * 0.40, 2) + round(oracle.part(above, 5000, 20000) * 0.50, 2)
        + round(oracle.part(above, 20000, null) * 0.60, 2);
  pays := least(pays * shares, own);
  return case when pays > 0 then greatest(pays, 50) else 0 end;
end $$;

-- Ratio benefits that go admission by admission.
create function oracle.by_admission(plan text, facts jsonb) returns numeric language plpgsql immutable as $$
declare
  kind text := facts #>> '{claim,kind}';
  first_day date := facts #>> '{cover,effectiveOn}';
  last_day date := facts #>> '{cover,endsOn}';
  since date := coalesce(facts #>> '{cover,continuousSince}', facts #>> '{cover,effectiveOn}');
  shares integer := coalesce((facts #>> '{cover,shares}')::integer, 1);
  sequence integer := oracle.used(facts, kind, 'admissions');
  period_limit numeric := case plan when 'xian-inpatient' then 11871.40 when 'comprehensive' then 50000 end;
  total numeric := 0;
  pays numeric;
  own numeric;
  basis numeric;
  stay record;
begin
  for stay in select * from oracle.admissions(facts) order by place loop
    continue when stay.admitted not between first_day and last_day;
    sequence := sequence + 1;
    continue when plan = 'comprehensive' and kind = 'illness-inpatient' and stay.admitted - since + 1 <= 30;
    own := oracle.own_part(stay.sums);
    case plan
      when 'hubei-inpatient' then
        pays := round(own * 0.70, 2) * shares;
      when 'yunnan-inpatient' then
        pays := (round(oracle.part(own, 800, 10000) * 0.30, 2) + round(oracle.part(own, 10000, 100000) * 0.60, 2)
               + round(oracle.part(own, 100000, 150000) * 0.80, 2)) * shares;
      when 'xian-inpatient' then
        pays := shares * case sequence
          when 1 then 300 + round((stay.sums ->> 'ratioSelfPaid')::numeric * 0.60, 2)
          when 2 then 120 + round((stay.sums ->> 'ratioSelfPaid')::numeric * 0.30, 2)
          else 0 end;
      when 'local-remote-inpatient' then
        basis := (stay.sums ->> 'partSelfDrug')::numeric + (stay.sums ->> 'deductibleSelfPaid')::numeric
               + round((stay.sums ->> 'inScope')::numeric * case when stay.remote then 0.13 else 0.10 end, 2) - 400;
        pays := shares * round(greatest(0, basis) * case
          when stay.insurance = 'employee' then case when stay.remote then 0.40 else 0.50 end
          when stay.insurance = 'resident' then case when stay.remote then 0.35 else 0.45 end
          else 0 end, 2);
      when 'comprehensive' then
        pays := oracle.comprehensive(own, case when kind = 'accident-inpatient' then 0
          else case stay.level when '一级' then 200 when '二级' then 400 when '三级' then 600 end end, shares);
    end case;
    if period_limit is not null then
      pays := least(pays, greatest(0, period_limit - oracle.paid(facts, kind) - total));
    end if;
    total := total + pays;
  end loop;
  return total;
end $$;

-- Allowances for each day of a stay after the first days, up to so many days of the period.
create function oracle.allowance(plan text, facts jsonb) returns numeric language plpgsql immutable as $$
declare
  first_day date := facts #>> '{cover,effectiveOn}';
  last_day date := facts #>> '{cover,endsOn}';
  shares integer := coalesce((facts #>> '{cover,shares}')::integer, 1);
  days_left integer;
  days integer;
  total numeric := 0;
  stay record;
begin
  days_left := case plan when 'beijing-allowance' then 180 else 90 end - oracle.used(facts, 'hospital-allowance', 'days');
  for stay in select * from oracle.admissions(facts) order by place loop
    continue when stay.admitted not between first_day and last_day;
    days := stay.discharged - stay.admitted - case plan when 'beijing-allowance' then 1 else 3 end;
    days := greatest(0, least(days, days_left));
    days_left := days_left - days;
    total := total + days * case plan when 'beijing-allowance' then 40 else 30 * shares end;
  end loop;
  return total;
end $$;

-- Benefits of one day: a diagnosis, an accident, a disability, a death.
create function oracle.by_day(plan text, facts jsonb) returns numeric language plpgsql immutable as $$
declare
  kind text := facts #>> '{claim,kind}';
  happened date := facts #>> '{claim,on}';
  first_day date := facts #>> '{cover,effectiveOn}';
  last_day date := facts #>> '{cover,endsOn}';
  since date := coalesce(facts #>> '{cover,continuousSince}', facts #>> '{cover,effectiveOn}');
  shares integer := coalesce((facts #>> '{cover,shares}')::integer, 1);
  in_situ boolean := coalesce((facts #>> '{claim,diagnosis,inSitu}')::boolean, false);
  category text := facts #>> '{claim,diagnosis,category}';
  severe boolean := facts #>> '{claim,diagnosis,grade}' = 'severe';
  day integer := happened - since + 1;
  grade_share numeric := (11 - (facts #>> '{claim,disabilityGrade}')::numeric) / 10;
  one_sum numeric := case plan when 'henan-drivers' then 40000 else 60000 end;
  costs numeric;
begin
  if happened not between first_day and last_day then return 0; end if;
  case
    when plan = 'henan-drivers' and kind = 'accident-medical' then
      select sum(coalesce((sheet ->> 'selfPaid1')::numeric, 0)) into costs from jsonb_array_elements(facts -> 'sheets') sheet;
      return least(greatest(0, costs - 100), greatest(0, 10000 - oracle.paid(facts, 'accident-medical')));
    when plan in ('henan-drivers', 'accident-100') then
      return least(case kind when 'disability' then round(one_sum * grade_share, 2) else one_sum end,
                   greatest(0, one_sum - oracle.paid(facts, 'disability', 'accident-death')));
    when plan = 'comprehensive' then
      return case when oracle.paid(facts, 'accident-death') > 0 then 0 else 30000 * shares end;
    when plan = 'hubei-critical' then
      return greatest(0, case when severe then 10000 else 3000 end * shares - oracle.paid(facts, 'critical-illness'));
    when oracle.paid(facts, 'women-illness') > 0 then
      return 0;
    when plan = 'nanping-women' then
      return case category when '一类' then 6000 when '二类' then 3000 when '三类' then 2000 when '四类' then 1000 end;
    when plan = 'ningbo-women' then
      return case when day <= 30 then 0 when day <= 90 then 1000 when in_situ then 5000 else 10000 end;
    when plan = 'beijing-women' then
      if exists (select from jsonb_array_elements(coalesce(facts -> 'history', '[]')) entry
                  where entry -> 'earlier' = 'true' and entry ->> 'kind' = 'women-illness'
                    and entry ->> 'category' = category and coalesce((entry ->> 'paid')::numeric, 0) > 0) then
        return 0;
      end if;
      return shares * case when day <= 30 then 0 when day <= 60 then 500 when in_situ then 2000 else 15000 end;
  end case;
end $$;

create function oracle.answer(plan text, facts jsonb) returns text language plpgsql immutable as $$
declare
  fault text := (select min(path collate "C") from oracle.faults(plan, facts) path);
  kind text := facts #>> '{claim,kind}';
begin
  if fault is not null then return 'refused ' || fault; end if;
  return round(case
    when kind = 'hospital-allowance' then oracle.allowance(plan, facts)
    when kind in ('illness-inpatient', 'accident-inpatient') then oracle.by_admission(plan, facts)
    else oracle.by_day(plan, facts) end, 2)::text;
end $$;
