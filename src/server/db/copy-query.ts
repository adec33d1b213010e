import type { Readable } from 'node:stream'
import type { RawBuilder } from 'kysely'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import type { Transaction } from './transaction.ts'

/** Rows as text, null where a column was null. */
export type CopiedRow = readonly (string | null)[]

const BATCH_BYTES = 64 * 1024
const NEWLINE = 0x0a

/**
 * Reads the rows of a query by COPY, in batches, as fast as they are dealt with and never more than a batch ahead. The
 * connection, which is the one of the transaction, can do nothing else until the end.
 */
export async function* copyQuery(
  tx: Transaction,
  client: pg.ClientBase,
  query: RawBuilder<unknown>,
): AsyncGenerator<readonly CopiedRow[], void> {
  const { sql, parameters } = query.compile(tx.db)
  const stream: Readable = client.query(to(`copy (${withLiterals(sql, parameters)}) to stdout`))
  try {
    yield* rowsOf(stream)
  } finally {
    stream.destroy()
  }
}

/** COPY takes no parameters: they become literals, each quoted by the driver. */
export function withLiterals(text: string, parameters: readonly unknown[]): string {
  return text.replace(/\$(\d+)/g, (_, at: string) => literal(parameters[Number(at) - 1]))
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}`
  if (typeof value === 'boolean') return `${value}`
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  if (typeof value === 'string') return pg.escapeLiteral(value)
  throw new TypeError(`a query cannot be copied with a ${typeof value}`)
}

async function* rowsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly CopiedRow[], void> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    held.push(piece)
    length += piece.length
    if (length < BATCH_BYTES) continue
    const bytes = Buffer.concat(held, length)
    const end = bytes.lastIndexOf(NEWLINE) + 1
    held = [bytes.subarray(end)]
    length -= end
    if (end > 0) yield parsed(bytes.subarray(0, end))
  }
  const rest = Buffer.concat(held, length)
  if (rest.length > 0) yield parsed(rest)
}

/** Lines that end with a newline each, columns between tabs; what would be taken for either is written with a backslash. */
function parsed(bytes: Buffer): readonly CopiedRow[] {
  const lines = bytes.toString('utf8').split('\n')
  lines.pop()
  return lines.map((line) => {
    const columns = line.split('\t')
    return line.includes('\\') ? columns.map(unescaped) : columns
  })
}

const NAMED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unescaped(column: string): string | null {
  if (column === '\\N') return null
  return column.replace(/\\(.)/gs, (_, letter: string) => NAMED[letter] ?? letter)
}
