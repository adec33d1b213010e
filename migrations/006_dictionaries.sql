-- Dictionaries that claims are entered with. The same for everyone and public, so no place and no wall; entries are
-- never deleted, since claims name them: what is no longer used is retired. The keys are what searches compare.

create table diagnoses (
  code text not null,
  code_system text not null,
  name text not null,
  chapter text not null default '',
  initials text not null,
  code_key text generated always as (upper(replace(code, '.', ''))) stored,
  name_key text generated always as (lower(name)) stored,
  retired boolean not null default false,
  updated_at timestamptz not null,
  primary key (code, code_system)
);
create index diagnoses_code on diagnoses (code_key text_pattern_ops);
create index diagnoses_initials on diagnoses (initials text_pattern_ops);
create index diagnoses_name on diagnoses using gin (name_key gin_trgm_ops);

create table hospitals (
  code text primary key,
  name text not null,
  level text check (level in ('一级', '二级', '三级')),
  region text not null default '',
  initials text not null,
  code_key text generated always as (upper(code)) stored,
  name_key text generated always as (lower(name)) stored,
  retired boolean not null default false,
  updated_at timestamptz not null
);
create index hospitals_code on hospitals (code_key text_pattern_ops);
create index hospitals_initials on hospitals (initials text_pattern_ops);
create index hospitals_name on hospitals using gin (name_key gin_trgm_ops);

create table banks (
  code text primary key,
  name text not null,
  initials text not null,
  code_key text generated always as (upper(code)) stored,
  name_key text generated always as (lower(name)) stored,
  retired boolean not null default false,
  updated_at timestamptz not null
);
create index banks_code on banks (code_key text_pattern_ops);
create index banks_initials on banks (initials text_pattern_ops);
create index banks_name on banks using gin (name_key gin_trgm_ops);

create trigger named_command before insert or update or delete on diagnoses
  for each statement execute function require_command();
create trigger named_command before insert or update or delete on hospitals
  for each statement execute function require_command();
create trigger named_command before insert or update or delete on banks
  for each statement execute function require_command();
grant select, insert, update on diagnoses, hospitals, banks to huzhu_app;
