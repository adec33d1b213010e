import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listInsured as listInsuredEndpoint } from '../../contract/certificates.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { openPerson, personHash } from '../enrolment/person-record.ts'
import { found } from '../refusal.ts'

type Answer = OutputOf<typeof listInsuredEndpoint>
type Row = Omit<Answer['rows'][number], 'idNumber'> & { recordId: string; masked: string; sealed: Buffer }

const WINDOW = 500

/** A number typed into the search is looked up by its keyed hash; anything else is part of a name. */
function matching(crypto: CryptoProvider, search: string) {
  const text = search.trim().toUpperCase()
  const isNumber = /^[0-9A-Z]{8,18}$/.test(text) && /\d{6}/.test(text)
  if (!isNumber) return sql`p.name like ${`%${search.trim().replace(/[\\%_]/g, String.raw`\$&`)}%`}`
  return sql`c.person_id in (select id from find_persons(${[personHash(crypto, text)]}::bytea[]))`
}

/** A name of a letter's people as the caller may read it: the unit in full, everybody else masked. */
export function nameFor(tx: Transaction, name: string): string {
  return isUnitIn(tx) ? name : maskName(name)
}

/** 参保人员清单列表: a window by row number, or the first 500 that match; in full for the unit itself, masked for others. */
export async function listInsured(
  tx: Transaction,
  crypto: CryptoProvider,
  { id, from = 1, to = from + WINDOW - 1, search }: InputOf<typeof listInsuredEndpoint>,
): Promise<Answer> {
  const last = Math.min(to, from + WINDOW - 1)
  const where = search?.trim() ? matching(crypto, search) : sql`c.row_number between ${from} and ${last}`
  const { rows } =
    await sql<Row>`select c.row_number as "rowNumber", p.id as "recordId", p.name, p.id_masked as masked, p.sealed,
      c.risk_class as "riskClass", lower(c.period) as "firstDay", upper(c.period) - 1 as "lastDay"
    from covers c join people p on p.id = c.people_id
    where c.certificate_id = ${id} and ${inScope(tx, 'c.place')} and ${where} order by c.row_number limit ${WINDOW}`.execute(
      tx.db,
    )
  const counts = await sql<{ people: number; lastRowNumber: number }>`select heads as people,
      coalesce((select max(row_number) from covers where certificate_id = c.id and ${inScope(tx, 'covers.place')}), 0) as "lastRowNumber"
    from certificates c where id = ${id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const inFull = isUnitIn(tx)
  return {
    rows: rows.map(({ recordId, name, masked, sealed, ...row }) => ({
      ...row,
      name: nameFor(tx, name),
      idNumber: inFull ? openPerson(crypto, recordId, sealed).idNumber : masked,
    })),
    ...found(counts.rows[0]),
  }
}
