import '../words/zh/claim-archive.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listMaterialSlots, showThumbnail } from '../../contract/claim-materials.ts'
import type { ClaimDetail } from '../claims/claim-detail.ts'
import { MaterialViewer } from '../claims/MaterialViewer.tsx'
import { inSlotOrder } from '../claims/slot-order.ts'
import { downloadAddress } from '../shared/upload-file.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { words } from '../words/words.ts'

/** The images of a case, small; one is opened by clicking it, and the address names it. */
export function ClaimImages({ claim }: { claim: ClaimDetail }): ReactElement {
  const { id, materials } = claim
  const { image } = useSearch({ from: '/inside/claims/$id' })
  const navigate = useNavigate()
  const slots = useEndpointQuery(listMaterialSlots, { id })
  const kinds = new Map(slots.data?.slots.map(({ kind, name }) => [kind, name]))
  const named = inSlotOrder(materials, [...kinds.keys()]).map((one) => ({
    ...one,
    name: kinds.get(one.kind) ?? one.name,
  }))
  const show = (shown?: string) =>
    void navigate({ to: '.', search: (shown === undefined ? {} : { image: shown }) as never, replace: true })
  const opened = named.find((one) => one.id === image)
  return (
    <section className="card card-body" aria-labelledby="claim-images">
      <h2 id="claim-images">{words('claimArchive.materials', { count: materials.length })}</h2>
      {materials.length === 0 && <p className="quiet">{words('claimArchive.noMaterials')}</p>}
      <ul className="claim-thumbs">
        {named.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-label={words('claimArchive.viewImage', { name: one.name })}
              onClick={() => show(one.id)}
            >
              <img src={downloadAddress(showThumbnail, { id, materialId: one.id })} alt="" loading="lazy" />
              <span>{one.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {opened && <MaterialViewer claim={{ id, materials: named }} materialId={opened.id} onClose={() => show()} />}
    </section>
  )
}
