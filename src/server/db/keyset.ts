import { refused } from '../refusal.ts'

/** Where the next page of a list begins: the sort values of the last row shown. */
export type Keyset = readonly (string | number)[]

/** An opaque cursor for the wire; it holds dates, numbers and ids only, never personal data. */
export function cursorOf(keyset: Keyset): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url')
}

/** Reads a cursor of `length` values back; one that we did not make is refused like any row that does not exist. */
export function readCursor(cursor: string | undefined, length: number): Keyset | undefined {
  if (cursor === undefined) return undefined
  try {
    const keyset: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits =
      Array.isArray(keyset) &&
      keyset.length === length &&
      keyset.every((value) => typeof value === 'string' || typeof value === 'number')
    return fits ? keyset : refused({ code: 'not-found' })
  } catch {
    return refused({ code: 'not-found' })
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const isMoment = (text: string) => MOMENT.test(text) && !Number.isNaN(Date.parse(text))

/** Reads the cursor of a list that is sorted by a moment and then by id. */
export function readMoment(cursor: string | undefined): { readonly at: string; readonly id: string } | undefined {
  const keyset = readCursor(cursor, 2)
  if (!keyset) return undefined
  const [at = '', id = ''] = keyset.map(String)
  return isMoment(at) && UUID.test(id) ? { at, id } : refused({ code: 'not-found' })
}

/** What PostgreSQL calls a moment that never comes: what has no day sorts after everything that has one. */
export const NEVER = 'infinity'

/** Reads the cursor of a pool, which is sorted by the day of what is due, then by when it entered, then by id. */
export function readDueMoment(
  cursor: string | undefined,
): { readonly due: string; readonly at: string; readonly id: string } | undefined {
  const keyset = readCursor(cursor, 3)
  if (!keyset) return undefined
  const [due = '', at = '', id = ''] = keyset.map(String)
  return (due === NEVER || isMoment(due)) && isMoment(at) && UUID.test(id)
    ? { due, at, id }
    : refused({ code: 'not-found' })
}

export const PAGE_SIZE = 16

/** Cuts one row more than a page into the page and the cursor of the next one. */
export function pageOf<Row>(
  rows: readonly Row[],
  size: number,
  keysetOf: (row: Row) => Keyset,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last !== undefined ? cursorOf(keysetOf(last)) : null }
}
