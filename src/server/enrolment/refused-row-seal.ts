import type { RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import { ROSTER_COLUMNS, type RosterCell, type RosterCells } from '../../domain/enrolment/roster.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** What a refused row keeps: its cells as typed, and its problems, whose facts may show parts of the number. */
export type RefusedContent = { readonly cells: RosterCells; readonly problems: readonly RosterProblem[] }

const SEALED = 'refused_rows.sealed'

type Stored = {
  readonly c: Readonly<Record<string, readonly [text: string, kind: RosterCell['kind']]>>
  readonly p: readonly RosterProblem[]
}

export function sealRefused(crypto: CryptoProvider, rowId: string, { cells, problems }: RefusedContent): Buffer {
  const typed = ROSTER_COLUMNS.flatMap((column) => {
    const cell = cells[column]
    return cell && cell.text !== '' ? [[column, [cell.text, cell.kind]] as const] : []
  })
  return crypto.seal(SEALED, rowId, JSON.stringify({ c: Object.fromEntries(typed), p: problems }))
}

export function openRefused(crypto: CryptoProvider, rowId: string, sealed: Uint8Array): RefusedContent {
  const { c, p } = JSON.parse(crypto.open(SEALED, rowId, sealed).toString()) as Stored
  const cells: Record<string, RosterCell> = {}
  for (const column of ROSTER_COLUMNS) {
    const cell = c[column]
    if (cell) cells[column] = { text: cell[0], kind: cell[1] }
  }
  return { cells, problems: p }
}
