import type { FastifyRequest } from 'fastify'
import type { EndpointAccess } from '../../contract/endpoint.ts'
import type { Caller } from '../db/transaction.ts'
import { refused } from '../refusal.ts'

/**
 * Refuses what a page of one account asks once another has signed in in the same browser: its cookie is then of the
 * other, who would act without knowing. To the page it is as if its session had ended.
 */
export function mustBeShown({ headers }: Pick<FastifyRequest, 'headers'>, caller: Caller | null): void {
  const shown = headers['x-huzhu-account']
  if (shown !== undefined && caller !== null && shown !== caller.accountId) refused({ code: 'not-signed-in' })
}

/** Refuses strangers where a session is needed, and accounts without one of the desks. */
export function mayCall(access: EndpointAccess, caller: Caller | null): void {
  if (access === 'anyone') return
  if (!caller) return refused({ code: 'not-signed-in' })
  if (access === 'signed-in') return
  if (!access.some((desk) => caller.desks.includes(desk))) refused({ code: 'not-allowed' })
}
