-- Exports: asked for, where need be allowed by a second person, written by a job, fetched for a week.
create table exports (
  id uuid primary key,
  place bigint not null,
  account_id uuid not null references accounts,
  account_name text not null,
  account_person bytea,
  kind text not null check (kind in ('claims')),
  -- What is exported: the tab and the filters, among which may be a name or a document number.
  filters_sealed bytea not null,
  reason text not null default '',
  -- With numbers, cards and diagnoses in full.
  unmasked boolean not null,
  state text not null check (state in ('asked', 'queued', 'running', 'done', 'failed', 'refused', 'cancelled', 'expired')),
  -- Rows as far as they were counted when it was asked for; exactly once it runs.
  total int not null check (total >= 0),
  rows int not null default 0 check (rows >= 0),
  -- Grows each time that a worker begins: who began before the last has nothing more to say.
  attempt int not null default 0,
  cancel_requested boolean not null default false,
  problem text,
  file_id uuid references files,
  -- The scope in which it ran: whoever has less by now does not get it any more.
  low bigint,
  high bigint,
  decided_by uuid references accounts,
  decided_by_person bytea,
  decided_by_name text,
  decided_at timestamptz,
  decision_note text not null default '',
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  fetched_at timestamptz,
  expires_at timestamptz,
  check ((decided_by is null) = (decided_at is null)),
  check ((state = 'done') <= (file_id is not null and low is not null and high is not null and expires_at is not null)),
  constraint asker_does_not_allow check (decided_by <> account_id),
  constraint person_of_asker_does_not_allow check (decided_by_person is null or account_person is null
    or decided_by_person <> account_person),
  -- Nothing leaves in full that only one person wanted.
  constraint unmasked_needs_two check (not unmasked or decided_by is not null or state in ('asked', 'cancelled', 'expired')),
  constraint refused_by_somebody check (state <> 'refused' or decided_by is not null)
);
create index exports_account on exports (account_id, asked_at desc);
create index exports_asked on exports (place, asked_at) where state = 'asked';
create index exports_expiring on exports (expires_at) where state in ('asked', 'done');
call protect('exports');

-- 任务中心 shows the imports that an account began.
create index import_batches_creator on import_batches (created_by, created_at desc);
