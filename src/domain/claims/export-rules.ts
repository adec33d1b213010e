import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addHours, type Instant } from '../shared/time.ts'

/** Rows that leave without a reason; more need one. Source: decisions, "Seen by the unit"; security 46. */
export const ROWS_WITHOUT_REASON = 1_000
/** More rows than this are not exported at once: a sheet holds 1,048,576. */
export const MOST_ROWS = 1_000_000
/** An answer at once is worth counting so far; how many there are in all is counted when the export runs. */
export const COUNTED_ROWS = 10_000
/** A finished export can be fetched so long, and one that waits for a second person waits so long. */
export const KEPT_DAYS = 7
/** Exports of one account within a day from which on each is marked for whoever watches, and after which none is begun. */
export const ALERTING_A_DAY = 10
export const MOST_A_DAY = 30
/** Exports of one account that wait or run at the same time. */
export const MOST_AT_ONCE = 3
/** How often a worker may die over an export before it counts as failed. */
export const MOST_ATTEMPTS = 3

export type ExportWish = {
  /** Rows as far as they were counted. */
  readonly rows: number
  readonly reason: string
  /** With numbers, cards and diagnoses in full. */
  readonly unmasked: boolean
  /** Exports that the account began within the last 24 hours, and those that still wait or run. */
  readonly today: number
  readonly unfinished: number
}

export type ExportRefused =
  | { readonly code: 'export-empty' }
  | { readonly code: 'export-needs-reason'; readonly rows: number; readonly most: number }
  | { readonly code: 'unmasked-needs-reason' }
  | { readonly code: 'too-many-exports-today'; readonly most: number }
  | { readonly code: 'exports-still-running'; readonly most: number }

export type ExportBegun = { readonly state: 'asked' | 'queued'; readonly alert: boolean }

/** Judged when it is asked for and again when it is written, since more may be found by then. */
export function needsReason(rows: number, reason: string): boolean {
  return rows > ROWS_WITHOUT_REASON && reason.trim() === ''
}

/** Whether an export begins: at once, or when a second person has allowed what leaves in full. */
export function beginExport(wish: ExportWish): Decision<ExportBegun, ExportRefused> {
  const { rows, unmasked, today, unfinished } = wish
  const reason = wish.reason.trim()
  if (rows === 0) return refuse({ code: 'export-empty' })
  if (unmasked && reason === '') return refuse({ code: 'unmasked-needs-reason' })
  if (needsReason(rows, reason)) return refuse({ code: 'export-needs-reason', rows, most: ROWS_WITHOUT_REASON })
  if (today >= MOST_A_DAY) return refuse({ code: 'too-many-exports-today', most: MOST_A_DAY })
  if (unfinished >= MOST_AT_ONCE) return refuse({ code: 'exports-still-running', most: MOST_AT_ONCE })
  return accept({ state: unmasked ? 'asked' : 'queued', alert: today + 1 >= ALERTING_A_DAY })
}

export type ExportAsker = {
  readonly accountId: string
  /** Hex of the keyed index of the person's number, where it is known. */
  readonly person: string | null
  readonly organisationId: string
}
export type ExportDecider = ExportAsker & {
  readonly administers: boolean
  /** A handler of a unit who leads its others. */
  readonly leadsUnit: boolean
}

/**
 * Whether somebody is the second person of an export: another human being who administers an organisation above or the
 * same, or who leads the handlers of the same unit. That the export lies in scope is asked before.
 */
export function mayDecideExport(asker: ExportAsker, decider: ExportDecider): boolean {
  const same = asker.accountId === decider.accountId || (asker.person !== null && asker.person === decider.person)
  return !same && (decider.administers || (decider.leadsUnit && decider.organisationId === asker.organisationId))
}

/** Until when an export that is finished, or asked for, stays. */
export function keptUntil(at: Instant): Instant {
  return addHours(at, KEPT_DAYS * 24)
}
