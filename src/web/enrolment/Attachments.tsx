import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { AttachmentSlot } from './AttachmentSlot.tsx'
import { attachmentSlots } from './attachment-slots.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

/**
 * 附件信息: a slot for each kind; 超龄证明 wherever a plan takes people over age, since somebody may come of that age, or a
 * reviewer ask for the proof, after the roster was imported.
 */
export function Attachments({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const overAge = enrolment.plans.reduce((sum, plan) => sum + plan.overAge, 0)
  const slots = attachmentSlots(enrolment)
  return (
    <section className="card card-body stack" aria-labelledby="attachments">
      <h2 id="attachments">{words('enrolment.attachments')}</h2>
      <div className="slots">
        {slots.map((kind) => (
          <AttachmentSlot
            key={kind}
            enrolment={enrolment}
            kind={kind}
            required={kind === 'social-insurance' || (kind === 'over-age' && overAge > 0)}
          />
        ))}
      </div>
    </section>
  )
}
