import { useState, type ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { endOffer, listOfficeOffers } from '../../contract/plans.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ConfirmDialog, Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { AddOfferForm } from './AddOfferForm.tsx'
import type { MembersDialogProps } from './MembersDialog.tsx'
import { RemoveOfferDialog } from './RemoveOfferDialog.tsx'

type Offer = OutputOf<typeof listOfficeOffers>['offers'][number]

/** What an office sells: add an offer, set its last day, or take it out before its first. */
export function OffersDialog({ organisation, mayChange, onClose }: MembersDialogProps): ReactElement {
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Offer>()
  const [removing, setRemoving] = useState<Offer>()
  const { data, error } = useEndpointQuery(listOfficeOffers, { organisationId: organisation.id })
  const [today] = useState(() => businessDay(instantOf(Date.now())))
  const end = useCommand(endOffer, {
    refreshes: [listOfficeOffers],
    onDone: () => {
      setEnding(undefined)
      toast(words('organisations.saved'))
    },
  })
  const sold = ({ saleTo }: Offer) => saleTo === null || saleTo > today
  return (
    <Dialog title={words('organisations.offersOf', organisation)} size="large" onClose={onClose}>
      <div className="stack">
        {error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(error)}
          </Notice>
        )}
        <DataTable
          label={words('organisations.offers')}
          rows={data?.offers}
          rowKey={({ id }) => id}
          rowName={({ planName }) => planName}
          empty={<EmptyState icon="form" title={words('organisations.offersNone')} />}
          columns={[
            { key: 'plan', head: words('organisations.offerPlan'), render: ({ planName }) => planName },
            { key: 'version', head: words('organisations.offerVersion'), render: ({ version }) => version },
            { key: 'from', head: words('organisations.offerFrom'), render: ({ saleFrom }) => saleFrom },
            {
              key: 'to',
              head: words('organisations.offerTo'),
              render: ({ saleTo }) => saleTo ?? words('organisations.offerOpen'),
            },
            {
              key: 'year',
              head: words('organisations.offerYear'),
              render: ({ calendarYear }) => calendarYear ?? words('organisations.offerYearNone'),
            },
          ]}
          {...(mayChange && {
            renderActions: (offer: Offer) =>
              offer.saleFrom > today ? (
                <Button kind="text" danger onClick={() => setRemoving(offer)}>
                  {words('organisations.offerRemove')}
                </Button>
              ) : sold(offer) ? (
                <Button kind="text" danger onClick={() => setEnding(offer)}>
                  {words('organisations.offerEnd')}
                </Button>
              ) : null,
          })}
        />
        {mayChange && !adding && (
          <div className="row">
            <Button onClick={() => setAdding(true)}>{words('organisations.offerAdd')}</Button>
          </div>
        )}
        {adding && (
          <AddOfferForm organisation={organisation} versions={data?.versions ?? []} onDone={() => setAdding(false)} />
        )}
      </div>
      {removing && <RemoveOfferDialog offer={removing} onClose={() => setRemoving(undefined)} />}
      {ending && (
        <ConfirmDialog
          title={words('organisations.offerEndAsk', { name: ending.planName })}
          action={words('organisations.offerEnd')}
          danger
          pending={end.pending}
          error={end.error === null ? undefined : sentenceOf(end.error)}
          onConfirm={() => end.run({ id: ending.id })}
          onCancel={() => setEnding(undefined)}
        >
          <p>{words('organisations.offerEndText')}</p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}
