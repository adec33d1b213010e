import { createHash } from 'node:crypto'
import {
  sql,
  type Kysely,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  type RawBuilder,
} from 'kysely'
import type pg from 'pg'
import type { Tables } from './database.ts'

const PREPARED = '/* prepared */ '
const WITH_NEXT = '/* withNext */ '

/**
 * A statement that nearly every request sends: each connection keeps it parsed, and in time planned for any values.
 * Only for statements that find their rows by a unique key, whose best plan is the same whatever the values are, and
 * whose text never varies in length.
 */
export function prepared<Row>(statement: RawBuilder<Row>): RawBuilder<Row> {
  return sql<Row>`${sql.raw(PREPARED)}${statement}`
}

/** A statement whose answer nobody reads. */
export type Silent = { execute(db: Kysely<Tables>): Promise<void> }

/**
 * A prepared statement of a command whose answer nobody reads: on an interactive connection it waits for the next one,
 * at the latest the commit, and both go in one packet. If it fails, the next one is told so. So never directly before a
 * statement whose failure means something, and only where no rule makes it fail.
 */
export function withNext(statement: RawBuilder<unknown>): Silent {
  const marked = sql`${sql.raw(WITH_NEXT)}${statement}`
  return {
    async execute(db) {
      await marked.execute(db)
    },
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url')
    names.set(text, name)
  }
  return name
}

/**
 * A pool for Kysely, which knows neither prepared statements nor pipelines. Those marked are sent under a name; where
 * the pool pipelines, `begin` and the silent ones go together with what follows them.
 */
export function kyselyPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      return { query: queryOf(client, pool.options.pipeline === true), release: (destroy) => client.release(destroy) }
    },
  }
}

type Statement = { readonly text: string; readonly values: unknown[]; readonly name?: string }

type Answer = pg.QueryResult<pg.QueryResultRow>

const NOTHING: Answer = { command: '', rowCount: 0, rows: [], oid: 0, fields: [] }

function queryOf(client: pg.PoolClient, pipelines: boolean): PostgresPoolClient['query'] {
  let held: Statement[] = []
  async function send(last: Statement): Promise<Answer> {
    const statements = [...held, last]
    held = []
    const { stream } = client.connection
    stream.cork()
    const answers = statements.map((statement) => client.query(statement))
    stream.uncork()
    // All of them, so that none fails unheard; the first failure is the cause of those behind it.
    for (const [at, answer] of (await Promise.allSettled(answers)).entries()) {
      if (answer.status === 'rejected') throw Object.assign(answer.reason, { statement: statements[at]?.text })
    }
    return (await answers.at(-1)) ?? NOTHING
  }
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: unknown = []): unknown {
    if (typeof text !== 'string' || !Array.isArray(values)) throw new TypeError('cursors are not used here')
    const marked = text.startsWith(PREPARED) || text.startsWith(WITH_NEXT)
    const statement = marked ? { name: nameOf(text), text, values } : { text, values }
    if (!pipelines) return client.query(statement)
    if (text === 'begin' || text.startsWith(WITH_NEXT)) {
      held.push(statement)
      return Promise.resolve(NOTHING)
    }
    if (text === 'rollback') held = []
    return held.length > 0 ? send(statement) : client.query(statement)
  }
  return query
}
