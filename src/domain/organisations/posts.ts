import { accept, refuse, type Decision } from '../shared/decision.ts'
import { isOfficer, UNIT_DESKS, type Desk } from './desks.ts'
import type { OrganisationKind } from './tree.ts'

export type PostsRefusal =
  | { code: 'desks-of-unit-only' }
  | { code: 'desks-not-for-unit' }
  | { code: 'audit-stands-alone' }

/**
 * Which desks an account may hold: handlers' desks at units only, officers' desks elsewhere; whoever audits holds no
 * other desk, so that nobody audits their own work.
 */
export function judgePosts(kind: OrganisationKind, desks: readonly Desk[]): Decision<readonly Desk[], PostsRefusal> {
  if (kind === 'unit' && isOfficer(desks)) return refuse({ code: 'desks-not-for-unit' })
  if (kind !== 'unit' && desks.some((desk) => UNIT_DESKS.includes(desk))) return refuse({ code: 'desks-of-unit-only' })
  if (desks.includes('audit') && desks.length > 1) return refuse({ code: 'audit-stands-alone' })
  return accept([...new Set(desks)])
}
