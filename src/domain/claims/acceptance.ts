import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { excludeEachOther } from './companion-kinds.ts'
import { eligibilityOf, type ClaimableCover, type EligibilityFacts, type WhyNotCode } from './eligibility.ts'

/** A row of 确认受理数据 with everything that it is judged by. */
export type AcceptanceRow = {
  readonly coverId: string
  readonly personId: string
  readonly kind: ClaimKind
  readonly cover: ClaimableCover
  readonly plan: Pick<PlanVersion, 'benefits' | 'claimDeadlineYears'>
  readonly facts: EligibilityFacts
  /** Whether the office takes claims after their deadline, and why this one should be. */
  readonly lateClaims: boolean
  readonly lateReason: string
}

type Named = { readonly row: number; readonly kind: ClaimKind }
export type AcceptanceRefused =
  | (Named & { readonly code: 'claim-row-unknown' | 'claim-row-twice' | 'claim-rows-exclude' | 'late-reason-missing' })
  | (Named & {
      readonly code: 'claim-row-refused'
      readonly why: WhyNotCode
      readonly on: CalendarDate | ''
      readonly endedBy: ClaimKind | ''
      readonly number: string
    })

/** Whether all rows may become cases: all or none, and the first row that may not is named by its number from 1. */
export function judgeAcceptance(rows: readonly AcceptanceRow[]): Decision<true, AcceptanceRefused> {
  for (const [index, one] of rows.entries()) {
    const named = { row: index + 1, kind: one.kind }
    const before = rows.slice(0, index)
    if (before.some((other) => isSame(one, other))) return refuse({ code: 'claim-row-twice', ...named })
    if (before.some((other) => areExclusive(one, other))) return refuse({ code: 'claim-rows-exclude', ...named })
    const judged = judgeRow(one, named)
    if (!judged.ok) return judged
  }
  return accept(true)
}

function isSame(one: AcceptanceRow, other: AcceptanceRow): boolean {
  return one.coverId === other.coverId && one.kind === other.kind && one.facts.incidentOn === other.facts.incidentOn
}

function areExclusive(one: AcceptanceRow, other: AcceptanceRow): boolean {
  const isOneEvent = one.personId === other.personId && one.facts.incidentOn === other.facts.incidentOn
  return isOneEvent && excludeEachOther(one.kind, other.kind)
}

function judgeRow(row: AcceptanceRow, named: Named): Decision<true, AcceptanceRefused> {
  const judged = eligibilityOf(row.plan, row.cover, row.facts).find(({ kind }) => kind === row.kind)
  if (!judged) return refuse({ code: 'claim-row-unknown', ...named })
  const { why } = judged
  if (why === undefined || why.code === 'deadline-from-discharge') return accept(true)
  if (why.code === 'deadline-passed' && row.lateClaims)
    return row.lateReason === '' ? refuse({ code: 'late-reason-missing', ...named }) : accept(true)
  return refuse({
    code: 'claim-row-refused',
    ...named,
    why: why.code,
    on: 'on' in why ? why.on : '',
    endedBy: 'kind' in why ? why.kind : '',
    number: 'number' in why ? why.number : '',
  })
}
