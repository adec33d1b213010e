import type { ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { downloadLetter, viewLetterPage, type getCertificate } from '../../contract/certificates.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount, shownPeriod, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { LetterPages } from './LetterPages.tsx'
import { PrintForm } from './PrintForm.tsx'

export type Letter = OutputOf<typeof getCertificate>

/** What the letter says, where it cannot be shown itself: while its PDF is being made, and for desks that only read. */
function LetterFacts({ letter }: { letter: Letter }): ReactElement {
  const { number, unitName, planName, heads, total, firstDay, lastDay, version } = letter.certificate
  const facts: readonly (readonly [string, string])[] = [
    [words('certificates.number'), number],
    [words('enrolment.unit'), unitName],
    [words('plans.plan'), planName],
    [words('enrolment.people'), shownCount(heads)],
    [words('enrolment.totalYuan'), shownYuan(total)],
    [words('certificates.period'), shownPeriod(firstDay, lastDay)],
    [words('certificates.version'), words('certificates.versionNumber', { version })],
  ]
  return (
    <dl className="letter-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The letter itself, its versions, and the way to print it. */
export function LetterPanel({ letter }: { letter: Letter }): ReactElement {
  const { certificate, versions } = letter
  const { id, number, version, ready, outdated } = certificate
  const mayPrint = holdsAny(useSession(), viewLetterPage.access)
  const earlier = versions.filter(({ superseded }) => superseded)
  return (
    <section className="letter" aria-labelledby="letter">
      <h3 id="letter">
        {words('certificates.letter')} {number}{' '}
        <small className="quiet">{words('certificates.versionNumber', { version })}</small>
      </h3>
      {ready && mayPrint ? (
        <LetterPages key={`${id} ${version}`} id={id} version={version} />
      ) : (
        <LetterFacts letter={letter} />
      )}
      {outdated && <Notice tone="warning">{words('certificates.outdatedText')}</Notice>}
      {mayPrint ? <PrintForm letter={letter} /> : <p className="quiet">{words('certificates.onlyHolders')}</p>}
      {mayPrint && earlier.length > 0 && (
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
