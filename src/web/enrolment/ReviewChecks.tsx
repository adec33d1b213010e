import type { ReactElement } from 'react'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'
import type { Review } from './ReviewDesk.tsx'

type Check = Review['checks'][number]

export type ReviewChecksProps = {
  readonly checks: readonly Check[]
  readonly lastYear: Review['lastYear']
  readonly enrolment: EnrolmentDetail
  /** Makes a reason of a return from a check that is not fine. */
  readonly onPick: (check: Check) => void
}

/** What the system has checked, what is not fine first, and last year's figures beside today's. */
export function ReviewChecks({ checks, lastYear, enrolment, onPick }: ReviewChecksProps): ReactElement {
  const ordered = [...checks.filter(({ fine }) => !fine), ...checks.filter(({ fine }) => fine)]
  const nameOf = (code: string) => enrolment.plans.find(({ planCode }) => planCode === code)?.name ?? code
  const nowIn = (code: string) => enrolment.plans.find(({ planCode }) => planCode === code)?.people ?? 0
  return (
    <section className="card card-body" aria-labelledby="checks">
      <h2 id="checks">{words('review.checks')}</h2>
      <ul className="missing checks">
        {ordered.map((check) => (
          <li key={check.code} className={classNames(!check.fine && 'lacking')}>
            <Icon name={check.fine ? 'check' : 'warning'} />
            <span>
              <span className="unseen">{words(check.fine ? 'review.fine' : 'review.notFine')}</span>
              <b>{check.label}</b>
              <br />
              {check.sentence}
            </span>
            {!check.fine && (
              <Button
                kind="text"
                aria-label={words('review.pickOf', { what: check.label })}
                onClick={() => onPick(check)}
              >
                {words('review.pick')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <h3 className="last-year">{words('review.lastYear')}</h3>
      {lastYear.length === 0 && <p className="quiet">{words('review.noLastYear')}</p>}
      {lastYear.map(({ planCode, people, amount, staffCount }) => (
        <p key={planCode}>
          {nameOf(planCode)}
          <span className="receipt-formula">
            {words('review.lastFigures', {
              people: shownCount(people),
              now: shownCount(nowIn(planCode)),
              amount: shownYuan(amount),
              staff: staffCount === null ? words('enrolment.notEntered') : shownCount(staffCount),
            })}
          </span>
        </p>
      ))}
    </section>
  )
}
