-- What payouts got wrong: money that came back under one reference of the bank, and what nobody could see or mend.

-- The bank's reference of a 退汇 as it is compared, as in 019, with the office that it belongs to. One reference takes
-- back one payment; a registration that is dropped frees it.
alter table payout_reversals
  add column office_id uuid references organisations,
  add column reference_key text;

-- The walls bind their owner too, unless they are not forced. Should the same reference have been registered twice, both
-- stay, and the later one keeps a key of its own.
alter table payout_reversals no force row level security;
alter table payout_lines no force row level security;
alter table payout_batches no force row level security;
select set_config('app.command', 'migrate', true);
update payout_reversals r set office_id = k.office_id,
    reference_key = k.key || case when k.nth > 1 then ' ' || r.id else '' end
  from (select id, office_id, key, row_number() over (partition by office_id, key order by requested_at, id) as nth
    from (select p.id, b.office_id, p.requested_at,
        upper(regexp_replace(normalize(p.reference, NFKC), '[\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]', '', 'g'))
          as key
      from payout_reversals p join payout_lines l on l.id = p.line_id join payout_batches b on b.id = l.batch_id
     where p.state <> 'dropped') keyed) k
 where k.id = r.id;
select set_config('app.command', '', true);
alter table payout_reversals force row level security;
alter table payout_lines force row level security;
alter table payout_batches force row level security;
alter table payout_reversals
  add constraint reversal_has_a_reference check (state = 'dropped' or (office_id is not null and reference_key is not null));
create unique index payout_reversals_reference on payout_reversals (office_id, reference_key) where state <> 'dropped';

-- Cards are looked at in what waits as well, and the last card of a person in what failed or came back.
drop index payout_lines_card;
create index payout_lines_card on payout_lines (card_index) where state in ('waiting', 'paid');
drop index payout_lines_person;
create index payout_lines_person on payout_lines (person_id, answered_at desc)
  where state in ('paid', 'failed', 'reversed');

-- How many other persons' cases were submitted, approved or paid with a card, wherever they are: a number names nobody.
create function card_persons(of_claim uuid, card bytea) returns int language sql stable security definer
  set search_path = public, pg_temp as $$
  select count(distinct c.person_id)::int
    from claims this
    join claims c on (c.card_index = card or c.submitted_card_index = card) and c.person_id <> this.person_id
   where this.id = of_claim and this.place between scope_low() and scope_high()
$$;
revoke all on function card_persons(uuid, bytea) from public;
grant execute on function card_persons(uuid, bytea) to huzhu_app;

-- 再次支付: a failure that is not the payee's leads back to payment. Who imported the bank's answer does not decide that,
-- nor the same person under another account.
insert into claim_steps values ('payment-failed', 'payable');
alter table bank_returns add column imported_by_person bytea;
alter table bank_returns no force row level security;
select set_config('app.command', 'migrate', true);
update bank_returns r set imported_by_person = a.person_index
  from accounts a where a.id = r.imported_by and a.person_index is not null;
select set_config('app.command', '', true);
alter table bank_returns force row level security;
