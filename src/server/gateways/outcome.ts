/**
 * What became of one attempt to hand a message over. `retry`: surely not taken, may be later. `refused`: surely not
 * taken, and never will be. `unknown`: it was handed over and no answer came, so it may or may not have been taken;
 * sending it again under the same id lets the other side drop the second.
 */
export type Outcome =
  | { readonly kind: 'sent'; readonly providerId: string }
  | { readonly kind: 'retry' | 'refused' | 'unknown'; readonly reason: string }
