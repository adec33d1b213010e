-- Public holidays and the days worked in exchange, of the whole country: the same for everyone, so no place.
-- Days that do not stand here are what their day of the week says.
create table special_days (
  day date primary key,
  working boolean not null,
  name text not null default ''
);
create trigger named_command before insert or update or delete on special_days
  for each statement execute function require_command();
grant select, insert, delete on special_days to huzhu_app;
