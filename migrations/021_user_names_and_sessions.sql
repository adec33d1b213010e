-- Whoever fills in a registration asks for a free user name without signing in: a range of an index instead of all
-- accounts. Bytes order digits before ':' and letters after it, whatever the database's collation.
create index accounts_user_name_bytes on accounts (user_name collate "C");

create or replace function user_names_like(base text) returns setof text language sql stable security definer
  set search_path = public, pg_temp as $$
  select user_name from accounts
   where user_name collate "C" >= $1 and user_name collate "C" < $1 || ':'
     and user_name ~ ('^' || $1 || '[0-9]*$') and $1 ~ '^[a-z]{2,64}$'
$$;

-- Sessions that ended long ago are removed at night.
grant delete on sessions to huzhu_app;
