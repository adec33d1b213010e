import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { getEnrolment, listEnrolments, submitEnrolment } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { MissingList } from '../ui/MissingList.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { Attachments } from './Attachments.tsx'
import { ContributionReceipt } from './ContributionReceipt.tsx'
import { placeOf, reasonsAbout, type EnrolmentDetail, type Finding } from './enrolment-detail.ts'
import { EnrolmentFacts } from './EnrolmentFacts.tsx'
import { Explanation } from './Explanation.tsx'
import { missingItems } from './missing-items.tsx'
import { useExplanation } from './use-explanation.ts'

/** Findings that only submitting can make, e.g. people whom another unit has taken meanwhile. */
function Refused({ id, findings }: { id: string; findings: readonly Finding[] }): ReactElement | null {
  if (findings.length === 0) return null
  return (
    <div className="error-summary sentences" role="alert">
      <h2>{words('enrolment.notSubmitted', { count: findings.length })}</h2>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.planCode} ${finding.sentence}`}>
            <Link {...placeOf(id, finding)}>{finding.sentence}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The answers to check, with the receipt and what is missing beside them, and 【完成】. */
export function SubmissionStep({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { id, version, missing, plans, total } = enrolment
  const navigate = useNavigate()
  const explanation = useExplanation(enrolment)
  const [saving, setSaving] = useState(false)
  const submit = useCommand(submitEnrolment, {
    refreshes: [getEnrolment, listEnrolments, countWork],
    onDone: ({ findings }) => {
      if (findings.length === 0) void navigate({ to: '/enrolments/$id', params: { id } })
    },
  })
  const done = async () => {
    setSaving(true)
    try {
      const saved = await explanation.save()
      submit.run({ id, version: Math.max(version, saved), shown: total })
    } catch {
      document.getElementById('explanation')?.focus()
    } finally {
      setSaving(false)
    }
  }
  const lacking = missing.length
  const openRefused = plans.reduce((sum, plan) => sum + plan.openRefused, 0)
  return (
    <>
      <Refused id={id} findings={submit.output?.findings ?? []} />
      {submit.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(submit.error)}
        </Notice>
      )}
      {openRefused > 0 && <Notice tone="warning">{words('enrolment.refusedLeft', { count: openRefused })}</Notice>}
      <div className="beside">
        <div className="stack">
          <EnrolmentFacts enrolment={enrolment} />
          <Attachments enrolment={enrolment} />
          <Explanation field={explanation} asked={reasonsAbout(enrolment, 'submission', 'explanation')} />
        </div>
        <aside className="stack">
          <div id="contribution" tabIndex={-1}>
            <ContributionReceipt enrolment={enrolment} note={words('enrolment.receiptSource')} />
          </div>
          <MissingList items={missingItems(enrolment)} />
        </aside>
      </div>
      <div className="foot-bar">
        <span className="grow quiet">{words('enrolment.afterDone')}</span>
        <LinkButton to="/enrolments/$id/rosters" params={{ id }}>
          {words('enrolment.previous')}
        </LinkButton>
        <Button
          kind="primary"
          pending={submit.pending || saving}
          reason={lacking === 0 ? undefined : missing.map(({ sentence }) => sentence).join('\n')}
          onClick={() => void done()}
        >
          {lacking === 0 ? words('enrolment.done') : words('enrolment.doneLacking', { count: lacking })}
        </Button>
      </div>
      {submit.pending && (
        <p className="quiet" role="status">
          {words('enrolment.submitting')}
        </p>
      )}
    </>
  )
}
