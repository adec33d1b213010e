import { accept, refuse, type Decision } from '../shared/decision.ts'

const GIGABYTE = 2 ** 30

/**
 * How much of what a unit brings is kept for it, in gigabytes: more than any unit needs, and less than a disk. Rosters go
 * 30 days after submission; three hundred of the largest fit. Source: security requirement 26.
 */
const ROOM = { roster: 10, attachment: 10, invoice: 5, 'claim-material': 20 } as const

/** Files that a unit's room is counted for, each purpose by itself. */
export type CountedPurpose = keyof typeof ROOM

export type RoomFull = { readonly code: 'room-full'; readonly what: CountedPurpose; readonly gigabytes: number }

/** Whether `bytes` more of a purpose still fit beside those that a unit has `taken`. */
export function judgeRoom(what: CountedPurpose, taken: number, bytes: number): Decision<true, RoomFull> {
  const gigabytes = ROOM[what]
  return taken + bytes > gigabytes * GIGABYTE ? refuse({ code: 'room-full', what, gigabytes }) : accept(true)
}
