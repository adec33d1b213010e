import { createHash } from 'node:crypto'
import {
  sql,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  type RawBuilder,
} from 'kysely'
import type pg from 'pg'

const MARK = '/* prepared */ '

/**
 * A statement that nearly every request sends: each connection keeps it parsed, and in time planned for any values.
 * Only for statements that find their rows by a unique key, whose best plan is the same whatever the values are, and
 * whose text never varies in length.
 */
export function prepared<Row>(statement: RawBuilder<Row>): RawBuilder<Row> {
  return sql<Row>`${sql.raw(MARK)}${statement}`
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

/** A pool for Kysely, which knows no prepared statements, that sends those marked as such under a name. */
export function preparing(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      return { query: queryOf(client), release: (destroy) => client.release(destroy) }
    },
  }
}

function queryOf(client: pg.PoolClient): PostgresPoolClient['query'] {
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: unknown = []): unknown {
    if (typeof text !== 'string' || !Array.isArray(values)) throw new TypeError('cursors are not used here')
    return client.query(text.startsWith(MARK) ? { name: nameOf(text), text, values } : { text, values })
  }
  return query
}
