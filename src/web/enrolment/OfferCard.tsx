import type { ReactElement } from 'react'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'
import {
  eligibilityInWords,
  participationInWords,
  periodInWords,
  pricesInWords,
  type OfferedPlan,
} from '../plans/plan-facts.ts'
import { shownCount } from '../shared/shown.ts'

export type OfferCardProps = {
  readonly offer: OfferedPlan
  readonly offers: readonly OfferedPlan[]
  /** 0: not chosen. */
  readonly shares: number
  readonly people: number
  /** What a return asks for here. */
  readonly asked: string | undefined
  readonly onShares: (shares: number) => void
}

function noteOf(
  { requires, uniformWithinUnit, standingPeople, standingShares }: OfferedPlan,
  offers: readonly OfferedPlan[],
) {
  const main = offers.find(({ code }) => code === requires)?.name ?? requires
  return [
    ...(main === null ? [] : [words('enrolment.requires', { name: main })]),
    ...(uniformWithinUnit ? [words('enrolment.uniform')] : []),
    ...(standingPeople === 0
      ? []
      : [words('enrolment.standing', { count: shownCount(standingPeople), shares: standingShares ?? 1 })]),
  ]
}

/** A plan on offer: whom it takes, what it costs, what it gives, and how many shares are wanted. */
export function OfferCard({ offer, offers, shares, people, asked, onShares }: OfferCardProps): ReactElement {
  const sameCode = offers.find(({ code }) => code === offer.code)
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words('plans.eligibility'), eligibilityInWords(offer)],
    [words('plans.price'), pricesInWords(offer)],
    [words('enrolment.period'), periodInWords(offer)],
    [words('enrolment.participation'), participationInWords(offer)],
    [words('enrolment.imported'), people === 0 ? undefined : words('enrolment.heads', { count: shownCount(people) })],
  ]
  return (
    <li className={classNames('card offer', shares > 0 && 'chosen')}>
      <div>
        <h2>{offer.name}</h2>
        <dl className="offer-facts">
          {facts.map(
            ([name, value]) =>
              value !== undefined && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        {noteOf(offer, offers).map((note) => (
          <p className="quiet small" key={note}>
            {note}
          </p>
        ))}
        <details>
          <summary>{words('enrolment.benefits')}</summary>
          <ul className="plain-list">
            {offer.benefitsInWords.map((benefit) => (
              <li key={benefit}>{benefit}</li>
            ))}
          </ul>
        </details>
      </div>
      <RadioGroup
        id={`shares-${sameCode === offer ? offer.code : offer.offerId}`}
        label={words('enrolment.shares')}
        labelWhole={words('enrolment.sharesOf', { name: offer.name })}
        error={asked}
        value={String(shares)}
        options={Array.from({ length: offer.maxShares + 1 }, (_, count) => ({
          value: String(count),
          label: count === 0 ? words('enrolment.noShare') : words('enrolment.shareCount', { count }),
        }))}
        onChange={(event) => onShares(Number(event.target.value))}
      />
    </li>
  )
}
