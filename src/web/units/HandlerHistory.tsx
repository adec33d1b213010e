import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { getHandlers } from '../../contract/handlers.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { reasonsOf, words } from '../words/words.ts'
import { changeWord } from './change-words.ts'

export type HandlerHistoryProps = { readonly changes: OutputOf<typeof getHandlers>['changes'] }

/** What the office changed itself: when, who, what and why. */
export function HandlerHistory({ changes }: HandlerHistoryProps): ReactElement {
  return (
    <section aria-labelledby="handler-history">
      <h3 id="handler-history">{words('handlers.history')}</h3>
      <ul className="next-steps">
        {changes.map(({ id, at, officer, reason, changes: lines }) => (
          <li key={id}>
            {words('handlers.historyLine', {
              at: timeInWords(at),
              officer,
              reason,
              changes: reasonsOf(
                lines.map(({ field, before, after }) =>
                  words('units.changes.line', {
                    field: changeWord(field),
                    before: before === '' ? words('units.review.nothing') : before,
                    after,
                  }),
                ),
              ),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
