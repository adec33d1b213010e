import { lazy, Suspense, useState, type ReactElement } from 'react'
import { completeMaterials, listMaterialSlots } from '../../contract/claim-materials.ts'
import { listClaims } from '../../contract/claims.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { MissingList } from '../ui/MissingList.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { goToPlace, materialItems } from './material-items.tsx'
import { LaterUploadList } from './LaterUploadList.tsx'
import { MaterialSlots, type MaterialSlotsProps } from './MaterialSlots.tsx'
import { useAccount } from './use-account.ts'
import { useClaimMaterials } from './use-claim-materials.ts'
import { useMaterialUploads } from './use-material-uploads.ts'

export type MaterialsFormProps = Pick<MaterialSlotsProps, 'opened' | 'onOpen' | 'camera' | 'onCamera'> & {
  readonly claim: ClaimDetail
  /** The case is in 费用录入 now, held by the caller. */
  readonly onCompleted: () => void
}

const AccountFields = lazy(() => import('./AccountFields.tsx').then((file) => ({ default: file.AccountFields })))
const SiblingChoice = lazy(() => import('./SiblingChoice.tsx').then((file) => ({ default: file.SiblingChoice })))
const ReturnedPoints = lazy(() => import('./ReturnedPoints.tsx').then((file) => ({ default: file.ReturnedPoints })))

const nothing = () => undefined

/** The slots, what is missing beside them, and 【确定】. */
export function MaterialsForm({ claim, onCompleted, ...slots }: MaterialsFormProps): ReactElement {
  const { id, siblings } = claim
  const { data } = useClaimMaterials(id)
  const uploads = useMaterialUploads(id, nothing)
  const account = useAccount(claim)
  const open = siblings.filter(({ state }) => state === 'materials').map((sibling) => sibling.id)
  const [left, setLeft] = useState<readonly string[]>([])
  const together = open.filter((sibling) => !left.includes(sibling))
  const asksCard = data?.slots.some(({ showsBankCard, required }) => showsBankCard && required) ?? false
  const complete = useCommand(completeMaterials, {
    refreshes: [listMaterialSlots, listClaims, countWork],
    onDone() {
      toast(words('materials.completed'))
      onCompleted()
    },
  })
  const items = data ? materialItems(data, asksCard ? account : undefined) : []
  const lacking = items.filter(({ done }) => !done)
  const coming = uploads.list.some(({ state }) => state !== 'done' && state !== 'refused')
  const confirm = () =>
    complete.run({ ids: [id, ...together], ...(asksCard && { card: account.card, bank: account.bank }) })
  return (
    <>
      {claim.reasons.length > 0 && (
        <Suspense fallback={null}>
          <ReturnedPoints id={id} reasons={claim.reasons} hasFields={false} />
        </Suspense>
      )}
      {complete.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(complete.error)}
        </Notice>
      )}
      <div className="beside">
        <MaterialSlots
          claim={claim}
          editable
          uploads={uploads}
          besideCard={
            <Suspense fallback={<Skeleton lines={4} />}>
              <AccountFields account={account} />
            </Suspense>
          }
          {...slots}
        />
        <aside className="stack">
          <MissingList items={items} />
          <LaterUploadList uploads={uploads} />
          {siblings.length > 0 && (
            <Suspense fallback={null}>
              <SiblingChoice
                siblings={siblings}
                chosen={together}
                onChoose={(sibling, on) => setLeft(on ? left.filter((one) => one !== sibling) : [...left, sibling])}
              />
            </Suspense>
          )}
        </aside>
      </div>
      <div className="foot-bar">
        <span className="grow quiet">{words('materials.afterConfirm')}</span>
        <Button
          kind="primary"
          pending={complete.pending}
          reason={coming ? words('materials.uploadsLeft') : undefined}
          onClick={() => {
            const [first] = lacking
            if (first === undefined) confirm()
            else goToPlace(first.key.startsWith('account-') ? first.key : `slot-${first.key}`)
          }}
        >
          {lacking.length === 0
            ? words('materials.confirm')
            : words('materials.confirmLacking', { count: lacking.length })}
        </Button>
      </div>
    </>
  )
}
