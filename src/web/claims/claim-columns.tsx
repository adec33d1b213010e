import type { OutputOf } from '../../contract/endpoint.ts'
import type { listClaims } from '../../contract/claims.ts'
import { CLAIM_KIND_NAMES, CLAIM_SOURCE_NAMES } from '../../contract/words/claim-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { dayInWords, timeInWords } from '../shared/time-in-words.ts'
import type { Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import { Deadline } from '../work-pool/Deadline.tsx'
import { ClaimTag } from './ClaimTag.tsx'

export type ClaimRow = OutputOf<typeof listClaims>['rows'][number]

/** Columns that lists of claims choose from, always in the same shape. */
export const claimColumns = {
  number: { key: 'number', head: words('claimPool.number'), render: ({ number }) => number },
  state: {
    key: 'state',
    head: words('claimPool.state'),
    render: ({ state, returned }) => <ClaimTag state={state} returned={returned} />,
  },
  deadline: {
    key: 'deadline',
    head: words('pool.deadline'),
    render: ({ dueAt, overdue }) => <Deadline dueAt={dueAt} overdue={overdue} />,
  },
  agency: { key: 'agency', head: words('claimPool.agency'), render: ({ agencyName }) => agencyName, most: 12 },
  unit: { key: 'unit', head: words('claimPool.unit'), render: ({ unitName }) => unitName, most: 16 },
  kind: { key: 'kind', head: words('claimPool.kind'), render: ({ kind }) => CLAIM_KIND_NAMES[kind] },
  plan: { key: 'plan', head: words('claimPool.plan'), render: ({ planName }) => planName, most: 16 },
  name: { key: 'name', head: words('claimPool.personName'), render: ({ name }) => name },
  idNumber: { key: 'idNumber', head: words('claimPool.idNumber'), render: ({ idMasked }) => idMasked },
  source: {
    key: 'source',
    head: words('claimPool.source'),
    render: ({ source }) => CLAIM_SOURCE_NAMES[source],
  },
  incidentOn: { key: 'incidentOn', head: words('claimPool.incidentOn'), render: ({ incidentOn }) => incidentOn },
  accepted: { key: 'accepted', head: words('claimPool.accepted'), render: ({ acceptedAt }) => dayInWords(acceptedAt) },
  submitted: {
    key: 'submitted',
    head: words('claimPool.submitted'),
    render: ({ submittedAt }) => (submittedAt === null ? '' : dayInWords(submittedAt)),
  },
  ended: {
    key: 'ended',
    head: words('claimPool.ended'),
    render: ({ endedAt }) => (endedAt === null ? '' : dayInWords(endedAt)),
  },
  promised: { key: 'promised', head: words('claimPool.promised'), render: ({ promisedOn }) => promisedOn ?? '' },
  amount: {
    key: 'amount',
    head: words('claimPool.amountYuan'),
    render: ({ amount }) => (amount === null ? '' : shownYuan(amount)),
    end: true,
  },
  holder: {
    key: 'holder',
    head: words('claimPool.holder'),
    render: ({ holder }) =>
      holder === null
        ? ''
        : words('claimPool.heldUntil', { name: holder.name, until: timeInWords(holder.until).slice(11) }),
  },
} as const satisfies Readonly<Record<string, Column<ClaimRow>>>
