/** Images in the order in which the case asks for their kinds, not by the codes of these. */
export function inSlotOrder<M extends { readonly kind: string }>(
  materials: readonly M[],
  kinds: readonly string[],
): readonly M[] {
  const place = new Map(kinds.map((kind, at) => [kind, at]))
  const placeOf = ({ kind }: M) => place.get(kind) ?? kinds.length
  return materials.toSorted((one, other) => placeOf(one) - placeOf(other))
}
