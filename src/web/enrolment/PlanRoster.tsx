import { lazy, Suspense, type ReactElement } from 'react'
import { downloadTemplate } from '../../contract/roster-imports.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import type { Batch, ReusableFile } from './batches.ts'
import { reasonsAbout, type ChosenPlan, type EnrolmentDetail } from './enrolment-detail.ts'
import { RosterImport } from './RosterImport.tsx'

// A new roster has none.
const BatchList = lazy(() => import('./BatchList.tsx').then((file) => ({ default: file.BatchList })))

export type PlanRosterProps = {
  readonly enrolment: EnrolmentDetail
  readonly plan: ChosenPlan
  /** Of this plan, the newest first. */
  readonly batches: readonly Batch[]
  /** Files of other plans that may be imported for this one as well. */
  readonly reusable: readonly ReusableFile[]
}

/** The roster of one plan: its figures, template, 人员清单导入, 人员详情/修改 and its batches. */
export function PlanRoster({ enrolment, plan, batches, reusable }: PlanRosterProps): ReactElement {
  const { id } = enrolment
  const { planCode, name, planVersionId, shares, people, women, overAge, openRefused } = plan
  const asked = reasonsAbout(enrolment, 'roster', `roster-${planCode}`)
  const counts: readonly (readonly [string, number])[] = [
    [words('enrolment.imported'), people],
    [words('enrolment.womenAmong'), women],
    ...(overAge > 0 ? [[words('enrolment.overAgeAmong'), overAge] as const] : []),
    ...(openRefused > 0 ? [[words('enrolment.openRefused'), openRefused] as const] : []),
  ]
  return (
    <section className="card" id={`roster-${planCode}`} tabIndex={-1} aria-labelledby={`name-${planCode}`}>
      <div className="card-head">
        <h2 id={`name-${planCode}`}>
          {name} <span className="quiet">{words('enrolment.shareCount', { count: shares })}</span>
        </h2>
        <DownloadButton route={downloadTemplate} input={{ planVersionId }} name={words('plans.templates.of', { name })}>
          {words('menu.templates')}
        </DownloadButton>
        <LinkButton
          icon="people"
          to="/enrolments/$id/rosters/$planCode"
          params={{ id, planCode }}
          aria-label={words('enrolment.peopleOf', { name })}
        >
          {words('enrolment.people.title')}
        </LinkButton>
      </div>
      <div className="card-body stack">
        {asked !== undefined && <p className="field-error">{asked}</p>}
        <dl className="facts">
          {counts.map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{words('enrolment.heads', { count: shownCount(count) })}</dd>
            </div>
          ))}
          <div>
            <dt>{words('enrolment.firstDay')}</dt>
            <dd>{plan.expectedFirstDay}</dd>
          </div>
        </dl>
        <RosterImport id={id} planCode={planCode} latest={batches[0]} reusable={reusable} />
        {batches.length > 0 && (
          <Suspense fallback={<Skeleton lines={2} />}>
            <BatchList batches={batches} />
          </Suspense>
        )}
      </div>
    </section>
  )
}
