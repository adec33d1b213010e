/** What lists of claims are filtered by, as the address names it; document numbers stay out of addresses. */
export const claimFilters = [
  'number',
  'name',
  'agencyName',
  'unitName',
  'kind',
  'state',
  'planCode',
  'from',
  'to',
] as const

export type ClaimFilterValues = { readonly [Name in (typeof claimFilters)[number]]?: string }
