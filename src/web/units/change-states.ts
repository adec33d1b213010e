/** What can have become of a change that a unit asked for. */
export const CHANGE_STATES = ['pending', 'approved', 'returned'] as const
