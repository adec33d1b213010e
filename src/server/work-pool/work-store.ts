import { sql, type RawBuilder } from 'kysely'
import type { Desk } from '../../domain/organisations/desks.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import { instantOf, type Instant } from '../../domain/shared/time.ts'
import { HOLD_MINUTES, judgeHold, liveHold, type Hold } from '../../domain/work-pool/hold.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { prepared } from '../db/prepared.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { accepted, found, refused } from '../refusal.ts'
import { dropReviewDrafts } from './review-draft-store.ts'

export type NewWork = {
  readonly kind: WorkKind
  readonly subject: string
  readonly desk: Desk
  /** Place of the organisation whose subject it is: everyone above with the desk sees it. */
  readonly place: number
  readonly dueAt: Instant | null
  /** Who is offered it first, since they know it; others see that and may take it too. */
  readonly preferred?: Preferred | undefined
}

export type Preferred = { readonly accountId: AccountId; readonly name: string }

/** Puts a subject into the pool of a desk. A subject that is in a pool state has exactly one work item. */
export async function enterPool(tx: Transaction, work: NewWork): Promise<void> {
  const { kind, subject, desk, place, dueAt, preferred } = work
  await sql`insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at, preferred_id, preferred_name)
    values (${newId()}, ${kind}, ${subject}, ${desk}, ${place}, ${new Date(tx.now)}, ${dueAt === null ? null : new Date(dueAt)},
      ${preferred?.accountId ?? null}, ${preferred?.name ?? null})`.execute(tx.db)
}

/** Takes a subject that has just entered its pool for the caller, who goes on with it. */
export async function holdEntered(tx: Transaction, kind: WorkKind, subject: string): Promise<void> {
  const { accountId, name } = callerIn(tx)
  await sql`update work_items set holder_id = ${accountId}, holder_name = ${name}, held_since = ${new Date(tx.now)},
      held_until = ${heldUntilIn(tx)}, version = version + 1
    where kind = ${kind} and subject_id = ${subject} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Takes a subject out of its pool for good, whoever holds it; what reviewers had gathered about it goes too. */
export async function leavePool(tx: Transaction, kind: WorkKind, subject: string): Promise<void> {
  const { rows } = await prepared(sql`delete from work_items
    where kind = ${kind} and subject_id = ${subject} and ${inScope(tx, 'place')} returning id`).execute(tx.db)
  found(rows[0])
  await dropReviewDrafts(tx, subject)
}

type HeldRow = { holderId: string | null; until: Date | null; name: string | null }

/** Whether anything was done to a subject, by the part of the journal that the caller sees: it tells too of what they asked in vain. */
async function wasSeen(tx: Transaction, subject: string): Promise<boolean> {
  const { rows } =
    await sql`select from journal where subject_id = ${subject} and result = 'done' and ${inScope(tx, 'place')} limit 1`.execute(
      tx.db,
    )
  return rows.length > 0
}

/** The hold on a subject, its work item locked first. Who comes too late is told so; others' subjects are not found. */
async function lockHold(tx: Transaction, kind: WorkKind, subject: string): Promise<Hold | undefined> {
  const { rows } = await prepared(
    sql<HeldRow>`select holder_id as "holderId", held_until as until, holder_name as name from work_items
      where kind = ${kind} and subject_id = ${subject} and ${inScope(tx, 'place')} for update`,
  ).execute(tx.db)
  if (!rows[0]) return refused({ code: (await wasSeen(tx, subject)) ? 'left-pool' : 'not-found' })
  const { holderId, until, name } = rows[0]
  return holderId && until ? { accountId: holderId, name: name ?? '', until: instantOf(until.getTime()) } : undefined
}

/** First step of every decision: locks the work item, refuses whoever does not hold it, and renews the hold. */
export async function lockHeldWork(tx: Transaction, kind: WorkKind, subject: string): Promise<Instant> {
  const { accountId } = callerIn(tx)
  accepted(judgeHold(await lockHold(tx, kind, subject), accountId, tx.now))
  const { rows } = await prepared(
    sql<{ until: Date }>`update work_items set held_until = ${heldUntilIn(tx)}, version = version + 1
      where kind = ${kind} and subject_id = ${subject} and ${inScope(tx, 'place')} returning held_until as until`,
  ).execute(tx.db)
  return instantOf(found(rows[0]).until.getTime())
}

/**
 * Until when a work item stays with whoever takes it now: for claims as long as its office has set, for all others an hour.
 * A term of an UPDATE of `work_items`.
 */
export function heldUntilIn(tx: Transaction): RawBuilder<Date> {
  return sql<Date>`${new Date(tx.now)}::timestamptz + make_interval(mins => coalesce((select s.hold_minutes from claim_settings s
    where work_items.kind like 'claim-%' and work_items.place between s.place and s.high
    order by s.place desc limit 1), ${HOLD_MINUTES}))`
}

/** Whether a subject is in its pool and nobody has taken it: only then may its submitter withdraw it. */
export async function lockUnheldWork(tx: Transaction, kind: WorkKind, subject: string): Promise<boolean> {
  const hold = await lockHold(tx, kind, subject)
  return hold === undefined || hold.until <= tx.now
}

/** Locks the work item of a decision that needs no taking first; refuses only where somebody else has taken it. */
export async function lockOpenWork(tx: Transaction, kind: WorkKind, subject: string): Promise<void> {
  const hold = liveHold(await lockHold(tx, kind, subject), tx.now)
  if (hold) accepted(judgeHold(hold, callerIn(tx).accountId, tx.now))
}

/** Who has taken a subject now, for the pages of officers; units never learn names. */
export async function findHolder(
  tx: Transaction,
  kind: WorkKind,
  subject: string,
): Promise<{ name: string; until: string; mine: boolean } | null> {
  const { rows } = await sql<{
    name: string
    until: Date
    mine: boolean
  }>`select w.holder_name as name, w.held_until as until,
      w.holder_id = ${callerIn(tx).accountId} as mine
    from work_items w
    where w.kind = ${kind} and w.subject_id = ${subject} and w.held_until > ${new Date(tx.now)}
      and ${inScope(tx, 'w.place')}`.execute(tx.db)
  const row = rows[0]
  return row ? { ...row, until: row.until.toISOString() } : null
}
