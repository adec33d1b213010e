import { sql, type RawBuilder } from 'kysely'
import type { claimExport, listClaimExports as endpoint } from '../../contract/claim-exports.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { claimQueryWords } from '../../contract/words/claim-query-words.ts'
import { mayDecideExport } from '../../domain/claims/export-rules.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { getPlanNames } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { deciderIn } from './decide-claim-export.ts'
import { openQuery } from './export-store.ts'
import type * as z from 'zod/mini'

export type ClaimExport = z.infer<typeof claimExport>

type Row = Omit<ClaimExport, 'queried' | 'askedAt' | 'finishedAt' | 'fetchedAt' | 'expiresAt'> & {
  readonly sealed: Buffer
  readonly accountId: string
  readonly person: Buffer | null
  readonly organisationId: string
  readonly asked: Date
  readonly finished: Date | null
  readonly fetched: Date | null
  readonly expires: Date | null
}

const MOST = 50
const DAYS = 30

async function select(tx: Transaction, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select e.id, e.state, e.unmasked, e.filters_sealed as sealed, e.reason, e.account_name as "askedBy",
      e.account_id as "accountId", e.account_person as person, a.organisation_id as "organisationId", e.rows, e.total,
      e.problem, e.decided_by_name as "decidedBy", e.decision_note as note, e.asked_at as asked, e.finished_at as finished,
      e.fetched_at as fetched, e.expires_at as expires, f.size
    from exports e join accounts a on a.id = e.account_id left join files f on f.id = e.file_id
    where ${which} and ${inScope(tx, 'e.place')}
    order by e.asked_at desc, e.id desc limit ${MOST}`.execute(tx.db)
  return rows
}

async function shown(tx: Transaction, { crypto }: Services, rows: readonly Row[]): Promise<ClaimExport[]> {
  if (rows.length === 0) return []
  const plans = await getPlanNames(tx)
  return rows.map(
    ({ id, state, unmasked, reason, askedBy, rows: written, total, problem, decidedBy, note, size, ...row }) => {
      const query = openQuery(crypto, id, row.sealed)
      const { asked, finished, fetched, expires } = row
      const isGone = state === 'done' && expires !== null && expires.getTime() <= tx.now
      return {
        id,
        unmasked,
        reason,
        askedBy,
        rows: written,
        total,
        problem,
        decidedBy,
        note,
        size,
        state: isGone ? 'expired' : state,
        queried: claimQueryWords(query, plans.get(query.planCode ?? '')),
        askedAt: asked.toISOString(),
        finishedAt: finished?.toISOString() ?? null,
        fetchedAt: fetched?.toISOString() ?? null,
        expiresAt: expires?.toISOString() ?? null,
      }
    },
  )
}

/** The caller's own exports of the last weeks, newest first. */
export async function listClaimExports(tx: Transaction, services: Services): Promise<OutputOf<typeof endpoint>> {
  const since = new Date(tx.now)
  const own = sql`e.account_id = ${callerIn(tx).accountId}
    and e.asked_at > ${since}::timestamptz - make_interval(days => ${DAYS})`
  return { exports: await shown(tx, services, await select(tx, own)) }
}

async function selectToDecide(tx: Transaction): Promise<Row[]> {
  const decider = await deciderIn(tx)
  if (!decider.administers && !decider.leadsUnit) return []
  const waiting = await select(tx, sql`e.state = 'asked' and e.expires_at > ${new Date(tx.now)}`)
  return waiting.filter(({ accountId, person, organisationId }) =>
    mayDecideExport({ accountId, person: person?.toString('hex') ?? null, organisationId }, decider),
  )
}

/** Exports in full that wait for the caller as a second person. */
export async function listExportsToDecide(tx: Transaction, services: Services): Promise<ClaimExport[]> {
  return shown(tx, services, await selectToDecide(tx))
}

export async function countExportsToDecide(tx: Transaction): Promise<number> {
  return (await selectToDecide(tx)).length
}

/** The caller's exports that wait, run, or are ready and not yet fetched. */
export async function countOpenExports(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from exports
    where account_id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')}
      and (state in ('asked', 'queued', 'running')
        or state = 'done' and fetched_at is null and expires_at > ${new Date(tx.now)})`.execute(tx.db)
  return rows[0]?.open ?? 0
}
