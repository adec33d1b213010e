import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { DatabaseUrls } from '../db/database-roles.ts'

// One installer at a time per database.
const INSTALLER_LOCK = 7_204_520

/**
 * The queue's schema belongs to the job role alone, which may create nothing else. The migrations of graphile-worker
 * begin by making schema and table where they find none, and would need a right on the whole database for it.
 */
const OWN_TABLE = `create table if not exists graphile_worker.migrations (
  id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`

/** Puts a job on the queue in the caller's transaction: a name, an id and no more, so that the queue knows nobody. */
const ENQUEUE = `
  drop function if exists graphile_worker.enqueue(text, uuid, text, timestamptz);
  create or replace function graphile_worker.enqueue(task text, subject uuid, key text default null,
      run_at timestamptz default now(), priority int default 0) returns void language sql security definer
    set search_path = graphile_worker, pg_temp as $$
    select graphile_worker.add_job(identifier => task, payload => json_build_object('subject', subject), job_key => key,
      run_at => run_at, priority => priority)
  $$;
  revoke all on function graphile_worker.enqueue(text, uuid, text, timestamptz, int) from public;
  grant usage on schema graphile_worker to huzhu_app;
  grant execute on function graphile_worker.enqueue(text, uuid, text, timestamptz, int) to huzhu_app`

/** Brings the job queue to the state that this program knows; to be run after every `migrate`, also again. */
export async function installJobs(urls: Pick<DatabaseUrls, 'owner' | 'jobs'>): Promise<void> {
  await withClient(urls.owner, async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [INSTALLER_LOCK])
    await owner.query('create schema if not exists graphile_worker authorization huzhu_jobs')
    await withClient(urls.jobs, (jobs) => jobs.query(OWN_TABLE))
    await runMigrations({ connectionString: urls.jobs })
    await withClient(urls.jobs, (jobs) => jobs.query(ENQUEUE))
  })
}

async function withClient(connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
