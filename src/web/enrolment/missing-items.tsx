import { Link } from '@tanstack/react-router'
import type { MissingItem } from '../ui/MissingList.tsx'
import { words } from '../words/words.ts'
import { placeOf, STEPS, type EnrolmentDetail, type EnrolmentStep } from './enrolment-detail.ts'

/** What is missing, each line leading to its place; a step without anything missing is ticked as a whole. */
export function missingItems({ id, missing }: EnrolmentDetail): readonly MissingItem[] {
  const ofStep = (step: EnrolmentStep): readonly MissingItem[] => {
    const lacking = missing.filter((finding) => finding.step === step)
    if (lacking.length === 0) return [{ key: step, label: words(`enrolment.step.${step}`), done: true }]
    return lacking.map((finding) => ({
      key: `${finding.code} ${finding.planCode}`,
      label: finding.sentence,
      done: false,
      action: (
        <Link {...placeOf(id, finding)} aria-label={words('enrolment.mendOf', { what: finding.sentence })}>
          {words('enrolment.mend')}
        </Link>
      ),
    }))
  }
  return STEPS.flatMap(ofStep)
}
