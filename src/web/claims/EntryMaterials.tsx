import { lazy, Suspense, useState, type ReactElement } from 'react'
import { firstStateOf } from '../../domain/claims/claim-workflow.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

const MaterialSlots = lazy(() => import('./MaterialSlots.tsx').then((file) => ({ default: file.MaterialSlots })))

export type EntryMaterialsProps = {
  readonly claim: ClaimDetail
  readonly editable: boolean
  /** Nothing required is missing. */
  readonly complete: boolean
  /** The images stand beside the form. */
  readonly shown: boolean
  readonly onShow: (shown: boolean) => void
  readonly onChanged: () => void
}

/**
 * 材料: the slots for kinds without 材料上传; where the images came before, are complete and nobody asked for others,
 * they stay folded, and are shown beside the form on demand.
 */
export function EntryMaterials(props: EntryMaterialsProps): ReactElement {
  const { claim, editable, complete, shown, onShow, onChanged } = props
  const { kind, materials, reasons } = claim
  const isAsked = reasons.some(({ target }) => target === 'material')
  const [folded] = useState(firstStateOf(kind) === 'materials' && complete && !isAsked)
  const slots = (
    <Suspense fallback={<Skeleton lines={4} />}>
      <MaterialSlots claim={claim} editable={editable} onChanged={onChanged} />
    </Suspense>
  )
  const count = materials.length
  return (
    <section className="card card-body" aria-labelledby="entry-part-materials">
      <div className="row spread entry-head">
        <h2 id="entry-part-materials" tabIndex={-1}>
          {words('claimEntry.materials')}
        </h2>
        <Button
          kind="text"
          icon={shown ? 'eyeOff' : 'eye'}
          reason={count === 0 ? words('claimEntry.noImages') : undefined}
          onClick={() => onShow(!shown)}
        >
          {words(shown ? 'claimEntry.hideImages' : 'claimEntry.showImages')}
        </Button>
      </div>
      {folded ? (
        <details className="more">
          <summary>{words('claimEntry.materialsDone', { count })}</summary>
          {slots}
        </details>
      ) : (
        slots
      )}
    </section>
  )
}
