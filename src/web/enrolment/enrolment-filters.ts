/** What lists of enrolments are filtered by, as the address names it. */
export const enrolmentFilters = ['state', 'number', 'unitName', 'planCode', 'from', 'to'] as const

export type EnrolmentFilterValues = { readonly [Name in (typeof enrolmentFilters)[number]]?: string }
