import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { tokenHash } from '../../src/server/accounts/random-codes.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { seeded } from '../support/people.ts'
import { ledgerOf, loops, type Step } from './clients.ts'
import { withPool } from './database.ts'

const LOOPS = 16
const LOW = 1_000_000_000
const HIGH = 1_999_999_999

/** The statements of each command in one transaction, on 16 connections of the application's role, nothing in between. */
export function takeFloor(folder: string): Promise<Record<string, number>> {
  return withPool(folder, async ({ appUrl, tokens, subjects }) => {
    const connections = await Promise.all(
      tokens.slice(0, LOOPS).map(async (token) => {
        const client = new pg.Client({ connectionString: appUrl })
        await client.connect()
        return { client, session: tokenHash(token) }
      }),
    )
    const ledger = ledgerOf(subjects, seeded(5))
    const measured = await loops(async (at) => {
      const connection = connections[at]
      if (!connection) throw new Error('there is no such loop')
      const step = ledger.next(at)
      if (await command(connection.client, connection.session, step)) ledger.got(at, step.subject)
    })
    await Promise.all(connections.map(({ client }) => client.end()))
    return measured
  })
}

/** Answers whether a case was got. */
async function command(client: pg.Client, session: Buffer, { kind, subject }: Step): Promise<boolean> {
  const now = new Date()
  const name = kind === 'finish' ? 'claims.delete' : `work-pool.${kind}`
  await client.query('begin')
  const { rows } = await client.query<{ account_id: string; name: string }>(
    'select * from begin_request($1, $2, $3, true)',
    [session, name, now],
  )
  const { account_id: account = '', name: who = '' } = rows[0] ?? {}
  const key = randomUUID()
  await client.query(
    `insert into idempotency_keys (owner, endpoint, key, body_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning key`,
    [account, name, key, randomBytes(35), now],
  )
  const got = await { take, release, finish }[kind](client, { subject, account, who, now })
  await client.query(
    `insert into journal (id, at, account_id, organisation_id, place, action, subject_id, facts, before, after, result, address,
       request_id) values ($1, $2, $3, null, $4, $5, $6, '{"asked":1,"got":1}', null, null, 'done', '10.0.0.1', $7)`,
    [newId(), now, account, LOW, name, subject, key],
  )
  await client.query(`update idempotency_keys set answer = $1 where owner = $2 and endpoint = $3 and key = $4`, [
    randomBytes(200),
    account,
    name,
    key,
  ])
  await client.query('commit')
  return got
}

type Facts = { readonly subject: string; readonly account: string; readonly who: string; readonly now: Date }

async function take(client: pg.Client, { subject, account, who, now }: Facts): Promise<boolean> {
  const reachable = `kind = 'claim-entry' and subject_id = any($1::uuid[]) and desk = any('{claim-entry}') and place between ${LOW} and ${HIGH}`
  const taken = await client.query(
    `update work_items set holder_id = $2, holder_name = $3, held_since = $4,
       held_until = $4::timestamptz + make_interval(mins => coalesce((select s.hold_minutes from claim_settings s
         where work_items.kind like 'claim-%' and work_items.place between s.place and s.high order by s.place desc limit 1), 60)),
       version = version + 1
     where ${reachable} and (holder_id is null or held_until <= $4 or holder_id = $2) returning subject_id, holder_name, held_until`,
    [[subject], account, who, now],
  )
  return taken.rowCount === 1
}

async function release(client: pg.Client, { subject, account }: Facts): Promise<false> {
  await client.query(
    `update work_items set holder_id = null, holder_name = null, held_since = null, held_until = null, version = version + 1
     where kind = 'claim-entry' and subject_id = any($1::uuid[]) and holder_id = $2 and place between ${LOW} and ${HIGH}
     returning subject_id`,
    [[subject], account],
  )
  return false
}

async function finish(client: pg.Client, { subject, account, who, now }: Facts): Promise<false> {
  const own = `place between ${LOW} and ${HIGH}`
  await client.query(`select * from claims where id = $1 and ${own}`, [subject])
  const item = `kind = 'claim-entry' and subject_id = $1 and ${own}`
  await client.query(`select id from work_items where ${item} for update`, [subject])
  await client.query(`select holder_id, held_until, holder_name from work_items where ${item}`, [subject])
  await client.query(`select * from claims where id = $1 and ${own} for update`, [subject])
  await client.query(`delete from work_items where ${item} returning id`, [subject])
  await client.query(`delete from review_drafts where subject_id = $1 and ${own}`, [subject])
  await client.query(
    `insert into claim_decisions (id, claim_id, place, at, from_state, action, to_state, account_id, account_name, sealed)
     select $2, id, place, $3, 'entry', 'delete', 'deleted', $4, $5, $6 from claims where id = $1`,
    [subject, newId(), now, account, who, randomBytes(80)],
  )
  await client.query(
    `update claims set ended_at = $2, promised_on = null, reasons_sealed = $3 where id = $1 and ${own}`,
    [subject, now, randomBytes(200)],
  )
  await client.query(
    `update claims set state = 'deleted', version = version + 1 where id = $1 and ${own} returning version`,
    [subject],
  )
  return false
}
