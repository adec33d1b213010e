import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { releaseWork as releaseWorkEndpoint, takeWork as takeWorkEndpoint } from '../../contract/work-pool.ts'
import { queuesOf } from '../../domain/work-pool/queues.ts'
import { prepared } from '../db/prepared.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { heldUntilIn } from './work-store.ts'

type Answer = OutputOf<typeof takeWorkEndpoint>
type HolderRow = { subject: string; name: string; until: Date; mine: boolean }

/**
 * 获取: takes what is free in one conditional UPDATE, rows locked in id order so that two batches cannot deadlock, and
 * answers per subject what was got and who holds the rest. A subject that one holds already counts as got.
 */
export async function takeWork(tx: Transaction, { kind, subjects }: InputOf<typeof takeWorkEndpoint>): Promise<Answer> {
  const { accountId, name, desks } = callerIn(tx)
  const now = new Date(tx.now)
  const reachable = sql<boolean>`kind = ${kind} and ${isOneOf(subjects)} and desk = any(${[...queuesOf(desks)]})
    and ${inScope(tx, 'place')}`
  // One row is locked by being changed; several are locked in order first.
  if (subjects.length > 1) await sql`select id from work_items where ${reachable} order by id for update`.execute(tx.db)
  const { rows: taken } = await prepared(sql<HolderRow>`update work_items
    set holder_id = ${accountId}, holder_name = ${name}, held_since = ${now}, held_until = ${heldUntilIn(tx)}, version = version + 1
    where ${reachable} and (holder_id is null or held_until <= ${now} or holder_id = ${accountId})
    returning subject_id as subject, holder_name as name, held_until as until, true as mine`).execute(tx.db)
  const holders = taken.length === subjects.length ? taken : await listHolders(tx, kind, subjects)
  const got = new Set(taken.map(({ subject }) => subject))
  const holderOf = new Map(holders.map((row) => [row.subject, row]))
  await record(tx, {
    action: 'work-pool.take',
    facts: { kind, asked: subjects.length, got: got.size, subjects: [...got] },
  })
  return {
    results: subjects.map((subject) => {
      const holder = holderOf.get(subject)
      return {
        subject,
        got: got.has(subject),
        holder: holder ? { name: holder.name, until: holder.until.toISOString(), mine: holder.mine } : null,
      }
    }),
  }
}

/** One subject is the usual case, and found by its unique key whatever it is. */
function isOneOf(subjects: readonly string[]): RawBuilder<boolean> {
  const [first, ...others] = subjects
  return first !== undefined && others.length === 0
    ? sql`subject_id = ${first}`
    : sql`subject_id = any(${[...subjects]}::uuid[])`
}

async function listHolders(tx: Transaction, kind: WorkKind, subjects: readonly string[]): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`select subject_id as subject, holder_name as name, held_until as until,
      holder_id = ${callerIn(tx).accountId} as mine
    from work_items where kind = ${kind} and subject_id = any(${[...subjects]}::uuid[]) and held_until > ${new Date(tx.now)}
      and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows
}

/** 释放: gives back what one holds; what somebody else holds stays with them. */
export async function releaseWork(
  tx: Transaction,
  { kind, subjects }: InputOf<typeof releaseWorkEndpoint>,
): Promise<OutputOf<typeof releaseWorkEndpoint>> {
  const { rows } = await prepared(sql<{ subject: string }>`update work_items
    set holder_id = null, holder_name = null, held_since = null, held_until = null, version = version + 1
    where kind = ${kind} and ${isOneOf(subjects)} and holder_id = ${callerIn(tx).accountId}
      and ${inScope(tx, 'place')} returning subject_id as subject`).execute(tx.db)
  const released = rows.map(({ subject }) => subject)
  await record(tx, { action: 'work-pool.release', facts: { kind, released: released.length, subjects: released } })
  return { released: released.length }
}
