/** Kinds of identity document that a plan may take. Source: domain facts, §9.1. */
export const ID_KINDS = ['resident-id', 'hmt-residence-permit', 'permanent-residence-card', 'passport'] as const
export type IdKind = (typeof ID_KINDS)[number]
