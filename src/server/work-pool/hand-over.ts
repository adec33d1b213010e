import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type {
  handOverWork as handOverEndpoint,
  listColleagues as colleaguesEndpoint,
} from '../../contract/work-pool.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import { POOL_DESK, queuesOf, type WorkKind } from '../../domain/work-pool/queues.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import { heldUntilIn } from './work-store.ts'

type Colleague = { readonly id: AccountId; readonly name: string; readonly desks: readonly Desk[] }

async function isLead(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ leads: boolean }>`select leads from accounts
    where id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).leads
}

async function listWorkers(tx: Transaction, kind: WorkKind): Promise<readonly Colleague[]> {
  const { accountId, organisationId } = callerIn(tx)
  const { rows } = await sql<Colleague>`select id, name, desks from accounts
    where organisation_id = ${organisationId} and id <> ${accountId} and state = 'active' and ${inScope(tx, 'place')}
    order by name, id limit 500`.execute(tx.db)
  return rows.filter(({ desks }) => queuesOf(desks).includes(POOL_DESK[kind]))
}

/** To whom the caller may hand work of a kind over. */
export async function listColleagues(
  tx: Transaction,
  { kind }: InputOf<typeof colleaguesEndpoint>,
): Promise<OutputOf<typeof colleaguesEndpoint>> {
  const leads = await isLead(tx)
  const colleagues = leads ? await listWorkers(tx, kind) : []
  return { leads, colleagues: colleagues.map(({ id, name }) => ({ id, name })) }
}

/**
 * 转交: a lead gives work of their pool to a colleague, whoever holds it now. Who held it can save nothing more and is told
 * who has it. What was saved stays with the subject.
 */
export async function handOverWork(
  tx: Transaction,
  { kind, subjects, to }: InputOf<typeof handOverEndpoint>,
): Promise<OutputOf<typeof handOverEndpoint>> {
  if (!(await isLead(tx))) return refused({ code: 'not-a-lead' })
  const { desks } = callerIn(tx)
  const colleague = (await listWorkers(tx, kind)).find(({ id }) => id === to)
  if (!colleague) return refused({ code: 'colleague-gone' })
  const reachable = sql<boolean>`kind = ${kind} and subject_id = any(${subjects}::uuid[]) and desk = any(${[...queuesOf(desks)]})
    and ${inScope(tx, 'place')}`
  await sql`select id from work_items where ${reachable} order by id for update`.execute(tx.db)
  const { rows } = await sql<{ subject: string }>`update work_items set holder_id = ${colleague.id},
      holder_name = ${colleague.name}, held_since = ${new Date(tx.now)}, held_until = ${heldUntilIn(tx)}, version = version + 1
    where ${reachable} returning subject_id as subject`.execute(tx.db)
  const handed = rows.map(({ subject }) => subject)
  await record(tx, {
    action: 'work-pool.hand-over',
    facts: { kind, to: colleague.id, handed: handed.length, subjects: handed },
  })
  return { handed: handed.length, to: colleague.name }
}
