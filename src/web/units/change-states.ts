/** What can have become of a change that a unit asked for. */
export const CHANGE_STATES = ['pending', 'approved', 'returned'] as const

/** Where it stands for those who decide it. */
export const CHANGE_TABS = ['waiting', 'mine', 'held'] as const
