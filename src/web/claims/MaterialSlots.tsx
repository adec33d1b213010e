import type { ReactElement } from 'react'
import type { ClaimDetail } from './claim-detail.ts'
import { useClaimMaterials } from './use-claim-materials.ts'

export type MaterialSlotsProps = {
  readonly claim: ClaimDetail
  /** Whether the page lets images change; what the caller may do is judged by the server as well. */
  readonly editable: boolean
  /** After images came, went or moved, so that the page can ask for the case again. */
  readonly onChanged?: () => void
}

/** 材料: the slots of a case with their images. */
export function MaterialSlots({ claim }: MaterialSlotsProps): ReactElement {
  const { data } = useClaimMaterials(claim.id)
  return (
    <div className="material-slots">
      {data?.slots.map(({ kind, name }) => (
        <h3 key={kind}>{name}</h3>
      ))}
    </div>
  )
}
