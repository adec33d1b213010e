-- A wrongly recorded payment is taken back (冲销) by an entry with the opposite amount and a reason; entries themselves stay.
alter table payments
  drop constraint payments_amount_check,
  add column reverses uuid unique references payments,
  add column reason text,
  -- The bank reference as it is compared: people type the same number with spaces, in small or full-width letters. Null
  -- in a reversal and in what was reversed, so that the reference can be recorded where it belongs.
  add column reference_key text,
  drop constraint payments_office_id_reference_key,
  add check (amount <> 0 and (amount > 0) = (reverses is null)),
  add check ((reason is null) = (reverses is null)),
  add check (reverses is null or reference_key is null);

-- The walls bind their owner too, unless they are not forced. Should the same number have been recorded twice under two
-- spellings, both entries stay, and the later one keeps a key of its own.
alter table payments no force row level security;
select set_config('app.command', 'migrate', true);
update payments p set reference_key = k.key || case when k.nth > 1 then ' ' || p.id else '' end
  from (select id, key, row_number() over (partition by office_id, key order by recorded_at, id) as nth
    from (select id, office_id, recorded_at,
        upper(regexp_replace(normalize(reference, NFKC), '[\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]', '', 'g'))
          as key
      from payments) keyed) k
 where k.id = p.id;
select set_config('app.command', '', true);
alter table payments force row level security;
create unique index payments_reference on payments (office_id, reference_key);

-- Of an entry that is there, nothing but its hold on the reference may change.
revoke update on payments from huzhu_app;
grant update (reference_key) on payments to huzhu_app;

-- Invoice requests end with their enrolment; those of enrolments that have ended do so now.
alter table invoices drop constraint invoices_void_reason_check;
alter table invoices add check (void_reason in ('removed', 'changed', 'receipt-changed', 'ended'));
alter table invoices no force row level security;
alter table enrolments no force row level security;
select set_config('app.command', 'migrate', true);
update invoices i set voided_at = now(), void_reason = 'ended' from enrolments e
 where e.id = i.enrolment_id and e.state in ('void', 'deleted') and i.voided_at is null;
select set_config('app.command', '', true);
alter table invoices force row level security;
alter table enrolments force row level security;
