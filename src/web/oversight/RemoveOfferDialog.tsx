import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listOfficeOffers, removeOffer } from '../../contract/plans.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

export type RemoveOfferDialogProps = {
  readonly offer: OutputOf<typeof listOfficeOffers>['offers'][number]
  readonly onClose: () => void
}

/** Asks before an offer that has not begun is taken out. */
export function RemoveOfferDialog({ offer, onClose }: RemoveOfferDialogProps): ReactElement {
  const { id, planName: name, version, saleFrom } = offer
  const remove = useCommand(removeOffer, {
    refreshes: [listOfficeOffers],
    onDone: () => {
      onClose()
      toast(words('organisations.offerRemoved', { name }))
    },
  })
  return (
    <ConfirmDialog
      title={words('organisations.offerRemoveAsk', { name })}
      action={words('organisations.offerRemove')}
      danger
      pending={remove.pending}
      error={remove.error === null ? undefined : sentenceOf(remove.error)}
      onConfirm={() => remove.run({ id })}
      onCancel={onClose}
    >
      <p>{words('organisations.offerRemoveText', { version, saleFrom })}</p>
    </ConfirmDialog>
  )
}
