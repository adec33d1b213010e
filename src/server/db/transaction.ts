import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type RawBuilder, type Transaction as KyselyTransaction } from 'kysely'
import type { Desk } from '../../domain/organisations/desks.ts'
import type { OrganisationKind, Interval } from '../../domain/organisations/tree.ts'
import { ROOT_INTERVAL } from '../../domain/organisations/tree.ts'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import { refused } from '../refusal.ts'
import type { Database, Tables } from './database.ts'
import { prepared } from './prepared.ts'

/** Who acts, with the rights of this moment. */
export type Caller = {
  readonly accountId: AccountId
  readonly organisationId: OrganisationId
  readonly organisationKind: OrganisationKind
  readonly organisationName: string
  readonly userName: string
  readonly name: string
  readonly desks: readonly Desk[]
  readonly place: number
  /** Keyed index of the person's ID number: four-eyes rules compare persons, not accounts. */
  readonly personIndex: Uint8Array | null
}

export type SystemPurpose =
  | 'sign-in'
  | 'registration'
  | 'verification'
  | 'command-line'
  | 'nightly'
  | 'messages'
  | 'progress'
  | 'letters'
  | 'start'

/** How a transaction begins: for a session, for the account that enqueued a job, or for one of the fixed purposes. */
export type Beginning =
  | { readonly kind: 'session'; readonly tokenHash: Uint8Array; readonly touch: boolean }
  | { readonly kind: 'job'; readonly accountId: AccountId }
  | { readonly kind: 'system'; readonly purpose: SystemPurpose }

export type Request = {
  readonly begin: Beginning
  /** Name of the command, or null for a query, which then cannot change a protected table. */
  readonly command: string | null
  readonly now: Instant
  readonly pace?: 'interactive' | 'bulk'
  readonly address?: string
  readonly requestId?: string
}

/**
 * A transaction with its scope set. Write stores accept only this. `scope` is the first wall: lists and stores filter
 * by it through `inScope`; row-level security is the second.
 */
export type Transaction = {
  readonly db: KyselyTransaction<Tables>
  readonly now: Instant
  readonly caller: Caller | null
  readonly scope: Interval
  readonly filtering: boolean
  readonly command: string | null
  readonly address: string
  readonly requestId: string
  /** Journal entries written so far; a command that is done has exactly one. */
  entries: number
}

type CallerRow = {
  account_id: AccountId
  organisation_id: OrganisationId
  organisation_kind: OrganisationKind
  organisation_name: string
  user_name: string
  name: string
  desks: Desk[]
  low: number
  high: number
  person_index: Uint8Array | null
}

function callerOf(row: CallerRow): Caller {
  return {
    accountId: row.account_id,
    organisationId: row.organisation_id,
    organisationKind: row.organisation_kind,
    organisationName: row.organisation_name,
    userName: row.user_name,
    name: row.name,
    desks: row.desks,
    place: row.low,
    personIndex: row.person_index,
  }
}

async function begin(
  db: KyselyTransaction<Tables>,
  request: Request,
): Promise<{ caller: Caller | null; scope: Interval }> {
  const { begin: how, command, now } = request
  if (how.kind === 'system') {
    await sql`select begin_system(${how.purpose}, ${command})`.execute(db)
    return { caller: null, scope: ROOT_INTERVAL }
  }
  const at = new Date(now)
  const { rows } =
    how.kind === 'session'
      ? await prepared(
          sql<CallerRow>`select * from begin_request(${how.tokenHash}, ${command}, ${at}, ${how.touch})`,
        ).execute(db)
      : await sql<CallerRow>`select * from begin_job(${how.accountId}, ${command})`.execute(db)
  const row = rows[0]
  if (!row) return refused({ code: 'not-signed-in' })
  return { caller: callerOf(row), scope: { low: row.low, high: row.high } }
}

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
export const LOCK_WAIT = '55P03'
const TRIES = 5

export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** A wait for a lock that ran out, and a statement that ran out of time, are told as sentences. */
function translated(error: unknown): unknown {
  const state = sqlState(error)
  if (state === LOCK_WAIT) return refusedError('lock-wait')
  if (state === '57014') return refusedError('took-too-long')
  return error
}

function refusedError(code: 'lock-wait' | 'took-too-long'): unknown {
  try {
    return refused({ code })
  } catch (error) {
    return error
  }
}

/** Everything that opens transactions; `filtering: false` and a role beyond row-level security are for tests of walls. */
export type Transactions = { readonly database: Database; readonly filtering: boolean }

/**
 * Runs `work` in one transaction with its scope set. Retries on serialisation failures and deadlocks only, at most
 * five times, with jitter; `work` must therefore have no effects outside the database.
 */
export async function inTransaction<T>(
  { database, filtering }: Transactions,
  request: Request,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const pool = request.pace === 'bulk' ? database.bulk : database.interactive
  for (let attempt = 1; ; attempt++) {
    try {
      return await pool.transaction().execute(async (db) => {
        const { caller, scope } = await begin(db, request)
        const { command, now, address = '', requestId = '' } = request
        return work({ db, now, caller, scope, filtering, command, address, requestId, entries: 0 })
      })
    } catch (error) {
      const state = sqlState(error)
      if (attempt >= TRIES || (state !== SERIALIZATION_FAILURE && state !== DEADLOCK)) throw translated(error)
      await pause(randomInt(20 * 2 ** attempt))
    }
  }
}

/** The first wall, in the WHERE of every list and store: rows whose place lies in the caller's scope. */
export function inScope(tx: Transaction, column: string): RawBuilder<boolean> {
  if (!tx.filtering) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(column)} between ${tx.scope.low} and ${tx.scope.high}`
}

/** The caller of a transaction that belongs to someone; system transactions have none, and asking is a fault. */
export function callerIn(tx: Transaction): Caller {
  if (!tx.caller) throw new Error('this transaction acts for nobody')
  return tx.caller
}

/** Whether a member unit asks, which is told its own in full and of others' work only how far it is. */
export function isUnitIn(tx: Transaction): boolean {
  return callerIn(tx).organisationKind === 'unit'
}
