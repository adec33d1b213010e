import { Link } from '@tanstack/react-router'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listEnrolments } from '../../contract/enrolment.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import type { Column } from '../ui/DataTable.tsx'
import { Deadline } from '../work-pool/Deadline.tsx'
import { listOf, words } from '../words/words.ts'
import { EnrolmentTag } from './EnrolmentTag.tsx'

export type EnrolmentRow = OutputOf<typeof listEnrolments>['rows'][number]
type EnrolmentColumn = Column<EnrolmentRow>

/** Columns that lists of enrolments choose from, always in the same shape. */
export const enrolmentColumns = {
  number: {
    key: 'number',
    head: words('enrolment.number'),
    render: ({ id, number }) => (
      <Link to="/enrolments/$id" params={{ id }}>
        {number}
      </Link>
    ),
  },
  plainNumber: { key: 'number', head: words('enrolment.number'), render: ({ number }) => number },
  state: { key: 'state', head: words('enrolment.state'), render: ({ state }) => <EnrolmentTag state={state} /> },
  deadline: {
    key: 'deadline',
    head: words('pool.deadline'),
    render: ({ dueAt, overdue }) => <Deadline dueAt={dueAt} overdue={overdue} />,
  },
  unit: { key: 'unit', head: words('enrolment.unit'), render: ({ unitName }) => unitName, most: 16 },
  agency: { key: 'agency', head: words('enrolment.agency'), render: ({ agencyName }) => agencyName, most: 12 },
  plans: {
    key: 'plans',
    head: words('plans.plan'),
    render: ({ planNames }) => <span title={listOf(planNames)}>{listOf(planNames)}</span>,
    most: 18,
  },
  people: {
    key: 'people',
    head: words('enrolment.people'),
    render: ({ people }) => shownCount(people),
    end: true,
  },
  total: { key: 'total', head: words('enrolment.totalYuan'), render: ({ total }) => shownYuan(total), end: true },
  paid: { key: 'paid', head: words('enrolment.paidYuan'), render: ({ paid }) => shownYuan(paid), end: true },
  created: { key: 'created', head: words('enrolment.created'), render: ({ createdAt }) => dayInWords(createdAt) },
  submitted: {
    key: 'submitted',
    head: words('enrolment.submitted'),
    render: ({ submittedAt }) => (submittedAt === null ? '' : dayInWords(submittedAt)),
  },
  holder: { key: 'holder', head: words('enrolment.holder'), render: ({ holder }) => holder?.name ?? '' },
} as const satisfies Readonly<Record<string, EnrolmentColumn>>
