import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { OrganisationKind } from './tree.ts'

export type StructureRefusal = { code: 'organisation-below-wrong-kind'; parent: string; child: string }

/** What may stand below what: offices below the head or another office, agencies below offices or agencies. */
const BELOW: Readonly<Record<OrganisationKind, readonly OrganisationKind[]>> = {
  head: ['office', 'agency'],
  office: ['office', 'agency', 'unit'],
  agency: ['agency', 'unit'],
  unit: [],
}

/** Whether an organisation of this kind may be added below one of that kind. Source: domain facts, §1. */
export function judgeChild(
  parent: OrganisationKind,
  child: OrganisationKind,
): Decision<OrganisationKind, StructureRefusal> {
  return BELOW[parent].includes(child)
    ? accept(child)
    : refuse({ code: 'organisation-below-wrong-kind', parent, child })
}
