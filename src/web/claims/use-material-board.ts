import { useState } from 'react'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import { slotByFileName } from '../../domain/claims/material-name.ts'
import { words } from '../words/words.ts'
import type { ThumbActions } from './MaterialThumb.tsx'
import type { ClaimMaterials, MaterialImage } from './use-claim-materials.ts'
import {
  imagesOf,
  placingOf,
  presentPlacing,
  UNSORTED,
  type MaterialActions,
  type Placing,
} from './use-material-actions.ts'
import type { MaterialUploads } from './use-material-uploads.ts'

export type MaterialBoard = {
  readonly actions: ThumbActions
  readonly hintsOf: (image: MaterialImage) => readonly ImageHint[]
  /** Files into a slot; into `unsorted` each is tried by its name first. */
  readonly give: (files: readonly File[], kind: string) => void
  readonly move: (image: string, kind: string) => void
  readonly sortInOrder: () => void
  /** Images on their way into a slot. */
  readonly comingTo: (kind: string) => number
  /** A shared image of which is asked whether it goes from all cases. */
  readonly asking: MaterialImage | undefined
  readonly answer: (everywhere: boolean) => void
  readonly cancel: () => void
}

/** What dragging, dropping, choosing and keys mean for the images of a case. */
export function useMaterialBoard(
  materials: ClaimMaterials | undefined,
  uploads: MaterialUploads,
  changes: MaterialActions,
  open: (image: MaterialImage) => void,
): MaterialBoard {
  const [asking, setAsking] = useState<MaterialImage>()
  const known: ClaimMaterials = materials ?? { slots: [], unsorted: [], missing: 0, locked: null }
  const nameOf = (kind: string) => known.slots.find((slot) => slot.kind === kind)?.name ?? words('materials.toUnsorted')
  const comingTo = (kind: string) =>
    uploads.list.filter((one) => one.kind === kind && one.replaces === undefined && one.state !== 'done').length
  const place = (placing: Placing, moved: readonly string[], said: string) =>
    void changes.place(placing, presentPlacing(known, moved), said)
  const move = (image: string, kind: string) => {
    if (imagesOf(known, kind).some(({ id }) => id === image)) return
    place(placingOf(known, [image], kind), [image], words('materials.moved', { slot: nameOf(kind) }))
  }
  const sortedByName = (file: File, taken: ReadonlyMap<string, number>) => {
    const free = known.slots.filter(({ kind, have, max }) => have + comingTo(kind) + (taken.get(kind) ?? 0) < max)
    return (
      slotByFileName(
        file.name,
        known.slots.filter((slot) => free.includes(slot)),
      )?.kind ?? UNSORTED
    )
  }
  return {
    asking,
    cancel: () => setAsking(undefined),
    answer(everywhere) {
      if (asking) void changes.remove(asking, everywhere)
      setAsking(undefined)
    },
    hintsOf: ({ attempt, hints }) => uploads.list.find((one) => one.attempt === attempt)?.hints ?? hints,
    comingTo,
    move,
    give(files, kind) {
      const taken = new Map<string, number>()
      const into = files.map((file) => {
        const slot = kind === UNSORTED ? sortedByName(file, taken) : kind
        taken.set(slot, (taken.get(slot) ?? 0) + 1)
        return { file, kind: slot }
      })
      uploads.add(into)
    },
    sortInOrder() {
      const waiting = known.unsorted.map(({ id }) => id)
      const placing: { kind: string; images: readonly string[] }[] = []
      for (const { kind, missing, images } of known.slots) {
        const next = waiting.splice(0, missing)
        if (next.length > 0) placing.push({ kind, images: [...images.map(({ id }) => id), ...next] })
      }
      const moved = known.unsorted.map(({ id }) => id).filter((id) => !waiting.includes(id))
      if (moved.length > 0) place(placing, moved, words('materials.sortedInOrder', { count: moved.length }))
    },
    actions: {
      open,
      rotate: (image) => void changes.rotate(image, 1),
      replace: (image, file) => uploads.add([{ file, kind: image.kind, replaces: image.id }]),
      remove: (image) => (image.sharedWith.length > 0 ? setAsking(image) : void changes.remove(image, false)),
      shift(image, by) {
        const order = imagesOf(known, image.kind).map(({ id }) => id)
        const at = order.indexOf(image.id)
        const to = at + by
        if (at < 0 || to < 0 || to >= order.length) return
        order.splice(to, 0, ...order.splice(at, 1))
        place([{ kind: image.kind, images: order }], [image.id], words('materials.reordered'))
      },
      dropBefore: (image, dragged) =>
        place(placingOf(known, [dragged], image.kind, image.id), [dragged], words('materials.reordered')),
    },
  }
}
