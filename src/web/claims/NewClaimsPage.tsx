import '../words/zh/claim-acceptance.ts'
import '../words/zh/claim-pool.ts'
import { useState, type ReactElement } from 'react'
import { acceptClaims } from '../../contract/claim-acceptance.ts'
import { listClaims } from '../../contract/claims.ts'
import { countWork } from '../../contract/work-pool.ts'
import { LeaveGuard } from '../shared/LeaveGuard.tsx'
import { PageHead } from '../shared/PageHead.tsx'
import { useCommand } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { AcceptedCases, type Accepted } from './AcceptedCases.tsx'
import { AcceptanceCartCard } from './AcceptanceCartCard.tsx'
import { CoverSearch } from './CoverSearch.tsx'
import { FoundCoversCard } from './FoundCoversCard.tsx'
import { useAcceptanceCart } from './use-acceptance-cart.ts'
import type { Search } from './acceptance-cart.ts'
import './acceptance.css'

/** 新增受理: search by document number and day, tick over several persons and kinds, 确认受理. */
export function NewClaimsPage(): ReactElement {
  const cart = useAcceptanceCart()
  const [search, setSearch] = useState<Search>()
  const [done, setDone] = useState<Accepted>()
  const accept = useCommand(acceptClaims, {
    refreshes: [listClaims, countWork],
    onDone: (answer) => {
      setDone({ ...answer, lines: cart.lines })
      setSearch(undefined)
      cart.clear()
    },
  })
  return (
    <div className="page">
      <PageHead
        title={words('acceptance.add')}
        text={words('acceptance.addText')}
        actions={<LinkButton to="/claims">{words('ui.back')}</LinkButton>}
      />
      {done ? (
        <AcceptedCases accepted={done} onAnother={() => setDone(undefined)} />
      ) : (
        <>
          <CoverSearch
            onFound={(found, byKind) => {
              setSearch(found)
              if (found && byKind) cart.propose(found)
            }}
          />
          {search && <FoundCoversCard search={search} cart={cart} />}
          <AcceptanceCartCard cart={cart} accept={accept} />
        </>
      )}
      {/* They are kept nowhere else on purpose. */}
      <LeaveGuard leaving={cart.lines.length > 0} text={words('acceptance.leaveText', { count: cart.lines.length })} />
    </div>
  )
}
