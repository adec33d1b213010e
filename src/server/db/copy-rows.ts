import { once } from 'node:events'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

/** A value of one column: text, or bytes for bytea. */
export type CopyValue = string | number | boolean | Uint8Array | null

const SPECIAL = /[\\\t\n\r]/
const SPECIALS = /[\\\t\n\r]/g
const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])
const FLUSH_AT = 64 * 1024

function copyText(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value !== 'string')
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`
  return SPECIAL.test(value) ? value.replace(SPECIALS, (found) => ESCAPES.get(found) ?? found) : value
}

/** Takes rows and sends them to PostgreSQL by COPY as they come; `add` answers false where it is time to `flush`. */
export type RowCopy = {
  add(values: readonly CopyValue[]): boolean
  flush(): Promise<void>
  end(): Promise<void>
  /** Gives up; without it the connection would wait for rows for ever, and even a rollback behind them. */
  abort(): void
}

/** Starts a COPY into a table on a connection, which can do nothing else until its end. Rows are held back when the database is slower. */
export function copyInto(client: pg.ClientBase, table: string, columns: readonly string[]): RowCopy {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  let pending = ''
  let broken: Error | undefined
  stream.on('error', (error) => (broken = error))
  async function flush(): Promise<void> {
    if (broken) throw broken
    const text = pending
    pending = ''
    if (text !== '' && !stream.write(text)) await once(stream, 'drain')
  }
  return {
    add(values) {
      pending += `${values.map(copyText).join('\t')}\n`
      return pending.length < FLUSH_AT
    },
    flush,
    async end() {
      await flush()
      stream.end()
      await once(stream, 'finish')
    },
    abort() {
      stream.destroy()
    },
  }
}
