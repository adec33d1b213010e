import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import { goTo } from '../ui/go-to.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { fieldId } from './entry-form.ts'
import { useClaimMaterials } from './use-claim-materials.ts'

type Point = ClaimDetail['reasons'][number]

function placeOf({ target, path }: Point, hasFields: boolean): string | undefined {
  if (target === 'case') return undefined
  if (target === 'material') return path === null ? 'entry-part-materials' : `slot-${path}`
  return path === null || !hasFields ? undefined : fieldId(path)
}

function nameOf({ target, path }: Point, slots: ReadonlyMap<string, string>): string | undefined {
  if (path === null) return undefined
  return target === 'field' ? entryFieldPlace(path) : slots.get(path)
}

export type ReturnedPointsProps = Pick<ClaimDetail, 'id' | 'reasons'> & {
  /** Whether the page has the fields of 费用录入, to which a line can lead. */
  readonly hasFields: boolean
}

/** What reviewers asked for when the case came back; each line leads to its field or to the images. */
export function ReturnedPoints({ id, reasons, hasFields }: ReturnedPointsProps): ReactElement | null {
  const { data } = useClaimMaterials(id)
  const slots = new Map(data?.slots.map(({ kind, name }) => [kind, name]))
  if (reasons.length === 0) return null
  return (
    <section className="error-summary" aria-labelledby="entry-returned">
      <h2 id="entry-returned">{words('claimEntry.returned')}</h2>
      <ul>
        {reasons.map((point) => {
          const place = placeOf(point, hasFields)
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
