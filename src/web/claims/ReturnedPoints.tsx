import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { entryFieldPlace } from '../../contract/words/entry-words.ts'
import { goTo } from '../ui/go-to.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { fieldId } from './entry-form.ts'
import { useClaimMaterials } from './use-claim-materials.ts'

type Point = ClaimDetail['reasons'][number]

function placeOf({ target, path }: Point): string | undefined {
  if (path === null) return target === 'material' ? 'entry-part-materials' : undefined
  return target === 'field' ? fieldId(path) : `slot-${path}`
}

function nameOf({ target, path }: Point, slots: ReadonlyMap<string, string>): string | undefined {
  if (path === null) return undefined
  return target === 'field' ? entryFieldPlace(path) : slots.get(path)
}

/** What reviewers asked for when the case came back; each line leads to its field or to the images. */
export function ReturnedPoints({ id, reasons }: Pick<ClaimDetail, 'id' | 'reasons'>): ReactElement | null {
  const { data } = useClaimMaterials(id)
  const slots = new Map(data?.slots.map(({ kind, name }) => [kind, name]))
  if (reasons.length === 0) return null
  return (
    <section className="error-summary" aria-labelledby="entry-returned">
      <h2 id="entry-returned">{words('claimEntry.returned')}</h2>
      <ul>
        {reasons.map((point) => {
          const place = placeOf(point)
          const { target, path, text } = point
          const name = nameOf(point, slots)
          const label = name === undefined ? text : words('form.line', { label: name, message: text })
          return (
            <li key={`${target} ${path} ${text}`}>
              {place === undefined ? (
                label
              ) : (
                <a
                  href={`#${place}`}
                  onClick={(event) => {
                    event.preventDefault()
                    goTo(place)
                  }}
                >
                  {label}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
