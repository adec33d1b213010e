import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Receipt } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import type { OfferedPlan } from '../plans/plan-facts.ts'
import { ReceiptBasis } from './ContributionReceipt.tsx'
import { choosableOf, endedPlans, type Choosable } from './choice.ts'
import { EndedPlanCard } from './EndedPlanCard.tsx'
import { reasonsAbout, type EnrolmentDetail } from './enrolment-detail.ts'
import { OfferCard } from './OfferCard.tsx'
import { receiptLines, sumOf, withShares } from './receipt-lines.ts'
import { useChoice } from './use-choice.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly offers: readonly OfferedPlan[] }

/** The plans on offer with their shares, and what they amount to with the rosters as they are. */
export function PlanChoice({ enrolment, offers }: Props): ReactElement {
  const navigate = useNavigate()
  const { chosen, choose, saving, saved, error } = useChoice(enrolment, offers)
  const [attempt, setAttempt] = useState(0)
  const [going, setGoing] = useState(false)
  const [leaving, setLeaving] = useState<Choosable>()
  const peopleIn = (code: string) => enrolment.plans.find(({ planCode }) => planCode === code)?.people ?? 0
  const all = choosableOf(enrolment.plans, offers)
  const ended = endedPlans(enrolment.plans, offers).filter(({ offerId }) => chosen.has(offerId))
  const leaveOut = (plan: Choosable) => (peopleIn(plan.code) > 0 ? setLeaving(plan) : choose(plan, 0))
  const sharesOf = (code: string) => {
    const offer = all.find((offer) => offer.code === code && chosen.has(offer.offerId))
    return offer === undefined ? 0 : (chosen.get(offer.offerId) ?? 0)
  }
  const lines = withShares(enrolment.receipt, sharesOf)
  const nothing = chosen.size === 0
  const goOn = async () => {
    if (nothing) return setAttempt(attempt + 1)
    setGoing(true)
    if (await saved()) await navigate({ to: '/enrolments/$id/rosters', params: { id: enrolment.id } })
    else setGoing(false)
  }
  return (
    <>
      {nothing && attempt > 0 && (
        <ErrorSummary
          attempt={attempt}
          lines={[{ message: words('enrolment.choosePlan'), field: `shares-${offers[0]?.code}` }]}
        />
      )}
      {error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(error)}
        </Notice>
      )}
      <div className="beside">
        <ul className="offers" id="plans" tabIndex={-1} aria-label={words('enrolment.step.plans')}>
          {ended.map((plan) => (
            <EndedPlanCard
              key={plan.offerId}
              plan={plan}
              why={enrolment.missing
                .filter(({ step, planCode }) => step === 'plans' && planCode === plan.planCode)
                .map(({ sentence }) => sentence)}
              asked={reasonsAbout(enrolment, 'plans', `shares-${plan.planCode}`)}
              soldAnew={offers.some(({ code }) => code === plan.planCode)}
              onLeaveOut={() => leaveOut({ ...plan, code: plan.planCode })}
            />
          ))}
          {offers.map((offer) => (
            <OfferCard
              key={offer.offerId}
              offer={offer}
              offers={offers}
              shares={chosen.get(offer.offerId) ?? 0}
              people={peopleIn(offer.code)}
              asked={reasonsAbout(enrolment, 'plans', `shares-${offer.code}`)}
              onShares={(shares) => (shares === 0 ? leaveOut(offer) : choose(offer, shares))}
            />
          ))}
        </ul>
        <aside className="stack">
          <Receipt
            title={words('enrolment.contribution')}
            lines={receiptLines(lines, enrolment.plans)}
            total={{ label: words('ui.total'), amount: sumOf(lines) }}
            source={
              <>
                {words(lines.length === 0 ? 'enrolment.afterImport' : 'enrolment.byRosters')}
                <ReceiptBasis {...enrolment} receipt={lines} />
              </>
            }
          />
        </aside>
      </div>
      <div className="foot-bar">
        <span className="grow quiet" role="status">
          {words(saving ? 'enrolment.saving' : nothing ? 'enrolment.nothingChosen' : 'enrolment.saved', {
            count: chosen.size,
          })}
        </span>
        <LinkButton to="/enrolments">{words('enrolment.later')}</LinkButton>
        <Button kind="primary" pending={going} onClick={() => void goOn()}>
          {words('enrolment.next')}
        </Button>
      </div>
      {leaving && (
        <ConfirmDialog
          title={words('enrolment.leaveOut', { name: leaving.name })}
          action={words('enrolment.leaveOutAct')}
          danger
          onCancel={() => setLeaving(undefined)}
          onConfirm={() => {
            choose(leaving, 0)
            setLeaving(undefined)
          }}
        >
          <p>{words('enrolment.leaveOutText', { count: shownCount(peopleIn(leaving.code)) })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
