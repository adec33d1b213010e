/** A plan version whose shape is right but which contradicts itself at `path`. */
export type PlanFault = { readonly path: string; readonly rule: PlanRule; readonly expected?: string }
export type PlanRule =
  | 'file-not-named-by-code'
  | 'no-benefits'
  | 'kind-twice'
  | 'kind-not-granted'
  | 'no-tiers'
  | 'tiers-not-ascending'
  | 'last-tier-has-an-end'
  | 'not-ten-rates'
  | 'window-ends-before-it-begins'
  | 'row-never-reached'
  | 'row-missing'
  | 'ages-not-ascending'
  | 'requires-itself'
  | 'clause-twice'
  | 'clause-unknown'
