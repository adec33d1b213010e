import type { EndpointAccess } from '../../contract/endpoint.ts'
import type { Caller } from '../db/transaction.ts'
import { refused } from '../refusal.ts'

/** Refuses strangers where a session is needed, and accounts without one of the desks. */
export function mayCall(access: EndpointAccess, caller: Caller | null): void {
  if (access === 'anyone') return
  if (!caller) return refused({ code: 'not-signed-in' })
  if (access === 'signed-in') return
  if (!access.some((desk) => caller.desks.includes(desk))) refused({ code: 'not-allowed' })
}
