import type { EnrolmentStep } from './submission.ts'

/** Why an enrolment was sent back: points at a step, at a field of it, or at a person of a roster. */
export type ReturnReason = {
  readonly step: EnrolmentStep
  readonly planCode: string | null
  readonly field: string | null
  readonly personId: string | null
  readonly personName: string | null
  readonly text: string
}
