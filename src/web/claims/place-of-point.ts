import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import type { ReturnPoint } from '../../domain/claims/return-point.ts'
import { words } from '../words/words.ts'
import { WHOLE_IMAGE } from './pinned-area.ts'

/** What a point is about, in words. */
export function placeOfPoint(
  { target, path, materialId, area }: Omit<ReturnPoint, 'text'>,
  names: ReadonlyMap<string, string>,
  /** For images that are gone: what kind they were of. */
  kinds: ReadonlyMap<string, string> = new Map(),
): string {
  if (target === 'case' || path === null) return words('claimReview.wholeCase')
  if (target === 'field') return entryFieldPlace(path)
  const name = (materialId === null ? undefined : names.get(materialId)) ?? kinds.get(path) ?? path
  const isWhole = area === null || area.width === WHOLE_IMAGE.width
  return words(isWhole ? 'claimReview.imagePlace' : 'claimReview.areaPlace', { name })
}
