import type { ReactElement } from 'react'
import { ATTACHMENT_KINDS } from '../../contract/enrolment-attachments.ts'
import { words } from '../words/words.ts'
import { AttachmentSlot } from './AttachmentSlot.tsx'
import type { EnrolmentDetail } from './enrolment-detail.ts'

/** 附件信息: a slot for each kind; 超龄证明 only where it is needed or there already. */
export function Attachments({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const overAge = enrolment.plans.reduce((sum, plan) => sum + plan.overAge, 0)
  const given = (kind: string) => enrolment.attachments.some((attachment) => attachment.kind === kind)
  const slots = ATTACHMENT_KINDS.filter((kind) => kind !== 'over-age' || overAge > 0 || given(kind))
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
