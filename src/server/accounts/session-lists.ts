import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import type { OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/account-session.ts'
import type { listSessions as listSessionsEndpoint } from '../../contract/own-account.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { sessionToken } from '../http/session-cookie.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount } from './account-secrets.ts'
import { tokenHash } from './random-codes.ts'

type Life = { secondsLeft: number }

/** How long the session of this request lasts: so long without activity, and until its end at the latest. */
export async function getSessionLife(tx: Transaction, request: FastifyRequest): Promise<Life> {
  const hash = tokenHash(found(sessionToken(request)))
  const { rows } = await sql<{ endsAt: Date }>`select least(last_seen_at + idle, ends_at) as "endsAt"
    from sessions where token_hash = ${hash} and ${inScope(tx, 'place')}`.execute(tx.db)
  const milliseconds = found(rows[0]).endsAt.getTime() - tx.now
  return { secondsLeft: Math.max(0, Math.floor(milliseconds / 1000)) }
}

type Own = {
  preferences: { theme?: 'light' | 'dark' | 'system'; size?: 'normal' | 'large' }
  code: string
  sealed: Uint8Array
}

export async function getSession(
  tx: Transaction,
  { demo, crypto }: Pick<Services, 'demo' | 'crypto'>,
  request: FastifyRequest,
): Promise<OutputOf<typeof contract.currentSession>> {
  const caller = callerIn(tx)
  const { rows } = await sql<Own>`select a.preferences, a.sealed, o.code from accounts a
    join organisations o on o.id = a.organisation_id
    where a.id = ${caller.accountId} and ${inScope(tx, 'a.place')}`.execute(tx.db)
  const { preferences, code, sealed } = found(rows[0])
  const { phone } = openAccount(crypto, caller.accountId, sealed)
  const { organisationId: id, organisationKind: kind, organisationName: name } = caller
  return {
    accountId: caller.accountId,
    userName: caller.userName,
    name: caller.name,
    phoneMasked: maskPhone(phone),
    organisation: { id, kind, name, code },
    desks: [...caller.desks],
    theme: preferences.theme ?? 'system',
    size: preferences.size ?? 'normal',
    ...(await getSessionLife(tx, request)),
    demo,
  }
}

type SessionRow = {
  token_hash: Buffer
  created_at: Date
  last_seen_at: Date
  address: string
  agent: string
}

/** The caller's live sessions, the last used first. */
export async function listSessions(
  tx: Transaction,
  request: FastifyRequest,
): Promise<OutputOf<typeof listSessionsEndpoint>> {
  const now = new Date(tx.now)
  const { rows } = await sql<SessionRow>`select token_hash, created_at, last_seen_at, address, agent from sessions
    where account_id = ${callerIn(tx).accountId} and ended_at is null and ends_at > ${now} and last_seen_at + idle > ${now}
      and ${inScope(tx, 'place')} order by last_seen_at desc limit 100`.execute(tx.db)
  const own = tokenHash(found(sessionToken(request)))
  return {
    sessions: rows.map((row) => ({
      id: row.token_hash.toString('base64url'),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      address: row.address,
      agent: row.agent,
      current: row.token_hash.equals(own),
    })),
  }
}
