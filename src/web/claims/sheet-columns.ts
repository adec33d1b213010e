import type { SheetEntry } from '../../domain/claims/claim-entry.ts'
import { shownAmounts } from '../../domain/claims/entry-missing.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../../domain/plans/benefit-terms.ts'
import type { Assessment, Needs } from './entry-form.ts'

const EMPTY = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, ''])) as { readonly [A in SheetAmount]: string }

/**
 * A sheet to begin with: the hospital and insurance of the one before, if there is one. `usual` is the insurance that most
 * people have; where the plan pays by it, nothing is chosen for anybody.
 */
export function newSheet(before?: SheetEntry, usual: SheetEntry['insurance'] = ''): SheetEntry {
  const { hospital = '', hospitalCode = '', hospitalLevel = '', insurance = usual, remote = false } = before ?? {}
  return {
    ...EMPTY,
    hospital,
    hospitalCode,
    hospitalLevel,
    insurance,
    remote,
    admittedOn: '',
    dischargedOn: '',
    stay: '',
    invoiceNumber: '',
    settlementKind: '',
    treatment: '',
  }
}

/** The amounts that are shown at once, and those behind 更多项目, both in the order of the paper. */
export function amountColumns(
  needs: Needs,
  order: Assessment['sheetOrder'],
  sheet: SheetEntry,
): { readonly first: readonly SheetAmount[]; readonly more: readonly SheetAmount[] } {
  const usual = new Set<string>([...shownAmounts(needs), 'cash', 'actualPaid'])
  const first = order.filter((name) => usual.has(name) || sheet[name] !== '')
  return { first, more: order.filter((name) => !first.includes(name)) }
}
