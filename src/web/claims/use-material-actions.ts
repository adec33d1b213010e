import {
  arrangeMaterials,
  listMaterialSlots,
  removeMaterial,
  restoreMaterial,
  rotateMaterial,
} from '../../contract/claim-materials.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimMaterials, MaterialImage } from './use-claim-materials.ts'

/** Slots with the images that each is to have. */
export type Placing = readonly { readonly kind: string; readonly images: readonly string[] }[]

export type MaterialActions = {
  readonly remove: (image: MaterialImage, everywhere: boolean) => Promise<void>
  /** Turns an image and answers its new id. */
  readonly rotate: (image: MaterialImage, turns: number) => Promise<string | undefined>
  /** Moves images; `back` is the arrangement that 撤销 brings back. */
  readonly place: (placing: Placing, back: Placing | undefined, said: string) => Promise<void>
  readonly error: unknown
  readonly pending: boolean
}

/** What is done to images that are there already; all of it can be taken back. */
export function useMaterialActions(id: string, onChanged: () => void): MaterialActions {
  const options = { refreshes: [listMaterialSlots], onDone: onChanged }
  const removing = useCommand(removeMaterial, options)
  const restoring = useCommand(restoreMaterial, options)
  const rotating = useCommand(rotateMaterial, options)
  const arranging = useCommand(arrangeMaterials, options)
  const wire = (placing: Placing) => placing.map(({ kind, images }) => ({ kind, images: [...images] }))
  const arrange = async (placing: Placing) => arranging.ask({ id, slots: wire(placing) })
  return {
    async remove(image, everywhere) {
      const input = { id, materialId: image.id, everywhere }
      const done = await removing.ask(input).catch(() => undefined)
      if (done) toast(words('materials.removed', { name: image.name }), () => restoring.run(input))
    },
    async rotate(image, turns) {
      const done = await rotating.ask({ id, materialId: image.id, turns }).catch(() => undefined)
      return done?.id
    },
    async place(placing, back, said) {
      const done = await arrange(placing).catch(() => undefined)
      if (done) toast(said, back && (() => void arrange(back).catch(() => undefined)))
    },
    error: removing.error ?? restoring.error ?? rotating.error ?? arranging.error ?? undefined,
    pending: removing.pending || rotating.pending || arranging.pending,
  }
}

/** The arrangement after an image came into a slot behind the others, or before one of them. */
export function placingOf(materials: ClaimMaterials, moved: readonly string[], kind: string, before?: string): Placing {
  const there = imagesOf(materials, kind)
    .map(({ id }) => id)
    .filter((id) => !moved.includes(id))
  const at = before === undefined ? -1 : there.indexOf(before)
  const images = at < 0 ? [...there, ...moved] : [...there.slice(0, at), ...moved, ...there.slice(at)]
  return [{ kind, images }]
}

/** The arrangement that puts images back where they are now, once they have been moved. */
export function presentPlacing(materials: ClaimMaterials, moved: readonly string[]): Placing {
  const kinds = new Set(allImages(materials).flatMap((image) => (moved.includes(image.id) ? [image.kind] : [])))
  const known = [...kinds].map((kind) => (materials.slots.some((slot) => slot.kind === kind) ? kind : UNSORTED))
  return [...new Set(known)].map((kind) => ({ kind, images: imagesOf(materials, kind).map(({ id }) => id) }))
}

export const UNSORTED = 'unsorted'

export function imagesOf({ slots, unsorted }: ClaimMaterials, kind: string): readonly MaterialImage[] {
  return kind === UNSORTED ? unsorted : (slots.find((slot) => slot.kind === kind)?.images ?? [])
}

export function allImages({ slots, unsorted }: ClaimMaterials): readonly MaterialImage[] {
  return [...slots.flatMap(({ images }) => images), ...unsorted]
}
