-- An association with a million standing covers at one unit, as the superuser fills it for the benches. Ids are fixed.
select set_config('app.command', 'bench.fill', false), set_config('app.low', '0', false), set_config('app.high', '9007199254740991', false);

insert into organisations (id, parent_id, kind, code, name, low, high, settlement_day, created_at) values
  ('00000000-0000-7000-8000-000000000001', null, 'head', '1000', '示例总会', 0, 9007199254740991, null, now()),
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'office', '3790', '示例办事处', 1000000000, 1999999999, 25, now()),
  ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'agency', '3791', '示例代办处', 1500000000, 1599999999, null, now()),
  ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 'unit', '91379900BENCH0000A', '甲单位', 1500000001, 1500000001, null, now()),
  ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', 'unit', '91379900BENCH0000B', '乙单位', 1500000002, 1500000002, null, now());

insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, desks, state, created_at) values
  ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-000000000004', 1500000001, 'handler', '经办', '\x00', '\x00', '{unit-handler}', 'active', now()),
  ('00000000-0000-7000-8000-0000000000a2', '00000000-0000-7000-8000-000000000002', 1000000000, 'reviewer', '审核', '\x00', '\x00', '{enrolment-review}', 'active', now()),
  ('00000000-0000-7000-8000-0000000000a3', '00000000-0000-7000-8000-000000000002', 1000000000, 'finance', '财务', '\x00', '\x00', '{finance}', 'active', now());

insert into units (organisation_id, place, credit_code, kind, staff_count, women_count) values
  ('00000000-0000-7000-8000-000000000004', 1500000001, '91379900BENCH0000A', 'enterprise', 400000, 200000),
  ('00000000-0000-7000-8000-000000000005', 1500000002, '91379900BENCH0000B', 'enterprise', 2000000, 900000);

insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, created_by, created_at) values
  ('00000000-0000-7000-8000-0000000000e0', 'CB3790250101' || '0001', '00000000-0000-7000-8000-000000000005', 1500000002,
   '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'confirmed', '00000000-0000-7000-8000-0000000000a1', now());
