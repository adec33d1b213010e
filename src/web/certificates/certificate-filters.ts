/** What the list of letters is filtered by, as the address names it. */
export const certificateFilters = ['number', 'enrolmentNumber', 'unitName', 'planCode', 'from', 'to'] as const
