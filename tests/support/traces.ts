import { buffer } from 'node:stream/consumers'
import type { LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { fromBufferPromise } from 'yauzl'
import { pdfText } from './pdf-text.ts'

/** A part of the organisation tree, by the places of its organisations; `except` is one of them that does not count. */
export type Region = { readonly low: number; readonly high: number; readonly except?: number }

/**
 * Anything that could name a row or a person: ids, numbers, codes, mail addresses, masked numbers too. Words name none;
 * but one 128-bit token in forty has no digit, and is told from a word by its length and its letters of both sizes.
 */
const TOKEN =
  /(?=[A-Za-z*@._-]*[0-9])[0-9A-Za-z*@._-]{6,}|(?<![\w*@.-])(?=[a-z_-]*[A-Z])(?=[A-Z_-]*[a-z])[A-Za-z_-]{22}(?![\w*@.-])/g
const tokensOf = (text: string): string[] => text.match(TOKEN) ?? []

/** Tables without a place whose rows are somebody's all the same, with the column that says whose. */
const OWNED: readonly (readonly [table: string, column: string, owners: string, key: string])[] = [
  ['activation_codes', 'account_id', 'accounts', 'id'],
  ['known_devices', 'account_id', 'accounts', 'id'],
  ['person_deaths', 'person_id', 'people', 'person_id'],
  ['person_keys', 'id', 'people', 'person_id'],
  ['progress_steps', 'registration_id', 'registrations', 'id'],
  ['sign_in_steps', 'account_id', 'accounts', 'id'],
]

/** Looks at a database from outside, with no wall in between. */
export async function openWatch(superuserUrl: string) {
  const superuser = new pg.Client({ connectionString: superuserUrl })
  await superuser.connect()
  const { rows } = await superuser.query<{ name: string }>(`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'place' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  const tables = rows.map(({ name }) => name)
  const { rows: all } = await superuser.query<{ name: string }>(`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`)
  const watched = new Set([...tables, ...OWNED.map(([table]) => table)])
  const inRegion = ({ low, high, except = -1 }: Region) => `place between ${low} and ${high} and place <> ${except}`
  return {
    /** Every table whose rows belong to an organisation. */
    tables,
    /** Tables whose rows are nobody's, or of whom only a hash is known. */
    unwatched: all.map(({ name }) => name).filter((name) => !watched.has(name)),
    close: () => superuser.end(),
    /** Hash of each table's rows of a region: equal before and after what must not change them. */
    async fingerprint(region: Region): Promise<Record<string, string>> {
      const which = [
        ...tables.map((table) => [table, inRegion(region)] as const),
        ...OWNED.map(([table, column, owners, key]) => {
          return [table, `${column} in (select ${key} from ${owners} where ${inRegion(region)})`] as const
        }),
      ]
      const each = which.map(
        ([table, condition]) => `select '${table}' as name, count(*)::text || ' '
          || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as hash from ${table} t where ${condition}`,
      )
      const hashes = await superuser.query<{ name: string; hash: string }>(each.join(' union all '))
      return Object.fromEntries(hashes.rows.map(({ name, hash }) => [name, hash]))
    },
    /** All texts of a region by table and column. */
    async textsOf(region: Region): Promise<Map<string, string>> {
      const columns = await superuser.query<{ table: string; column: string }>(
        `select table_name as table, column_name as column from information_schema.columns
         where table_schema = 'public' and table_name = any ($1) and data_type in ('text', 'jsonb', 'ARRAY', 'uuid')`,
        [tables],
      )
      const texts = new Map<string, string>()
      for (const { table, column } of columns.rows) {
        const { rows: found } = await superuser.query<{ text: string }>(
          `select coalesce(string_agg(${column}::text, ' '), '') as text from ${table} where ${inRegion(region)}`,
        )
        texts.set(`${table}.${column}`, found[0]?.text ?? '')
      }
      return texts
    },
    /** Tokens that occur in a region and in no other organisation's rows; the association's own are no other's. */
    async tokensOnlyIn(region: Region): Promise<Set<string>> {
      const rowsOf = async (table: string, which: string) =>
        (await superuser.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t where ${which}`)).rows
      const own = new Set<string>()
      for (const table of tables)
        for (const { row } of await rowsOf(table, inRegion(region)))
          for (const token of tokensOf(JSON.stringify(row))) own.add(token)
      const others = `not (${inRegion(region)})`
      const outside = new Map(
        tables.map((table) => [table, table === 'organisations' ? others : `${others} and place > 0`]),
      )
      for (const table of ['plan_versions', 'category_caps']) outside.set(table, 'true')
      for (const [table, which] of outside)
        for (const { row } of await rowsOf(table, which))
          for (const token of tokensOf(JSON.stringify(row))) own.delete(token)
      return own
    },
  }
}

export type Canaries = { readonly tokens: ReadonlySet<string>; readonly marks: readonly string[] }

/** What of the canaries an answer shows that the request did not bring along itself. */
export function tracesIn(answered: string, asked: string, { tokens, marks }: Canaries): string[] {
  const brought = new Set(tokensOf(asked))
  const shown = tokensOf(answered).filter((token) => tokens.has(token) && !brought.has(token))
  return [...new Set([...shown, ...marks.filter((mark) => answered.includes(mark) && !asked.includes(mark))])]
}

/** Everything that an answer says: status line, headers, and its body read as what it is. */
export async function wordsOf(response: LightMyRequestResponse): Promise<string> {
  const headers = JSON.stringify(response.headers)
  return [headers, decoded(headers), await bodyOf(response)].join('\n')
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9A-F]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString())
}

async function bodyOf({ rawPayload, headers }: LightMyRequestResponse): Promise<string> {
  const type = headers['content-type'] ?? ''
  if (type.includes('spreadsheetml')) return unzipped(rawPayload)
  if (rawPayload.subarray(0, 5).toString() !== '%PDF-') return rawPayload.toString()
  return `${rawPayload.toString()}\n${pdfText(rawPayload).join('\n').replaceAll('\n', '')}`
}

async function unzipped(zip: Buffer): Promise<string> {
  const file = await fromBufferPromise(zip, { lazyEntries: true })
  const parts: string[] = []
  for await (const entry of file.eachEntry())
    parts.push(entry.fileName, (await buffer(await file.openReadStreamPromise(entry))).toString())
  return parts.join('\n')
}
