import { ATTACHMENT_KINDS } from '../../contract/enrolment-attachments.ts'
import { reasonsAbout, type Attachment, type EnrolmentDetail } from './enrolment-detail.ts'

/** Kinds of attachments that the unit can give: 超龄证明 where it may be needed, is asked for or there already. */
export function attachmentSlots(enrolment: EnrolmentDetail): readonly Attachment['kind'][] {
  const { plans, attachments } = enrolment
  const overAge =
    plans.some(({ takesOverAge, overAge }) => takesOverAge || overAge > 0) ||
    attachments.some(({ kind }) => kind === 'over-age') ||
    reasonsAbout(enrolment, 'submission', 'over-age') !== undefined
  return ATTACHMENT_KINDS.filter((kind) => kind !== 'over-age' || overAge)
}
