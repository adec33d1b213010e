import { sql, type RawBuilder } from 'kysely'
import { chapterOf, type DiagnosisChapter } from '../../domain/claims/diagnosis-chapter.ts'
import type { DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import type { Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import type { ReadEntry } from './read-dictionary.ts'

export type DictionaryChange = { readonly added: number; readonly changed: number; readonly retired: number }

/** Columns of a dictionary beside code, name and initials, and those that tell its entries apart. */
const SHAPES = {
  diagnoses: { key: ['code', 'code_system'], more: ['code_system', 'chapter'] },
  hospitals: { key: ['code'], more: ['level', 'region'] },
  banks: { key: ['code'], more: [] },
} as const satisfies { readonly [K in DictionaryKind]: { key: readonly string[]; more: readonly string[] } }

const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))
const from = (table: 'known' | 'excluded' | 'given', columns: readonly string[]) =>
  sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))

/** Entries as one array a column: 40,000 rows cross in one statement. */
function given(
  kind: DictionaryKind,
  entries: readonly ReadEntry[],
  chapters: readonly DiagnosisChapter[],
): RawBuilder<unknown> {
  const column = (read: (entry: ReadEntry) => string | undefined) =>
    sql`${entries.map((one) => read(one) ?? null)}::text[]`
  const more = {
    diagnoses: [column(({ codeSystem }) => codeSystem), column(({ code }) => chapterOf(chapters, code)?.name ?? '')],
    hospitals: [column(({ level }) => level), column(({ region }) => region ?? '')],
    banks: [],
  }
  const columns = [column(({ code }) => code), column(({ name }) => name), column(({ initials }) => initials)]
  return sql`unnest(${sql.join([...columns, ...more[kind]])}) as given (${names(['code', 'name', 'initials', ...SHAPES[kind].more])})`
}

/**
 * Brings entries into a dictionary by their codes; those that were retired are used again. Entries that are not given
 * stay, or are retired where the given ones are to be the whole dictionary: claims name them, so none is deleted.
 */
export async function saveDictionary(
  tx: Transaction,
  kind: DictionaryKind,
  entries: readonly ReadEntry[],
  { chapters, replace }: { readonly chapters: readonly DiagnosisChapter[]; readonly replace: boolean },
): Promise<DictionaryChange> {
  const { key, more } = SHAPES[kind]
  const columns = ['code', 'name', 'initials', ...more]
  const values = columns.filter((column) => !(key as readonly string[]).includes(column))
  const rowsGiven = given(kind, entries, chapters)
  const now = new Date(tx.now)
  const { rows } = await sql<Omit<DictionaryChange, 'retired'>>`with written as (
      insert into ${sql.table(kind)} as known (${names(columns)}, updated_at)
      select ${from('given', columns)}, ${now}::timestamptz from ${rowsGiven} order by ${names(key)}
      on conflict (${names(key)}) do update set (${names(values)}, retired, updated_at)
          = (${from('excluded', values)}, false, excluded.updated_at)
        where known.retired or (${from('known', values)}) is distinct from (${from('excluded', values)})
      returning xmax = 0 as added)
    select count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed
      from written`.execute(tx.db)
  return { ...found(rows[0]), retired: replace ? await retireOthers(tx, kind, rowsGiven) : 0 }
}

async function retireOthers(tx: Transaction, kind: DictionaryKind, rowsGiven: RawBuilder<unknown>): Promise<number> {
  const { key } = SHAPES[kind]
  const { numAffectedRows } =
    await sql`update ${sql.table(kind)} as known set retired = true, updated_at = ${new Date(tx.now)}
    where not known.retired and (${from('known', key)}) not in (select ${from('given', key)} from ${rowsGiven})`.execute(
      tx.db,
    )
  return Number(numAffectedRows ?? 0)
}

/** Whether a dictionary has nothing at all yet. */
export async function isEmptyDictionary(tx: Transaction, kind: DictionaryKind): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(kind)} limit 1`.execute(tx.db)
  return rows.length === 0
}
