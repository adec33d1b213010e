import type { findCovers } from '../../contract/claim-acceptance.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { companionKinds, excludeEachOther } from '../../domain/claims/companion-kinds.ts'

export type FoundCovers = OutputOf<typeof findCovers>
export type FoundRow = FoundCovers['rows'][number]

/** A search as it was asked, without the document number: whom it found, for which day, and what is under their covers. */
export type Search = {
  readonly person: NonNullable<FoundCovers['person']>
  readonly incidentOn: string
  readonly rows: readonly FoundRow[]
}

/** A line of 确认受理数据. It lives in the page only: whose it is must not lie in addresses or in the browser's store. */
export type CartLine = FoundRow & {
  readonly key: string
  readonly name: string
  readonly idMasked: string
  readonly incidentOn: string
  readonly lateReason: string
}

export function keyOf({ coverId, kind }: FoundRow, incidentOn: string): string {
  return `${coverId} ${kind} ${incidentOn}`
}

function lineOf({ person, incidentOn }: Search, row: FoundRow): CartLine {
  return { ...row, ...person, incidentOn, key: keyOf(row, incidentOn), lateReason: '' }
}

/** The line in the cart that a found row cannot stand beside: the other kind of stay of the same person and day. */
export function excludedBy(
  cart: readonly CartLine[],
  { person, incidentOn }: Search,
  row: FoundRow,
): CartLine | undefined {
  return cart.find(
    (line) =>
      line.idMasked === person.idMasked &&
      line.name === person.name &&
      line.incidentOn === incidentOn &&
      excludeEachOther(line.kind, row.kind),
  )
}

/** Ticks rows that are payable, not yet there, and exclude nothing that is. */
export function ticked(cart: readonly CartLine[], search: Search, rows: readonly FoundRow[]): readonly CartLine[] {
  let next = cart
  for (const row of rows) {
    const isThere = next.some(({ key }) => key === keyOf(row, search.incidentOn))
    if (row.payable !== 'no' && !isThere && !excludedBy(next, search, row)) next = [...next, lineOf(search, row)]
  }
  return next
}

/** Rows that are usually claimed with this one, payable as well: proposed with it, under whichever cover. */
export function companionsOf({ rows }: Search, chosen: FoundRow): readonly FoundRow[] {
  const kinds = companionKinds(chosen.kind)
  return rows.filter((row) => row !== chosen && row.payable === 'yes' && kinds.includes(row.kind))
}
