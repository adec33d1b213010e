import type { ReactElement } from 'react'
import { keepFile } from '../shared/download-file.ts'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import type { DictionaryTab } from './dictionary-routes.ts'
import type { DictionaryImport } from './ImportDictionary.tsx'
import { problemsFile } from './problems-file.ts'

const SHOWN = 50

type Props = { readonly kind: DictionaryTab; readonly outcome: DictionaryImport }

/** What became of a dictionary file: counts, or every problem by its cause and by its row. */
export function ImportOutcome({ kind, outcome }: Props): ReactElement {
  const { written, rows, added, changed, retired, problemCount, problems, causes } = outcome
  if (written) {
    const counts = { rows: shownCount(rows), added, changed, retired }
    const key = added + changed + retired === 0 ? 'dictionaries.unchanged' : 'dictionaries.written'
    return (
      <Notice tone="ok" live>
        {words(key, counts)}
      </Notice>
    )
  }
  if (rows === 0)
    return (
      <Notice tone="danger" live>
        {words('dictionaries.unread', { reason: problems[0]?.message ?? '' })}
      </Notice>
    )
  const name = words(`dictionaries.${kind}`)
  return (
    <>
      <Notice tone="danger" live>
        {words('dictionaries.refused', { rows: shownCount(rows), count: shownCount(problemCount) })}
      </Notice>
      <div>
        <h3>{words('dictionaries.causes')}</h3>
        <ul>
          {causes.map(({ code, message, count }) => (
            <li key={code}>
              {message} <span className="quiet">{words('dictionaries.places', { count: shownCount(count) })}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="stack">
        <div className="row">
          <h3 className="grow">{words('dictionaries.problems')}</h3>
          <Button
            icon="download"
            onClick={() => keepFile({ name: words('dictionaries.file', { name }), bytes: problemsFile(problems) })}
          >
            {words('dictionaries.download')}
          </Button>
        </div>
        <div className="table-box">
          <table className="table">
            <caption className="unseen">{words('dictionaries.problems')}</caption>
            <thead>
              <tr>
                <th className="number">{words('dictionaries.row')}</th>
                <th>{words('dictionaries.cell')}</th>
                <th>{words('dictionaries.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, SHOWN).map(({ row, cell, code, message }) => (
                <tr key={`${row} ${code} ${message}`}>
                  <td className="number">{row}</td>
                  <td>{cell}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {problemCount > SHOWN && (
          <p className="quiet">{words('dictionaries.first', { count: SHOWN, most: shownCount(problems.length) })}</p>
        )}
      </div>
    </>
  )
}
