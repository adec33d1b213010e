import { sql, type RawBuilder } from 'kysely'
import type { EndpointAccess, InputOf, OutputOf } from '../../contract/endpoint.ts'
import { listCertificates } from '../../contract/certificates.ts'
import { listClaims } from '../../contract/claims.ts'
import { listEnrolments } from '../../contract/enrolment.ts'
import type { findObjects as endpoint } from '../../contract/oversight.ts'
import { listRegistrations } from '../../contract/registration-review.ts'
import { readFindText, type FindText } from '../../domain/oversight/find-text.ts'
import { callerIn, inScope, isUnitIn, type Transaction } from '../db/transaction.ts'

type Found = OutputOf<typeof endpoint>['found'][number]
type Source = {
  readonly kind: Found['kind']
  /** The list on which the object stands: who may not read that, finds nothing of it here. */
  readonly list: { readonly access: EndpointAccess }
  readonly select: (tx: Transaction, text: FindText) => RawBuilder<Row> | undefined
}
type Row = Omit<Found, 'kind'>

const A_FEW = 5

/** Numbers are unique, upper-case letters and digits: those that begin with a text lie between it and this. */
const LAST = 'ZZZZZZZZ'
const beginsWith = (column: string, text: string) => sql<boolean>`${sql.ref(column)} between ${text} and ${text + LAST}`
const like = (text: string) => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`

const sources: readonly Source[] = [
  {
    kind: 'enrolment',
    list: listEnrolments,
    select: (tx, { number }) =>
      number === undefined
        ? undefined
        : sql<Row>`select e.id, e.number, o.name as "unitName", false as printed from enrolments e
            join organisations o on o.id = e.unit_id
            where ${inScope(tx, 'e.place')} and e.state <> 'deleted' and ${beginsWith('e.number', number)}
            order by e.number desc limit ${A_FEW}`,
  },
  {
    kind: 'certificate',
    list: listCertificates,
    select: (tx, { number }) =>
      number === undefined
        ? undefined
        : sql<Row>`select c.id, c.number, o.name as "unitName", c.printed_at is not null as printed from certificates c
            join organisations o on o.id = c.unit_id
            where ${inScope(tx, 'c.place')} and ${beginsWith('c.number', number)} order by c.number desc limit ${A_FEW}`,
  },
  {
    kind: 'claim',
    list: listClaims,
    select: (tx, { number }) =>
      number === undefined
        ? undefined
        : sql<Row>`select c.id, c.number, o.name as "unitName", false as printed from claims c
            join organisations o on o.id = c.unit_id
            where ${inScope(tx, 'c.place')} and ${beginsWith('c.number', number)} order by c.number desc limit ${A_FEW}`,
  },
  {
    kind: 'registration',
    list: listRegistrations,
    select: (tx, { number, name }) => {
      if (number === undefined && name === undefined) return undefined
      const matches = number === undefined ? sql`r.unit_name like ${like(name ?? '')}` : beginsWith('r.number', number)
      return sql<Row>`select r.id, r.number, r.unit_name as "unitName", false as printed from registrations r
        where ${inScope(tx, 'r.place')} and r.state <> 'draft' and r.number is not null and ${matches}
        order by r.number desc limit ${A_FEW}`
    },
  },
  {
    kind: 'unit',
    list: listEnrolments,
    select: (tx, { number, name }) => {
      if (isUnitIn(tx) || (number === undefined && name === undefined)) return undefined
      const matches = number === undefined ? sql`o.name like ${like(name ?? '')}` : beginsWith('o.code', number)
      return sql<Row>`select o.id, o.code as number, o.name as "unitName", false as printed from organisations o
        where ${inScope(tx, 'o.low')} and o.kind = 'unit' and ${matches} order by o.name limit ${A_FEW}`
    },
  },
]

function isAllowed(tx: Transaction, { list }: Source): boolean {
  const { desks } = callerIn(tx)
  return typeof list.access === 'string' || list.access.some((desk) => desks.includes(desk))
}

/** What the caller may read and looks for by its number or name, a few of each kind. */
export async function findObjects(
  tx: Transaction,
  { text }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const wanted = readFindText(text)
  const found: Found[] = []
  for (const source of sources.filter((one) => isAllowed(tx, one))) {
    const query = source.select(tx, wanted)
    if (!query) continue
    const { rows } = await query.execute(tx.db)
    found.push(...rows.map((row) => ({ ...row, kind: source.kind })))
  }
  return { found }
}
