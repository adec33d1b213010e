import type { Desk } from '../organisations/desks.ts'
import { isClaimEditable, type ClaimState } from './claim-workflow.ts'

/** Who asks for the images of a case, and how it stands. `hold` is the live hold on it in 费用录入 or at a review desk. */
export type MaterialAccess = {
  readonly desks: readonly Desk[]
  readonly state: ClaimState
  /** Whether the office entered the case, not the unit. */
  readonly fromOffice: boolean
  readonly hold: 'mine' | 'other' | 'none'
}

/** Why images cannot be changed now. */
export type MaterialLock = 'state' | 'desk' | 'not-taken' | 'held-by-other'

/** Reviewers look at what was submitted; what went back to the unit they have seen already. */
const REVIEWING: readonly Desk[] = ['claim-first-review', 'claim-second-review', 'claim-approval']

/**
 * Whether these desks may see the images of a case: its unit, auditors, reviewers, whoever holds it, and the clerks of
 * the office while it is being entered or where the office entered it. Source: security requirement 38.
 */
export function mayViewMaterials({ desks, state, fromOffice, hold }: MaterialAccess): boolean {
  if (hold === 'mine') return true
  if (desks.includes('unit-handler') || desks.includes('audit')) return true
  if (desks.some((desk) => REVIEWING.includes(desk))) return true
  return desks.includes('claim-entry') && (fromOffice || isClaimEditable(state))
}

/**
 * Why these desks cannot change the images now, or null. In 材料上传 several may work at once; in 费用录入 only the holder.
 * Source: decisions, "Materials for every kind".
 */
export function materialLock({ desks, state, hold }: MaterialAccess): MaterialLock | null {
  if (!isClaimEditable(state)) return 'state'
  if (!desks.includes('unit-handler') && !desks.includes('claim-entry')) return 'desk'
  if (state === 'materials' || hold === 'mine') return null
  return hold === 'other' ? 'held-by-other' : 'not-taken'
}
