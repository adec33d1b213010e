import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { newToken, tokenHash } from '../../src/server/accounts/random-codes.ts'
import { copyInto } from '../../src/server/db/copy-rows.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { query, startBenchCluster, templateDatabase, urlOf, withCopy } from '../support/bench-cluster.ts'
import { benchKeys, fillClaims } from '../support/fill-claims.ts'

const TEMPLATE = 'bench_take_of_office'
const POOL = 100_000
const PEOPLE = 20_000
export const CLIENTS = 200
const OFFICE = '00000000-0000-7000-8000-000000000002'

/** Work of a kind that nobody else does here, for the peer. */
const WAITING = `set session_replication_role = replica; set app.command = 'bench.fill'; set app.low = '0'; set app.high = '9007199254740991';
  insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at)
    select new_id(now()), 'claim-entry', id, 'claim-entry', place, accepted_at, accepted_at + interval '10 days' from claims`

/**
 * The keys of the days before, as a running association has them. Over a table that was vacuumed while empty, PostgreSQL
 * plans each lookup as a scan of it until its statistics are made anew, a minute in.
 */
const KEYS_OF_DAYS_BEFORE = `insert into idempotency_keys (owner, endpoint, key, body_hash, answer, created_at)
  select new_id(now())::text, 'work-items.take', gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea),
    now() - interval '1 hour' - n * interval '1 second'
  from generate_series(1, 100000) as n`

/** 100,000 cases in the pool of 费用录入, and 200 clerks with a session each. */
export async function prepareTake(folder: string): Promise<string> {
  const own = join(folder, 'take')
  mkdirSync(own, { recursive: true })
  const cluster = await startBenchCluster(own)
  try {
    await templateDatabase(cluster, TEMPLATE, async (url) => {
      await fillClaims(url, benchKeys(own), { people: PEOPLE, claims: POOL, state: 'entry' })
      await query(url, WAITING)
      await query(url, KEYS_OF_DAYS_BEFORE)
      writeFileSync(join(own, 'tokens.json'), JSON.stringify(await addClerks(url)))
    })
  } finally {
    await cluster.stop()
  }
  return own
}

async function addClerks(superuserUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(`set session_replication_role = replica; set app.command = 'bench.fill'`)
  const clerks = Array.from({ length: CLIENTS }, (_, at) => ({ id: newId(), token: newToken(), at }))
  const accounts = copyInto(
    client,
    'accounts',
    'id organisation_id place user_name name sealed phone_index desks state created_at'.split(' '),
  )
  for (const { id, at } of clerks)
    accounts.add([
      id,
      OFFICE,
      1_000_000_000,
      `clerk${at}`,
      `录入${at}`,
      '',
      '',
      '{claim-entry}',
      'active',
      '2026-01-01',
    ])
  await accounts.end()
  const sessions = copyInto(
    client,
    'sessions',
    'token_hash account_id place created_at last_seen_at ends_at idle'.split(' '),
  )
  const now = new Date().toISOString()
  for (const { id, token } of clerks)
    sessions.add([tokenHash(token), id, 1_000_000_000, now, now, '2099-01-01', '100 years'])
  await sessions.end()
  await client.end()
  return clerks.map(({ token }) => token)
}

export type TakeRun = {
  readonly appUrl: string
  readonly superuserUrl: string
  readonly jobsUrl: string
  readonly tokens: readonly string[]
  readonly subjects: string[]
}

/** A fresh copy of the pool for one run. */
export async function withPool<T>(folder: string, work: (run: TakeRun) => Promise<T>): Promise<T> {
  const cluster = await startBenchCluster(folder)
  try {
    return await withCopy(cluster, TEMPLATE, async (name) => {
      const superuserUrl = urlOf(cluster.superuserUrl, name)
      const rows = await query<{ id: string }>(superuserUrl, 'select id from claims order by id')
      await query(superuserUrl, 'checkpoint')
      return work({
        appUrl: urlOf(cluster.urls.app, name),
        jobsUrl: urlOf(cluster.urls.jobs, name),
        superuserUrl,
        tokens: JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')) as string[],
        subjects: rows.map(({ id }) => id),
      })
    })
  } finally {
    await cluster.stop()
  }
}
