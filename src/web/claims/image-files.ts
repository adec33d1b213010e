/** Endings that materials take. Source: manual 4.1.3. */
export const IMAGE_KINDS = ['.png', '.jpg', '.jpeg'] as const

/** Photos are made smaller before they are sent; beyond this even that is not tried. */
export const MAX_CHOSEN_BYTES = 60 * 1_048_576

/** Type under which an image of the case is dragged from slot to slot. */
export const DRAGGED_MATERIAL = 'application/x-huzhu-material'

/** Images among files that were dropped or pasted; pasted ones get an ending where they have none. */
export function imagesAmong(files: Iterable<File>): readonly File[] {
  return [...files].filter(
    ({ name, type }) =>
      IMAGE_KINDS.some((kind) => name.toLowerCase().endsWith(kind)) || type === 'image/png' || type === 'image/jpeg',
  )
}
