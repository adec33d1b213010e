/**
 * Why a case came back: about the whole, a field by its path (`payee.card`, `sheets.0.total`), or a kind of material and,
 * where one was pinned, a rectangle of an image in per 10,000 of its width and height.
 */
export type ReturnPoint = {
  readonly target: 'case' | 'field' | 'material'
  readonly path: string | null
  readonly materialId: string | null
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
  readonly text: string
}
