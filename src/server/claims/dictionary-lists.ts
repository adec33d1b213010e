import { sql, type RawBuilder } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/dictionaries.ts'
import { proposalFor, suggestsAccident } from '../../domain/claims/diagnosis-proposal.ts'
import { tidyEntryName, type DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import { compact } from '../../domain/shared/typed-text.ts'
import { pageOf, PAGE_SIZE, readCursor } from '../db/keyset.ts'
import type { Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

const MOST_FOUND = 20

/** A text as LIKE takes it literally. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

type Search = { readonly matches: RawBuilder<boolean>; readonly rank: RawBuilder<number> }

/**
 * What was typed, as a condition and as a rank: exact code, beginning of the code, beginning of the pinyin initials,
 * beginning of the name, inside the name. Words parted by spaces must all stand in the name. Undefined for no text.
 */
function searchFor(kind: DictionaryKind, typed: string): Search | undefined {
  const title = tidyEntryName(typed).toLowerCase()
  if (title === '') return undefined
  const letters = compact(typed).toUpperCase()
  const code = kind === 'diagnoses' ? letters.replaceAll('.', '') : letters
  const words = title.split(' ')
  const inName = sql.join(
    words.map((word) => sql`name_key like ${`%${literal(word)}%`}`),
    sql` and `,
  )
  const byCode = sql`code_key like ${`${literal(code)}%`}`
  const initials = code.toLowerCase()
  // Nobody's initials hold anything but letters and digits: Chinese words need only be looked for in names.
  const byInitials = /^[a-z0-9]+$/.test(initials) ? sql`initials like ${`${initials}%`}` : sql`false`
  const nameBegins = sql`name_key like ${`${literal(words[0] ?? '')}%`}`
  return {
    matches: sql<boolean>`(${byCode} or ${byInitials} or (${inName}))`,
    rank: sql<number>`case when code_key = ${code} then 0 when ${byCode} then 1 when ${byInitials} then 2
      when ${nameBegins} then 3 else 4 end`,
  }
}

/** The best entries in use for what was typed. By code they come in the order of codes, else shorter names first. */
async function best<Row>(
  tx: Transaction,
  kind: DictionaryKind,
  typed: string,
  columns: RawBuilder<unknown>,
): Promise<Row[]> {
  const search = searchFor(kind, typed)
  if (!search) return []
  const { rows } = await sql<Row>`select ${columns} from (
      select *, ${search.rank} as rank from ${sql.table(kind)} where not retired and ${search.matches}) as ranked
    order by rank, case when rank < 2 then code_key end, length(name), code limit ${MOST_FOUND}`.execute(tx.db)
  return rows
}

type Diagnosis = { readonly code: string; readonly name: string; readonly codeSystem: string; readonly chapter: string }

export async function findDiagnoses(
  tx: Transaction,
  { q, planCode }: InputOf<typeof contract.findDiagnosis>,
): Promise<OutputOf<typeof contract.findDiagnosis>> {
  const rows = await best<Diagnosis>(tx, 'diagnoses', q, sql`code, name, code_system as "codeSystem", chapter`)
  return {
    diagnoses: rows.map((diagnosis) => {
      const { category = null, grade = null, inSitu } = proposalFor(diagnosis.code, planCode)
      return { ...diagnosis, accident: suggestsAccident(diagnosis.code), proposal: { category, grade, inSitu } }
    }),
  }
}

type Hospital = OutputOf<typeof contract.findHospital>['hospitals'][number]

export async function findHospitals(
  tx: Transaction,
  { q }: InputOf<typeof contract.findHospital>,
): Promise<OutputOf<typeof contract.findHospital>> {
  return { hospitals: await best<Hospital>(tx, 'hospitals', q, sql`code, name, level, region`) }
}

type Bank = OutputOf<typeof contract.findBank>['banks'][number]

export async function findBanks(
  tx: Transaction,
  { q }: InputOf<typeof contract.findBank>,
): Promise<OutputOf<typeof contract.findBank>> {
  return { banks: await best<Bank>(tx, 'banks', q, sql`code, name`) }
}

/** Columns of a listed entry; what a dictionary does not have is null. */
const LISTED = {
  diagnoses: sql`code_system as "codeSystem", chapter, null as level, null as region`,
  hospitals: sql`null as "codeSystem", null as chapter, level, region`,
  banks: sql`null as "codeSystem", null as chapter, null as level, null as region`,
} as const satisfies { readonly [K in DictionaryKind]: RawBuilder<unknown> }

type Listed = OutputOf<typeof contract.listDictionary>['rows'][number]

/** One page of a dictionary in the order of codes. */
export async function listDictionary(
  tx: Transaction,
  { kind, q = '', state, cursor, limit = PAGE_SIZE }: InputOf<typeof contract.listDictionary>,
): Promise<OutputOf<typeof contract.listDictionary>> {
  const matches = searchFor(kind, q)?.matches ?? sql<boolean>`true`
  const inState = state === undefined ? sql`true` : sql`retired = ${state === 'retired'}`
  const system = kind === 'diagnoses' ? sql.ref('code_system') : sql`''::text`
  const after = readCursor(cursor, 2)
  const beyond = after ? sql`(code, ${system}) > (${String(after[0])}, ${String(after[1])})` : sql`true`
  const { rows } = await sql<Listed>`select code, name, initials, retired, ${LISTED[kind]} from ${sql.table(kind)}
    where ${matches} and ${inState} and ${beyond} order by code, ${system} limit ${limit + 1}`.execute(tx.db)
  const { rows: counts } = await sql<{ used: number; retired: number }>`
    select count(*) filter (where not retired)::int as used, count(*) filter (where retired)::int as retired
      from ${sql.table(kind)} where ${matches}`.execute(tx.db)
  const page = pageOf(rows, limit, ({ code, codeSystem }) => [code, codeSystem ?? ''])
  return { ...page, ...found(counts[0]) }
}
