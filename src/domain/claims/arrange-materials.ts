import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { MaterialSlot } from './materials.ts'

/** Kind of an image that nobody has put into a slot yet. */
export const UNSORTED = 'unsorted'

/** Slots as they are to be: each gets exactly these images, in this order. */
export type Arrangement = readonly { readonly kind: string; readonly images: readonly string[] }[]

export type MaterialMove = { readonly imageId: string; readonly kind: string; readonly position: number }

export type ArrangementRefusal =
  | { readonly code: 'material-kind-unknown' | 'material-gone' | 'changed-meanwhile' }
  | { readonly code: 'material-slot-full'; readonly name: string; readonly most: number }

type Present = { readonly id: string; readonly kind: string }

/**
 * Where each image goes. An image that is gone, or one in a slot that the arrangement does not know of, means that
 * somebody else worked on the case meanwhile; a slot never holds more than it takes.
 */
export function judgeArrangement(
  wanted: Arrangement,
  present: readonly Present[],
  slots: readonly Pick<MaterialSlot, 'code' | 'name' | 'max'>[],
): Decision<readonly MaterialMove[], ArrangementRefusal> {
  const moves = wanted.flatMap(({ kind, images }) => images.map((imageId, position) => ({ imageId, kind, position })))
  const named = new Set(moves.map(({ imageId }) => imageId))
  const ids = new Set(present.map(({ id }) => id))
  if ([...named].some((id) => !ids.has(id))) return refuse({ code: 'material-gone' })
  const kinds = new Set(wanted.map(({ kind }) => kind))
  const forgotten = present.some(({ id, kind }) => kinds.has(kind) && !named.has(id))
  if (forgotten || named.size !== moves.length || kinds.size !== wanted.length)
    return refuse({ code: 'changed-meanwhile' })
  for (const { kind, images } of wanted) {
    const slot = slots.find(({ code }) => code === kind)
    if (!slot && kind !== UNSORTED) return refuse({ code: 'material-kind-unknown' })
    if (slot && images.length > slot.max) return refuse({ code: 'material-slot-full', name: slot.name, most: slot.max })
  }
  return accept(moves)
}
