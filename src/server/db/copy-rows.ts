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
  if (typeof value !== 'string') return `\\\\x${hexOf(value)}`
  return SPECIAL.test(value) ? value.replace(SPECIALS, (found) => ESCAPES.get(found) ?? found) : value
}

function hexOf(bytes: Uint8Array): string {
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).toString('hex')
}

/** One row as COPY takes it; put together in one go, as millions of short-lived lists would be swept up for long. */
function lineOf(values: readonly CopyValue[]): string {
  let line = ''
  let gap = ''
  for (const value of values) {
    line += gap + copyText(value)
    gap = '\t'
  }
  return `${line}\n`
}

/** Rows made into what COPY takes before there is a connection free to send them; kept outside the heap. */
export type RowText = { readonly rows: number; add(values: readonly CopyValue[]): void; take(): Buffer[] }

export function createRowText(): RowText {
  let pieces: Buffer[] = []
  let pending = ''
  let rows = 0
  function seal(): void {
    if (pending !== '') pieces.push(Buffer.from(pending))
    pending = ''
  }
  return {
    get rows() {
      return rows
    },
    add(values) {
      pending += lineOf(values)
      rows += 1
      if (pending.length >= FLUSH_AT) seal()
    },
    take() {
      seal()
      const taken = pieces
      pieces = []
      rows = 0
      return taken
    },
  }
}

/** Takes rows and sends them to PostgreSQL by COPY as they come; `add` answers false where it is time to `flush`. */
export type RowCopy = {
  add(values: readonly CopyValue[]): boolean
  flush(): Promise<void>
  /** Sends rows that are text already. */
  send(text: Buffer): Promise<void>
  end(): Promise<void>
}

/** Starts a COPY into a table on a connection, which can do nothing else until its end. Rows are held back when the database is slower. */
export function copyInto(client: pg.ClientBase, table: string, columns: readonly string[]): RowCopy {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  let pending = ''
  let broken: Error | undefined
  stream.on('error', (error) => (broken = error))
  async function send(text: string | Buffer): Promise<void> {
    if (broken) throw broken
    if (!stream.write(text)) await once(stream, 'drain')
  }
  async function flush(): Promise<void> {
    const text = pending
    pending = ''
    if (text !== '') await send(text)
  }
  return {
    add(values) {
      pending += lineOf(values)
      return pending.length < FLUSH_AT
    },
    flush,
    send,
    async end() {
      await flush()
      if (broken) throw broken
      stream.end()
      await once(stream, 'finish')
    },
  }
}
