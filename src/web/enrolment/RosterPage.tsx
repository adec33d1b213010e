import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { isEditable } from '../../domain/enrolment/enrolment-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { useBatches } from './batches.ts'
import { peopleAskedFor, useEnrolment, type EnrolmentDetail } from './enrolment-detail.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import './enrolment.css'

const RefusedPanel = lazy(() => import('./RefusedPanel.tsx').then((file) => ({ default: file.RefusedPanel })))

type Search = { readonly tab?: string; readonly batch?: string; readonly code?: string; readonly who?: string }

function Roster(props: { enrolment: EnrolmentDetail; planCode: string; search: Search }): ReactElement {
  const { enrolment, planCode, search } = props
  const navigate = useNavigate()
  const editable = isEditable(enrolment.state)
  const batches = useBatches(enrolment.id, editable).filter((batch) => batch.planCode === planCode)
  const plan = enrolment.plans.find((plan) => plan.planCode === planCode)
  if (plan === undefined) {
    return <EmptyState title={words('enrolment.planGone')} text={words('enrolment.planGoneText')} />
  }
  const asked = peopleAskedFor(enrolment, planCode)
  const batch = batches.find(({ id }) => id === search.batch) ?? batches.find(({ openRefused }) => openRefused > 0)
  const refused = editable && search.tab === 'refused'
  return (
    <section className="card roster" aria-label={plan.name}>
      <div className="bar">
        <Tabs
          label={words('enrolment.people.title')}
          current={refused ? 'refused' : 'people'}
          onChange={(tab) => void navigate({ to: '.', search: tab === 'refused' ? { tab } : {} })}
          items={[
            { key: 'people', label: words('enrolment.people.imported'), count: plan.people },
            ...(editable
              ? [{ key: 'refused' as const, label: words('enrolment.openRefused'), count: plan.openRefused }]
              : []),
          ]}
        />
      </div>
      {refused ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <RefusedPanel
            batch={batch}
            code={search.code}
            batches={batches.filter(({ id, openRefused }) => openRefused > 0 || id === batch?.id)}
            onFilter={(filter) => void navigate({ to: '.', search: { tab: 'refused', ...filter } })}
          />
        </Suspense>
      ) : (
        <PeoplePanel
          key={search.who}
          enrolment={enrolment}
          plan={plan}
          asked={asked}
          sought={asked.find(({ personId }) => personId === search.who)?.personName ?? ''}
          editable={editable}
        />
      )}
    </section>
  )
}

/** 人员详情/修改: everybody of one roster, and the rows that were refused. */
export function RosterPage(): ReactElement {
  const { id, planCode } = useParams({ from: '/inside/enrolments/$id/rosters/$planCode' })
  const search = useSearch({ from: '/inside/enrolments/$id/rosters/$planCode' })
  const { data, error, refetch } = useEnrolment(id)
  const plan = data?.plans.find((plan) => plan.planCode === planCode)
  const editable = data !== undefined && isEditable(data.state)
  const back = editable ? '/enrolments/$id/rosters' : '/enrolments/$id'
  return (
    <div className="page">
      <PageHead
        title={words('enrolment.people.title')}
        {...(data && { object: data.number })}
        text={plan?.name}
        actions={
          <LinkButton kind="primary" to={back} params={{ id }}>
            {words(editable ? 'enrolment.backToStep' : 'enrolment.backToEnrolment')}
          </LinkButton>
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && <Roster enrolment={data} planCode={planCode} search={search} />}
    </div>
  )
}
