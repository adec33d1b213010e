import '../words/zh/organisations.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listOrganisations } from '../../contract/organisations.ts'
import { useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { words } from '../words/words.ts'
import { MembersDialog } from './MembersDialog.tsx'
import { OffersDialog } from './OffersDialog.tsx'
import { OrganisationDialog } from './OrganisationDialog.tsx'
import type { OrganisationView } from './routes.ts'

export type Organisation = OutputOf<typeof listOrganisations>['organisations'][number]

/** 机构与岗位: offices and agencies with their accounts, receiving accounts and offers. */
export function OrganisationsPage(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(listOrganisations, {})
  const { of, view } = useSearch({ from: '/inside/organisations' })
  const navigate = useNavigate()
  const mayChange = useSession().desks.includes('administration')
  const open = (next?: OrganisationView, organisation?: Organisation) =>
    void navigate({ to: '/organisations', search: next && organisation ? { of: organisation.id, view: next } : {} })
  const opened = data?.organisations.find(({ id }) => id === of)
  const depths = depthsOf(data?.organisations ?? [])
  return (
    <div className="page">
      <PageHead title={words('organisations.title')} text={words('organisations.text')} />
      <section className="card">
        {error !== null && data === undefined ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('organisations.title')}
            rows={data?.organisations}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            onOpen={(row) => open(mayChange ? 'edit' : 'members', row)}
            empty={null}
            columns={[
              { key: 'code', head: words('organisations.code'), render: ({ code }) => code },
              {
                key: 'name',
                head: words('organisations.name'),
                render: ({ id, name }) => (
                  <span style={{ paddingLeft: `${(depths.get(id) ?? 0) * 1.4}rem` }}>{name}</span>
                ),
              },
              {
                key: 'kind',
                head: words('organisations.kind'),
                render: ({ kind }) => words(`organisations.kind.${kind}`),
              },
              { key: 'telephone', head: words('organisations.telephone'), render: ({ telephone }) => telephone },
              {
                key: 'account',
                head: words('organisations.accountNumber'),
                render: ({ account }) => account?.number ?? '',
              },
              {
                key: 'settlementDay',
                head: words('organisations.settlementDay'),
                end: true,
                render: ({ settlementDay }) => settlementDay ?? '',
              },
              { key: 'units', head: words('organisations.units'), end: true, render: ({ units }) => units },
            ]}
            renderActions={(row) => (
              <>
                {mayChange && (
                  <Button kind="text" onClick={() => open('edit', row)}>
                    {words('organisations.edit')}
                  </Button>
                )}
                <Button kind="text" onClick={() => open('members', row)}>
                  {words('organisations.members')}
                </Button>
                {row.kind !== 'agency' && (
                  <Button kind="text" onClick={() => open('offers', row)}>
                    {words('organisations.offers')}
                  </Button>
                )}
                {mayChange && (
                  <Button kind="text" onClick={() => open('add', row)}>
                    {words('organisations.add')}
                  </Button>
                )}
              </>
            )}
          />
        )}
      </section>
      {opened && (view === 'edit' || view === 'add') && (
        <OrganisationDialog
          key={`${opened.id}${view}`}
          organisation={opened}
          adding={view === 'add'}
          onClose={() => open()}
        />
      )}
      {opened && view === 'members' && (
        <MembersDialog organisation={opened} mayChange={mayChange} onClose={() => open()} />
      )}
      {opened && view === 'offers' && (
        <OffersDialog organisation={opened} mayChange={mayChange} onClose={() => open()} />
      )}
    </div>
  )
}

/** How deep each organisation stands below the first; parents come before their children. */
function depthsOf(organisations: readonly Organisation[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const { id, parentId } of organisations) depths.set(id, parentId ? (depths.get(parentId) ?? -1) + 1 : 0)
  return depths
}
