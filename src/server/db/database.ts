import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { kyselyPool } from './prepared.ts'

/** Tables, by name; each capability adds its own by augmenting this interface beside its store. */
export interface Tables {}

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

/** bigint columns are fen, counts and places: all safe integers, and a fault where one is not. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`)
  return value
}

/** Types as the domain has them: a DATE stays text (node-pg would shift it by the zone), a bigint becomes a number. */
const types = new pg.TypeOverrides()
types.setTypeParser(INT8, safeInteger)
types.setTypeParser(DATE, (text) => text)
types.setTypeParser(NUMERIC, (text) => text)

export type DatabaseSettings = {
  readonly url: string
  readonly interactive?: number
  readonly bulk?: number
}

/** The pools of one process: interactive commands and queries, and a small one for bulk work. */
export type Database = {
  /** For worker threads, which open pools of their own. */
  readonly url: string
  readonly interactive: Kysely<Tables>
  readonly bulk: Kysely<Tables>
  readonly pools: { readonly interactive: pg.Pool; readonly bulk: pg.Pool }
  close(): Promise<void>
}

function makePool(url: string, max: number, limits: string, pipeline = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline,
    options: `-c timezone=UTC -c idle_in_transaction_session_timeout=15s ${limits}`,
    application_name: 'huzhu',
  })
  // A connection that dies while idle is replaced at the next use; the pool reports it here.
  pool.on('error', (error) => console.error(`database connection lost: ${error.message}`))
  // One that dies in use fails its query too; without a listener its error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Opens the pools; interactive statements have 10 s and wait 3 s for a lock, bulk statements have 120 s. */
export function openDatabase({ url, interactive = 10, bulk = 2 }: DatabaseSettings): Database {
  // Bulk work speaks COPY, which nothing may follow unanswered.
  const pools = {
    interactive: makePool(url, interactive, '-c statement_timeout=10s -c lock_timeout=3s', true),
    bulk: makePool(
      url,
      bulk,
      '-c statement_timeout=120s -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s',
    ),
  }
  const kysely = (pool: pg.Pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) })
  return {
    url,
    interactive: kysely(pools.interactive),
    bulk: kysely(pools.bulk),
    pools,
    async close() {
      await Promise.all([pools.interactive.end(), pools.bulk.end()])
    },
  }
}
