import '../words/zh/pool.ts'
import '../words/zh/units.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listRegistrations } from '../../contract/registration-review.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { PoolTable } from '../work-pool/PoolTable.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { poolColumns } from './registration-columns.tsx'
import { RegistrationFilters } from './RegistrationFilters.tsx'
import { RegistrationList } from './RegistrationList.tsx'
import { useRegistrations } from './use-registrations.ts'

const pathOf = ({ id }: { readonly id: string }) => `/registrations/${id}`

/** 单位管理 · 注册/审核: the pool for reviewers, and the list for looking at what others hold or have decided. */
export function RegistrationsPage(): ReactElement {
  const { tab = 'waiting' } = useSearch({ from: '/inside/registrations' })
  const reviews = holdsAny(useSession(), ['registration-review'])
  if (!reviews || tab === 'held' || tab === 'decided') return <RegistrationList reviews={reviews} />
  return <RegistrationPool tab={tab} />
}

function RegistrationPool({ tab }: { tab: 'waiting' | 'mine' }): ReactElement {
  const pool = usePool('registration', listRegistrations)
  const { query, filters, filtered, pages, filter, show } = useRegistrations(tab)
  const { data, error, refetch, isPlaceholderData } = query
  const title = words('units.list.title')
  return (
    <div className="page">
      <PageHead
        title={title}
        text={words('pool.keys')}
        actions={
          <LinkButton to="/registrations" search={{ tab: 'decided' }}>
            {words('units.list.all')}
          </LinkButton>
        }
      />
      <RegistrationFilters values={filters} onSearch={filter} />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <PoolTable
          label={title}
          pool={pool}
          tab={tab}
          onTab={show}
          counts={data}
          columns={poolColumns}
          rows={data?.rows}
          stale={isPlaceholderData}
          filtered={filtered}
          pathOf={pathOf}
          foot={<Pagination {...pages} />}
        />
      )}
    </div>
  )
}
