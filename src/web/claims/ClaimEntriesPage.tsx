import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { words } from '../words/words.ts'
import { claimColumns } from './claim-columns.tsx'
import { ClaimPool } from './ClaimPool.tsx'

const { number, state, deadline, agency, unit, kind, name, idNumber, source, accepted, holder } = claimColumns
const columns = [number, state, deadline, name, kind, idNumber, accepted, agency, unit, source, holder]

/** 费用录入: cases that wait to be entered, and those that one holds. */
export function ClaimEntriesPage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-entry' })
  const session = useSession()
  return (
    <ClaimPool
      title={words('menu.claimEntry')}
      kind="claim-entry"
      search={search}
      tabs={{ waiting: 'entry-waiting', mine: 'entry-mine', held: 'entry-held' }}
      columns={columns}
      pathOf={({ id }) => `/claim-entry/${id}`}
      unit={!isUnitSide(session)}
      states={['entry']}
      heading={words('claimPool.pool')}
    />
  )
}
