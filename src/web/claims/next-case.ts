import type { listClaims } from '../../contract/claims.ts'
import type { OutputOf } from '../../contract/endpoint.ts'

type Row = OutputOf<typeof listClaims>['rows'][number]

/**
 * Of waiting cases the first that one knows, else the first that nobody else does, else the first. What one has just
 * decided, or may not decide because one had it before, is never it.
 */
export function nextCase<R extends Pick<Row, 'id' | 'blocked' | 'preferred'>>(
  rows: readonly R[],
  decided: ReadonlySet<string>,
): R | undefined {
  const open = rows.filter(({ id, blocked }) => !blocked && !decided.has(id))
  return open.find(({ preferred }) => preferred?.mine) ?? open.find(({ preferred }) => preferred === null) ?? open[0]
}
