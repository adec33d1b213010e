import type { OutputOf } from '../../contract/endpoint.ts'
import type { listAgencies } from '../../contract/registration.ts'

export type Agency = OutputOf<typeof listAgencies>['agencies'][number]
export type AgencyNode = Agency & { readonly below: readonly AgencyNode[] }

/** The offices and agencies as a tree; those whose parent is not listed are its roots. */
export function agencyTree(agencies: readonly Agency[]): readonly AgencyNode[] {
  const known = new Set(agencies.map(({ id }) => id))
  const below = (parentId: string | null): AgencyNode[] =>
    agencies
      .filter((agency) => (known.has(agency.parentId ?? '') ? agency.parentId : null) === parentId)
      .map((agency) => ({ ...agency, below: below(agency.id) }))
  return below(null)
}

/** Names from the top to this one, without the head office, which is above all of them. */
export function pathOf(agencies: readonly Agency[], id: string): readonly string[] {
  const agency = agencies.find((other) => other.id === id)
  if (agency === undefined || agency.kind === 'head') return []
  return [...(agency.parentId === null ? [] : pathOf(agencies, agency.parentId)), agency.name]
}

/** Those that a unit may belong to and whose name, or the name of one above, has the text in it. */
export function matchingAgencies(agencies: readonly Agency[], text: string): readonly Agency[] {
  const wanted = text.trim()
  return agencies.filter(
    ({ id, kind }) => kind !== 'head' && pathOf(agencies, id).some((name) => name.includes(wanted)),
  )
}
