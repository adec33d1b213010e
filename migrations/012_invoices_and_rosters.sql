-- An invoice request that no longer counts stays on record: its file may have reached the unit already.
alter table invoices
  add column voided_at timestamptz,
  add column void_reason text check (void_reason in ('removed', 'changed', 'receipt-changed')),
  add check ((voided_at is null) = (void_reason is null));

-- Receipt and review of a roster are read from its counters: a count over all its people would cost every list its length.
alter table enrolment_plans
  add column high_risk int not null default 0 check (high_risk >= 0),
  add column renewing int not null default 0 check (renewing >= 0),
  add column high_risk_renewing int not null default 0 check (high_risk_renewing >= 0),
  add column warned int not null default 0 check (warned >= 0);

-- Rosters that are there are counted once. The walls bind their owner too, unless they are not forced.
alter table roster_people no force row level security;
alter table enrolment_plans no force row level security;
select set_config('app.command', 'migrate', true);
update enrolment_plans e set high_risk = n.high_risk, renewing = n.renewing, high_risk_renewing = n.high_risk_renewing,
    warned = n.warned
  from (select enrolment_id, plan_code, count(*) filter (where risk_class = 'high-risk') as high_risk,
      count(*) filter (where renewing) as renewing,
      count(*) filter (where risk_class = 'high-risk' and renewing) as high_risk_renewing,
      count(*) filter (where warnings <> '{}') as warned
    from roster_people group by enrolment_id, plan_code) n
 where e.enrolment_id = n.enrolment_id and e.plan_code = n.plan_code;
select set_config('app.command', '', true);
alter table roster_people force row level security;
alter table enrolment_plans force row level security;
