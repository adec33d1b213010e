/** A business rule answers with a value: the new facts, or the refusal that says why not. */
export type Refusal = { readonly code: string }
export type Accepted<T> = { readonly ok: true; readonly value: T }
export type Refused<R extends Refusal> = { readonly ok: false; readonly refusal: R }
export type Decision<T, R extends Refusal> = Accepted<T> | Refused<R>

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value }
}

export function refuse<const R extends Refusal>(refusal: R): Refused<R> {
  return { ok: false, refusal }
}
