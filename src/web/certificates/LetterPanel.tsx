import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { downloadLetter, type getCertificate } from '../../contract/certificates.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount, shownPeriod, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { PrintForm } from './PrintForm.tsx'

export type Letter = OutputOf<typeof getCertificate>

/** What the letter says, its versions, and the way to print it. */
export function LetterPanel({ letter }: { letter: Letter }): ReactElement {
  const { certificate, versions } = letter
  const { id, number, unitName, planName, heads, total, firstDay, lastDay, version, outdated } = certificate
  const facts: readonly (readonly [string, string])[] = [
    [words('certificates.number'), number],
    [words('enrolment.unit'), unitName],
    [words('plans.plan'), planName],
    [words('enrolment.people'), shownCount(heads)],
    [words('enrolment.totalYuan'), shownYuan(total)],
    [words('certificates.period'), shownPeriod(firstDay, lastDay)],
    [words('certificates.version'), words('certificates.versionNumber', { version })],
  ]
  const earlier = versions.filter(({ superseded }) => superseded)
  return (
    <section className="letter" aria-labelledby="letter">
      <h3 id="letter">{words('certificates.letter')}</h3>
      <dl className="letter-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {outdated && <Notice tone="warning">{words('certificates.outdatedText')}</Notice>}
      <PrintForm letter={letter} />
      {earlier.length > 0 && (
        <details>
          <summary>{words('certificates.earlier', { count: earlier.length })}</summary>
          <ul className="versions">
            {earlier.map((one) => (
              <li key={one.version}>
                <span>
                  {words('certificates.supersededVersion', {
                    version: one.version,
                    time: timeInWords(one.issuedAt),
                  })}
                </span>
                <DownloadButton
                  kind="text"
                  route={downloadLetter}
                  input={{ id, version: one.version }}
                  name={words('certificates.downloadVersion', { version: one.version })}
                >
                  {words('certificates.downloadShort')}
                </DownloadButton>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
