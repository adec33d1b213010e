import type { ClaimKind } from '../plans/claim-kind.ts'
import type { Cents } from '../shared/cents.ts'
import type { IdKind } from '../shared/id-kind.ts'

/** When a material belongs to a claim; absent conditions always hold. */
export type MaterialCondition = {
  readonly kinds?: readonly ClaimKind[]
  /** Codes of plans. */
  readonly plans?: readonly string[]
  readonly idKinds?: readonly IdKind[]
  readonly payeeIsOther?: boolean
  readonly remote?: boolean
  /** The benefit reaches this amount: an association's threshold for a form on paper. */
  readonly amountAtLeast?: Cents
}

/** A kind of material (材料). It is asked for where any condition holds, and required where any of `required` does. */
export type Material = {
  readonly code: string
  readonly name: string
  /** What to photograph, in a sentence for the one who takes the picture. */
  readonly photograph: string
  /** Fewest images where it is required, and most in any case. */
  readonly min: number
  readonly max: number
  readonly required: readonly MaterialCondition[]
  readonly optional: readonly MaterialCondition[]
  /** The number and the bank of the card are asked for beside its image. */
  readonly showsBankCard: boolean
  /** It proves that a payee other than the insured person may receive the benefit. */
  readonly provesPayee: boolean
}

/** Every kind of material, in the order in which a case asks for them. */
export type MaterialList = readonly Material[]

/** What is known of the case so far. Until it is known, the person is the payee, at home, and no amount is due. */
export type MaterialFacts = {
  readonly idKind?: IdKind
  readonly payeeIsOther?: boolean
  readonly remote?: boolean
  readonly amount?: Cents
}

/** A place of a case for the images of one material. `min` is 0 where it is not required. */
export type MaterialSlot = {
  readonly code: string
  readonly name: string
  readonly photograph: string
  readonly min: number
  readonly max: number
  readonly required: boolean
  readonly showsBankCard: boolean
}

/** A material of which images are missing, or are too many. */
export type MissingMaterial = {
  readonly slot: MaterialSlot
  readonly count: number
  readonly lack: 'too-few' | 'too-many'
}

type Case = { readonly kind: ClaimKind; readonly planCode: string; readonly facts: MaterialFacts }

/** Whether every condition that is stated holds for the case. */
function holds(condition: MaterialCondition, { kind, planCode, facts }: Case): boolean {
  const { kinds, plans, idKinds, payeeIsOther, remote, amountAtLeast } = condition
  return (
    (kinds?.includes(kind) ?? true) &&
    (plans?.includes(planCode) ?? true) &&
    (idKinds?.includes(facts.idKind ?? 'resident-id') ?? true) &&
    (payeeIsOther ?? facts.payeeIsOther ?? false) === (facts.payeeIsOther ?? false) &&
    (remote ?? facts.remote ?? false) === (facts.remote ?? false) &&
    (facts.amount ?? 0) >= (amountAtLeast ?? 0)
  )
}

/**
 * What a case of this kind and plan asks for: one slot per material that belongs to it, in the order of the list.
 * Source: domain §5.5 by way of `catalogue/materials.json`.
 */
export function slotsFor(
  materials: MaterialList,
  kind: ClaimKind,
  planCode: string,
  facts: MaterialFacts = {},
): readonly MaterialSlot[] {
  const claim = { kind, planCode, facts }
  return materials.flatMap(({ code, name, photograph, min, max, required, optional, showsBankCard }) => {
    const isRequired = required.some((condition) => holds(condition, claim))
    if (!isRequired && !optional.some((condition) => holds(condition, claim))) return []
    return [{ code, name, photograph, min: isRequired ? min : 0, max, required: isRequired, showsBankCard }]
  })
}

/** Slots for what proves another payee than the insured person. */
export function payeeProofs(materials: MaterialList, kind: ClaimKind, planCode: string): readonly MaterialSlot[] {
  const proofs = materials.filter(({ provesPayee }) => provesPayee)
  return slotsFor(proofs, kind, planCode, { payeeIsOther: true })
}

/** Slots whose images are too few, or too many, with how many there are; `counts` goes by the code of the material. */
export function missingMaterials(
  slots: readonly MaterialSlot[],
  counts: ReadonlyMap<string, number>,
): readonly MissingMaterial[] {
  return slots.flatMap((slot): MissingMaterial[] => {
    const count = counts.get(slot.code) ?? 0
    if (count < slot.min) return [{ slot, count, lack: 'too-few' }]
    return count > slot.max ? [{ slot, count, lack: 'too-many' }] : []
  })
}
