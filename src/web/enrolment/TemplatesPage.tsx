import '../words/zh/plans.ts'
import type { ReactElement } from 'react'
import { downloadTemplate } from '../../contract/roster-imports.ts'
import { listOffers } from '../../contract/plans.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { words } from '../words/words.ts'
import { eligibilityInWords, pricesInWords, type OfferedPlan } from '../plans/plan-facts.ts'
import './enrolment.css'

const columns: readonly Column<OfferedPlan>[] = [
  { key: 'name', head: words('plans.plan'), render: ({ name }) => name },
  { key: 'eligibility', head: words('plans.eligibility'), render: eligibilityInWords },
  { key: 'price', head: words('plans.price'), render: pricesInWords },
  {
    key: 'sale',
    head: words('plans.sale'),
    render: ({ saleFrom, saleTo }) =>
      saleTo === null ? words('plans.onSale', { from: saleFrom }) : words('ui.period', { from: saleFrom, to: saleTo }),
  },
]

/** 模板下载: one button for each plan on sale. */
export function TemplatesPage(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(listOffers, {})
  return (
    <div className="page">
      <PageHead
        title={words('menu.templates')}
        text={words('plans.templates.text')}
        actions={<LinkButton to="/enrolments">{words('plans.templates.toEnrol')}</LinkButton>}
      />
      <section className="card" aria-label={words('plans.templates.file')}>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('plans.templates.file')}
            columns={columns}
            rows={data?.plans}
            rowKey={({ offerId }) => offerId}
            rowName={({ name }) => name}
            renderActions={({ planVersionId, name }) => (
              <DownloadButton
                route={downloadTemplate}
                input={{ planVersionId }}
                kind="text"
                name={words('plans.templates.of', { name })}
              >
                {words('menu.templates')}
              </DownloadButton>
            )}
            empty={<EmptyState title={words('plans.templates.empty')} text={words('plans.templates.emptyText')} />}
          />
        )}
      </section>
      <section className="card card-body">
        <h2>{words('plans.templates.rules')}</h2>
        <ul className="plain-list">
          <li>{words('plans.templates.rule1')}</li>
          <li>{words('plans.templates.rule2')}</li>
          <li>{words('plans.templates.rule3')}</li>
        </ul>
      </section>
    </div>
  )
}
