import type { OutputOf } from '../../contract/endpoint.ts'
import type { listCertificates } from '../../contract/certificates.ts'
import { shownCount, shownPeriod, shownYuan } from '../shared/shown.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import type { Column } from '../ui/DataTable.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

export type CertificateRow = OutputOf<typeof listCertificates>['rows'][number]

/** A letter that can be printed is work to do until it was. */
function stateOf({ ready, outdated, printedAt }: CertificateRow) {
  if (outdated) return <StateTag tone="your-turn" label={words('certificates.outdated')} />
  return ready ? (
    <StateTag tone={printedAt === null ? 'your-turn' : 'done'} label={words('certificates.ready')} />
  ) : (
    <StateTag tone="in-entry" label={words('certificates.making')} />
  )
}

/** The columns of the list of letters; officers also see whose they are. */
export function certificateColumns(unit: boolean): readonly Column<CertificateRow>[] {
  return [
    { key: 'number', head: words('certificates.number'), render: ({ number }) => number },
    { key: 'state', head: words('certificates.state'), render: stateOf },
    ...(unit
      ? []
      : [{ key: 'unit', head: words('enrolment.unit'), render: ({ unitName }: CertificateRow) => unitName, most: 13 }]),
    {
      key: 'plan',
      head: words('plans.plan'),
      render: ({ planName }) => <span title={planName}>{planName}</span>,
      most: unit ? 15 : 11,
    },
    { key: 'heads', head: words('enrolment.people'), render: ({ heads }) => shownCount(heads), end: true },
    { key: 'total', head: words('enrolment.totalYuan'), render: ({ total }) => shownYuan(total), end: true },
    {
      key: 'period',
      head: words('certificates.period'),
      render: ({ firstDay, lastDay }) => shownPeriod(firstDay, lastDay),
    },
    { key: 'enrolment', head: words('enrolment.number'), render: ({ enrolmentNumber }) => enrolmentNumber },
    { key: 'issued', head: words('certificates.issued'), render: ({ issuedAt }) => dayInWords(issuedAt) },
    { key: 'version', head: words('certificates.version'), render: ({ version }) => version, end: true },
  ]
}
