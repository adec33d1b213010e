import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/accounts.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { DEMO_SAMPLES } from '../demo/demo-people.ts'
import type { Services } from '../services.ts'
import { DEMO_ACCOUNTS } from './demo-accounts.ts'

/** What the sign-in page may show to anyone. */
export async function getEntrance(
  tx: Transaction,
  { demo }: Pick<Services, 'demo'>,
): Promise<OutputOf<typeof contract.entrance>> {
  const { rows } = await sql<{ kind: string; name: string; telephone: string }>`select kind, name, telephone
    from organisations where kind in ('head', 'office') and ${inScope(tx, 'low')} order by low`.execute(tx.db)
  const associationName = rows.find(({ kind }) => kind === 'head')?.name ?? ''
  const reachable = rows.filter(({ telephone }) => telephone !== '')
  const offices = reachable.filter(({ kind }) => kind === 'office')
  const telephones = (offices.length > 0 ? offices : reachable).map(({ name, telephone }) => ({ name, telephone }))
  const demoAccounts = demo ? await listDemoAccounts(tx) : []
  const demoPeople = demo ? await listDemoPeople(tx) : []
  return { associationName, telephones, demo, demoAccounts, demoPeople }
}

/** Invented people of the demo units, with whom a claim may be tried. */
async function listDemoPeople(tx: Transaction): Promise<OutputOf<typeof contract.entrance>['demoPeople']> {
  const codes = DEMO_SAMPLES.map(({ unit }) => unit)
  const { rows } = await sql<{ code: string; name: string }>`select code, name from organisations
    where kind = 'unit' and code = any(${codes}) and ${inScope(tx, 'low')}`.execute(tx.db)
  const units = new Map(rows.map(({ code, name }) => [code, name]))
  return DEMO_SAMPLES.flatMap(({ unit, name, idNumber, covered }) => {
    const unitName = units.get(unit)
    return unitName === undefined ? [] : [{ unitName, name, idNumber, covered }]
  })
}

/** Demo accounts whose password is still the one that everybody knows: the one they were made with. */
async function listDemoAccounts(tx: Transaction): Promise<OutputOf<typeof contract.entrance>['demoAccounts']> {
  const names = DEMO_ACCOUNTS.map(({ userName }) => userName)
  const { rows } = await sql<{ userName: string; organisationName: string }>`select a.user_name as "userName",
      o.name as "organisationName" from accounts a join organisations o on o.id = a.organisation_id
    where a.user_name = any(${names}) and a.state = 'active' and a.password_set_at = a.created_at
      and ${inScope(tx, 'a.place')}`.execute(tx.db)
  const organisations = new Map(rows.map((row) => [row.userName, row.organisationName]))
  return DEMO_ACCOUNTS.flatMap(({ userName, password, title }) => {
    const organisationName = organisations.get(userName)
    return organisationName === undefined ? [] : [{ userName, password, organisationName, title }]
  })
}
