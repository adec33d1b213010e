import { SHEET_AMOUNTS } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import { formatYuan, parseYuan, type Cents } from '../shared/cents.ts'
import { likelyMistakes, runningDifference, type TypedAmounts } from './balance-hints.ts'
import { parseBankCard } from './bank-card.ts'
import type { ClaimEntry, SheetEntry } from './claim-entry.ts'
import { staysWithGaps } from './days-held.ts'
import { proposalFor, suggestsAccident } from './diagnosis-proposal.ts'
import type { EntryNeeds } from './entry-needs.ts'

/** Something to look at again; it never blocks. */
export type EntryFinding = {
  readonly path: string
  readonly code:
    | 'unbalanced'
    | 'cash-exceeds-own-part'
    | 'card-check-digit'
    | 'is-accident'
    | 'is-illness'
    | 'in-situ-differs'
    | 'stay-overlaps'
    | 'stay-gap'
  /** Figures that the sentence prints. */
  readonly facts: Readonly<Record<string, string>>
}

/** A stay that the person has in another case. */
export type OtherStay = { readonly number: string; readonly from: string; readonly to: string }

/** Amounts of a sheet that were entered and can be read. */
export function typedAmounts(sheet: SheetEntry): TypedAmounts {
  const read = SHEET_AMOUNTS.flatMap((name) => {
    const parsed = parseYuan(sheet[name])
    return parsed.ok ? [[name, parsed.value] as const] : []
  })
  return Object.fromEntries(read)
}

const TOLERANCE = 1
const yuan = (amount: number) => formatYuan(Math.abs(amount) as Cents)

/** A sheet whose amounts do not add up, with the likely slip; its whole difference stands beside it. */
export function balanceFindings(sheet: SheetEntry, at: number): readonly EntryFinding[] {
  const amounts = typedAmounts(sheet)
  const difference = runningDifference(amounts) ?? 0
  const own = (amounts.selfPaid1 ?? 0) + (amounts.selfPaid2 ?? 0) + (amounts.fullySelfPaid ?? 0)
  const cash = amounts.cash ?? 0
  const findings: EntryFinding[] = []
  if (Math.abs(difference) > TOLERANCE) {
    const [mistake] = likelyMistakes(amounts)
    findings.push({
      // Without a likely slip it is about the sheet, not about one of its fields.
      path: `sheets.${at}.${mistake?.field ?? 'balance'}`,
      code: 'unbalanced',
      facts: {
        difference: yuan(difference),
        direction: difference > 0 ? 'short' : 'over',
        slip: mistake?.slip ?? '',
        field: mistake?.field ?? '',
        instead: mistake ? yuan(mistake.instead) : '',
      },
    })
  }
  if (cash > own + TOLERANCE)
    findings.push({
      path: `sheets.${at}.cash`,
      code: 'cash-exceeds-own-part',
      facts: { cash: yuan(cash), own: yuan(own) },
    })
  return findings
}

const ILLNESSES: readonly ClaimKind[] = ['illness-inpatient', 'critical-illness', 'women-illness']
const ACCIDENTS: readonly ClaimKind[] = ['accident-inpatient', 'accident-medical']
const CODE = /^[A-Z]\d\d/i

function kindFindings({ incident }: ClaimEntry, kind: ClaimKind): EntryFinding[] {
  const { diagnosisCode: code } = incident
  if (!CODE.test(code)) return []
  const isAccident = suggestsAccident(code)
  const path = 'incident.diagnosisName'
  if (isAccident && ILLNESSES.includes(kind)) return [{ path, code: 'is-accident', facts: { code } }]
  if (!isAccident && ACCIDENTS.includes(kind)) return [{ path, code: 'is-illness', facts: { code } }]
  return []
}

/** The amount goes by the tick, never by the code: where they differ, one of them is wrong. */
function inSituFindings({ incident }: ClaimEntry, { inSitu: asked }: Pick<EntryNeeds, 'inSitu'>): EntryFinding[] {
  const { diagnosisCode: code, inSitu } = incident
  if (!asked || !CODE.test(code) || proposalFor(code).inSitu === inSitu) return []
  return [{ path: 'incident.inSitu', code: 'in-situ-differs', facts: { code, ticked: inSitu ? 'yes' : 'no' } }]
}

function overlapFindings(sheets: readonly SheetEntry[], others: readonly OtherStay[]): EntryFinding[] {
  return sheets.flatMap(({ admittedOn, dischargedOn }, at) => {
    const other = others.find(
      ({ from, to }) => admittedOn !== '' && dischargedOn !== '' && admittedOn < to && from < dischargedOn,
    )
    return other ? [{ path: `sheets.${at}.admittedOn`, code: 'stay-overlaps' as const, facts: { ...other } }] : []
  })
}

/** Sheets of one 同次住院编号 are one admission, whose days run through: a gap between them is days at home. */
function gapFindings(sheets: readonly SheetEntry[]): EntryFinding[] {
  return staysWithGaps(sheets).map(({ at, from, to }) => ({
    path: `sheets.${at}.stay`,
    code: 'stay-gap',
    facts: { from, to },
  }))
}

/** What a careful colleague would ask about an entry: the reviewer's checks, run before it is submitted. */
export function entryFindings(
  entry: ClaimEntry,
  kind: ClaimKind,
  needs: Pick<EntryNeeds, 'inSitu'>,
  otherStays: readonly OtherStay[] = [],
): readonly EntryFinding[] {
  const card = parseBankCard(entry.payee.card)
  return [
    ...(card.ok && card.value.checkDigit === 'wrong'
      ? [{ path: 'payee.card', code: 'card-check-digit' as const, facts: {} }]
      : []),
    ...kindFindings(entry, kind),
    ...inSituFindings(entry, needs),
    ...entry.sheets.flatMap(balanceFindings),
    ...overlapFindings(entry.sheets, otherStays),
    ...gapFindings(entry.sheets),
  ]
}
