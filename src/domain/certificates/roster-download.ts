import { accept, refuse, type Decision } from '../shared/decision.ts'

/** People of a letter who leave the association's side without a reason; more need one. Source: security, "导出". */
export const PEOPLE_WITHOUT_REASON = 1_000

export type RosterDownload = {
  readonly people: number
  /** The unit's own list needs nothing more. */
  readonly ofOwnUnit: boolean
  readonly reason: string
}

export type RosterDownloadRefused = {
  readonly code: 'roster-needs-reason'
  readonly people: number
  readonly most: number
}

export function needsReason({ people, ofOwnUnit }: Omit<RosterDownload, 'reason'>): boolean {
  return !ofOwnUnit && people > PEOPLE_WITHOUT_REASON
}

/** Whether 人员清单 of a letter may be downloaded, and with which reason it stands in the journal. */
export function judgeRosterDownload(wish: RosterDownload): Decision<string, RosterDownloadRefused> {
  const reason = wish.reason.trim()
  if (reason === '' && needsReason(wish))
    return refuse({ code: 'roster-needs-reason', people: wish.people, most: PEOPLE_WITHOUT_REASON })
  return accept(reason)
}
