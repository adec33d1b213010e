import { sql, type RawBuilder } from 'kysely'
import { inScope, type Transaction } from '../db/transaction.ts'

/** As many as one can work off in one go; whoever is not named is found in 人员详情/修改 by 提示. */
const NAMED = 100

/** People of a roster as a sentence names them: names with the end of the number, so that namesakes are told apart. */
export async function namedPeople(tx: Transaction, where: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ name: string; tail: string }>`select p.name, right(p.id_masked, 4) as tail
    from roster_people r join people p on p.id = r.people_id
    where ${where} and ${inScope(tx, 'r.place')} order by r.row_number limit ${NAMED + 1}`.execute(tx.db)
  const named = rows.slice(0, NAMED).map(({ name, tail }) => `${name} ${tail}`)
  return named.join('、') + (rows.length > NAMED ? ' 等' : '')
}
