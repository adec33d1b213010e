import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { entryFieldPlace } from '../../contract/words/entry-words.ts'
import { goTo } from '../ui/go-to.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { fieldId } from './entry-form.ts'

type Point = ClaimDetail['reasons'][number]

function placeOf({ target, path }: Point): string | undefined {
  if (target === 'field' && path !== null) return fieldId(path)
  return target === 'material' ? 'entry-part-materials' : undefined
}

/** What reviewers asked for when the case came back; each line leads to its field or to the images. */
export function ReturnedPoints({ reasons }: { reasons: readonly Point[] }): ReactElement | null {
  if (reasons.length === 0) return null
  return (
    <section className="error-summary" aria-labelledby="entry-returned">
      <h2 id="entry-returned">{words('claimEntry.returned')}</h2>
      <ul>
        {reasons.map((point) => {
          const place = placeOf(point)
          const { target, path, text } = point
          const named = target === 'field' && path !== null
          const label = named ? words('form.line', { label: entryFieldPlace(path), message: text }) : text
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
