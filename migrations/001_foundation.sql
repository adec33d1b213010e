-- Scope, accounts, journal, messages, files and the work pool.
-- The owner of this database migrates; the server runs as huzhu_app, which owns nothing.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

revoke all on schema public from public;
grant usage on schema public to huzhu_app;

-- After set_config(…, true) a pooled session's value is '' and not null: hence nullif.
create function scope_low() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.low', true), '')::bigint $$;
create function scope_high() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.high', true), '')::bigint $$;
create function current_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
grant execute on function scope_low(), scope_high(), current_account() to huzhu_app;

-- A change in a transaction that named no command is refused, so nothing changes without a journal entry.
create function require_command() returns trigger language plpgsql as $$
begin
  if nullif(current_setting('app.command', true), '') is null then
    raise exception 'change of % without a command', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;

-- Puts a table that has a column `place` behind the second wall. `shared`: definer functions of the owner read it
-- across units, which FORCE would hide from them without a policy of their own.
create procedure protect(target regclass, shared boolean default false) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy in_scope on %s to huzhu_app using (place between scope_low() and scope_high())
                  with check (place between scope_low() and scope_high())', target);
  if shared then
    execute format('create policy of_owner on %s to current_user using (true) with check (true)', target);
  end if;
  execute format('create trigger named_command before insert or update or delete on %s
                  for each statement execute function require_command()', target);
  execute format('grant select, insert, update on %s to huzhu_app', target);
end $$;
revoke all on procedure protect(regclass, boolean) from public;

create table database_facts (
  only_row boolean primary key default true check (only_row),
  demo boolean not null,
  made_at timestamptz not null,
  -- Tells a key file of another installation before anything is read with it.
  key_version int not null,
  key_fingerprint text not null
);
grant select, insert on database_facts to huzhu_app;

create table organisations (
  id uuid primary key,
  parent_id uuid references organisations,
  kind text not null check (kind in ('head', 'office', 'agency', 'unit')),
  code text not null unique check (code ~ '^[0-9A-Z]{2,18}$'),
  name text not null,
  address text not null default '',
  telephone text not null default '',
  mail text not null default '',
  low bigint not null unique,
  high bigint not null check (high >= low),
  place bigint generated always as (low) stored,
  units_below int not null default 0,
  branches_below int not null default 0,
  bank_account_name text,
  bank_name text,
  bank_account_number text,
  seal_file_id uuid,
  settlement_day int check (settlement_day between 1 and 28),
  one_person_may_review_and_confirm boolean not null default false,
  unpaid_days int not null default 60,
  version int not null default 0,
  created_at timestamptz not null
);
create index organisations_parent on organisations (parent_id);
alter table organisations enable row level security;
alter table organisations force row level security;
-- Below: mine. Above: the offices that I deal with, whose names, addresses and accounts are public to their units.
create policy in_scope on organisations to huzhu_app using (low between scope_low() and scope_high())
  with check (low between scope_low() and scope_high());
create policy above on organisations for select to huzhu_app using (low <= scope_low() and high >= scope_high());
create policy of_owner on organisations to current_user using (true) with check (true);
create trigger named_command before insert or update or delete on organisations
  for each statement execute function require_command();
grant select, insert, update on organisations to huzhu_app;

create table accounts (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  place bigint not null,
  user_name text not null unique,
  name text not null,
  sealed bytea not null,
  phone_index bytea not null,
  person_index bytea,
  password_hash text,
  password_set_at timestamptz,
  -- Secret of the officer's authenticator, where one is set up.
  totp_sealed bytea,
  desks text[] not null,
  state text not null check (state in ('invited', 'active', 'disabled')),
  preferences jsonb not null default '{}',
  version int not null default 0,
  created_at timestamptz not null,
  signed_in_at timestamptz
);
create index accounts_organisation on accounts (organisation_id);
create index accounts_phone on accounts (phone_index);
call protect('accounts', true);

create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  place bigint not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- When the password was last given again; null: at sign-in.
  confirmed_at timestamptz,
  ends_at timestamptz not null,
  idle interval not null,
  device_hash bytea,
  address text not null default '',
  agent text not null default '',
  ended_at timestamptz
);
create index sessions_account on sessions (account_id) where ended_at is null;
call protect('sessions', true);

-- Steps between the first and the second factor.
create table sign_in_steps (
  token_hash bytea primary key,
  account_id uuid references accounts,
  step text not null check (step in ('device-code', 'totp', 'choose-account', 'new-password')),
  choices uuid[] not null default '{}',
  phone_sealed bytea,
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update, delete on sign_in_steps to huzhu_app;

create table known_devices (
  account_id uuid not null references accounts,
  device_hash bytea not null,
  seen_at timestamptz not null,
  primary key (account_id, device_hash)
);
grant select, insert, update, delete on known_devices to huzhu_app;

create table one_time_codes (
  id uuid primary key,
  purpose text not null,
  recipient_index bytea not null,
  holder_hash bytea not null,
  code_hmac bytea not null,
  wrong_tries int not null default 0,
  created_at timestamptz not null,
  used_at timestamptz
);
create index one_time_codes_recipient on one_time_codes (recipient_index, purpose, created_at desc);
grant select, insert, update, delete on one_time_codes to huzhu_app;

create table activation_codes (
  account_id uuid primary key references accounts,
  code_hmac bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update on activation_codes to huzhu_app;

-- Tries that count against limits (sign-in failures, codes sent and tried, unknown numbers searched): rows, so that
-- they hold over processes and outlive refusals.
create table attempts (
  kind text not null,
  subject bytea not null,
  at timestamptz not null
);
create index attempts_subject on attempts (kind, subject, at);
grant select, insert, delete on attempts to huzhu_app;

create table idempotency_keys (
  owner text not null,
  endpoint text not null,
  key uuid not null,
  body_hash bytea not null,
  answer bytea,
  created_at timestamptz not null,
  primary key (owner, endpoint, key)
);
grant select, insert, update, delete on idempotency_keys to huzhu_app;

create table journal (
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  organisation_id uuid,
  place bigint not null,
  action text not null,
  subject_id uuid,
  facts jsonb not null default '{}',
  before jsonb,
  after jsonb,
  result text not null check (result in ('done', 'refused')),
  address text not null default '',
  request_id text not null default '',
  primary key (id, at)
) partition by range (at);
create table journal_default partition of journal default;
create index journal_subject on journal (subject_id, at);
create index journal_place on journal (place, at);
alter table journal enable row level security;
alter table journal force row level security;
create policy in_scope on journal for select to huzhu_app using (place between scope_low() and scope_high());
create policy append on journal for insert to huzhu_app with check (true);
create policy of_owner on journal to current_user using (true) with check (true);
create trigger append_only before update or delete or truncate on journal
  for each statement execute function refuse_change();
grant select, insert on journal to huzhu_app;

create table messages (
  id uuid not null,
  at timestamptz not null,
  place bigint not null,
  channel text not null check (channel in ('sms', 'mail')),
  kind text not null,
  recipient_sealed bytea,
  variables_sealed bytea,
  attachment_file_id uuid,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  provider_id text,
  last_error text,
  sent_at timestamptz,
  primary key (id, at)
) partition by range (at);
create table messages_default partition of messages default;
create index messages_state on messages (state, at) where state <> 'sent';
alter table messages enable row level security;
alter table messages force row level security;
create policy in_scope on messages to huzhu_app using (place between scope_low() and scope_high());
create policy append on messages for insert to huzhu_app with check (true);
create trigger named_command before insert or update or delete on messages
  for each statement execute function require_command();
grant select, insert, update on messages to huzhu_app;

-- What the demo gateways would have sent; written only in a demo database.
create table demo_messages (
  id uuid primary key,
  at timestamptz not null,
  channel text not null,
  recipient text not null,
  subject text not null default '',
  body text not null
);
create index demo_messages_at on demo_messages (at desc);
grant select, insert, update on demo_messages to huzhu_app;

create function ensure_months(first date, months int) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  month date;
  parent text;
begin
  foreach parent in array array['journal', 'messages'] loop
    for month in select (date_trunc('month', first) + make_interval(months => n))::date from generate_series(0, months - 1) n loop
      if to_regclass(format('%s_%s', parent, to_char(month, 'YYYYMM'))) is null then
        execute format('create table %1$s_%2$s partition of %1$s for values from (%3$L) to (%4$L)', parent,
          to_char(month, 'YYYYMM'), month::text || ' 00:00+08', (month + interval '1 month')::date::text || ' 00:00+08');
      end if;
    end loop;
  end loop;
end $$;
revoke all on function ensure_months(date, int) from public;
grant execute on function ensure_months(date, int) to huzhu_app;

create table files (
  id uuid primary key,
  place bigint not null,
  purpose text not null,
  name text not null,
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 bytea not null,
  storage_key text not null unique,
  draft_hash bytea,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index files_draft on files (draft_hash) where draft_hash is not null;
call protect('files');

-- A pool is the work items of one desk within one's scope.
create table work_items (
  id uuid primary key,
  kind text not null,
  subject_id uuid not null,
  desk text not null,
  place bigint not null,
  entered_at timestamptz not null,
  due_at timestamptz,
  holder_id uuid references accounts,
  -- Kept with the hold: whoever sees the subject is told who holds it, also where the holder's account lies above.
  holder_name text,
  held_since timestamptz,
  held_until timestamptz,
  version int not null default 0,
  unique (kind, subject_id),
  check ((holder_id is null) = (held_until is null) and (holder_id is null) = (holder_name is null))
);
create index work_items_pool on work_items (desk, entered_at, id);
create index work_items_holder on work_items (holder_id) where holder_id is not null;
call protect('work_items');
grant delete on work_items to huzhu_app;

create table day_counters (
  office_id uuid not null references organisations,
  kind text not null,
  day date not null,
  last int not null,
  primary key (office_id, kind, day)
);

-- A unit's enrolment is numbered by its office, whose rows it does not see.
create function next_number(number_kind text, office uuid, on_day date) returns int language sql security definer
  set search_path = public, pg_temp as $$
  insert into day_counters (office_id, kind, day, last) values (office, number_kind, on_day, 1)
  on conflict (office_id, kind, day) do update set last = day_counters.last + 1
  returning last
$$;
revoke all on function next_number(text, uuid, date) from public;
grant execute on function next_number(text, uuid, date) to huzhu_app;

create type caller as (
  account_id uuid, organisation_id uuid, organisation_kind text, organisation_name text, user_name text, name text,
  desks text[], low bigint, high bigint, person_index bytea
);

create function caller_of(wanted uuid) returns caller language sql stable set search_path = public, pg_temp as $$
  select a.id, o.id, o.kind, o.name, a.user_name, a.name, a.desks, o.low, o.high, a.person_index
    from accounts a join organisations o on o.id = a.organisation_id where a.id = wanted and a.state = 'active'
$$;

create function set_scope(account uuid, low bigint, high bigint, command text) returns void language sql as $$
  select set_config('app.account', coalesce(account::text, ''), true), set_config('app.low', low::text, true),
         set_config('app.high', high::text, true), set_config('app.command', coalesce(command, ''), true)
$$;

-- Rights are fresh at each request: who calls, with which desks, over which interval. No row: no live session.
create function begin_request(session bytea, command text, now_at timestamptz, touch boolean) returns setof caller
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  live sessions;
  who caller;
begin
  select * into live from sessions s
   where s.token_hash = session and s.ended_at is null and s.ends_at > now_at and s.last_seen_at + s.idle > now_at;
  if live.account_id is null then return; end if;
  who := caller_of(live.account_id);
  if who.account_id is null then return; end if;
  if touch and live.last_seen_at < now_at - interval '30 seconds' then
    perform set_config('app.command', 'session.touch', true);
    update sessions set last_seen_at = now_at where token_hash =
      (select s.token_hash from sessions s where s.token_hash = session for update skip locked);
  end if;
  perform set_scope(who.account_id, who.low, who.high, command);
  return next who;
end $$;

-- Work without a session, for a fixed list of purposes.
create function begin_system(purpose text, command text) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if purpose not in ('sign-in', 'registration', 'verification', 'command-line', 'nightly', 'messages', 'progress', 'letters', 'start') then
    raise exception 'no such purpose: %', purpose using errcode = '42501';
  end if;
  perform set_scope(null, 0, 9007199254740991, command);
end $$;

-- A job acts for the account that enqueued it, with that account's rights of now.
create function begin_job(for_account uuid, command text) returns setof caller
  language plpgsql security definer set search_path = public, pg_temp as $$
declare who caller := caller_of(for_account);
begin
  if who.account_id is null then return; end if;
  perform set_scope(who.account_id, who.low, who.high, command);
  return next who;
end $$;

revoke all on function caller_of(uuid), set_scope(uuid, bigint, bigint, text), begin_system(text, text),
  begin_request(bytea, text, timestamptz, boolean), begin_job(uuid, text) from public;
grant execute on function begin_system(text, text), begin_request(bytea, text, timestamptz, boolean),
  begin_job(uuid, text) to huzhu_app;
