import '../words/zh/claim-materials.ts'
import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { listOf, words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { LaterUploadList } from './LaterUploadList.tsx'
import { SlotCard } from './SlotCard.tsx'
import { UnsortedTray } from './UnsortedTray.tsx'
import { useClaimMaterials, type MaterialImage, type MaterialSlot } from './use-claim-materials.ts'
import { allImages, useMaterialActions } from './use-material-actions.ts'
import { useMaterialBoard } from './use-material-board.ts'
import { useMaterialUploads, type MaterialUploads } from './use-material-uploads.ts'
import { usePastedImages } from './use-pasted-images.ts'
import './materials.css'

const MaterialViewer = lazy(() => import('./MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })))
const CameraDialog = lazy(() => import('./CameraDialog.tsx').then((file) => ({ default: file.CameraDialog })))
const RemoveShared = lazy(() => import('./RemoveShared.tsx').then((file) => ({ default: file.RemoveShared })))

export type MaterialSlotsProps = {
  readonly claim: ClaimDetail
  /** Whether the page lets images change; what the caller may do is judged by the server as well. */
  readonly editable: boolean
  /** After images came, went or moved, so that the page can ask for the case again. */
  readonly onChanged?: () => void
  /** The image that is opened, where the address of the page says so. */
  readonly opened?: string | undefined
  readonly onOpen?: (materialId: string | undefined) => void
  /** Whether the camera is opened for all that is missing: 证件拍照. */
  readonly camera?: boolean
  readonly onCamera?: (opened: boolean) => void
  /** What is asked for beside the image of the card. */
  readonly besideCard?: ReactNode
  /** Where the uploads of the page are followed elsewhere as well. */
  readonly uploads?: MaterialUploads
}

const nothing = () => undefined
const kindOf = (sibling: ClaimDetail['siblings'][number] | undefined) => sibling && CLAIM_KIND_NAMES[sibling.kind]
/** Optional materials beyond this many that are empty stand behind a button. */
const FEW = 3

/** 材料: the slots of a case with their images, and everything that can be done with them. */
export function MaterialSlots(props: MaterialSlotsProps): ReactElement {
  const { claim, editable, onChanged = nothing, besideCard, opened, onOpen, camera = false, onCamera } = props
  const { id, reasons } = claim
  const { data, error, refetch } = useClaimMaterials(id)
  const own = useMaterialUploads(props.uploads === undefined ? id : undefined, onChanged)
  const uploads = props.uploads ?? own
  const changes = useMaterialActions(id, onChanged)
  const [openedHere, setOpenedHere] = useState<string>()
  const [shooting, setShooting] = useState<string>()
  const [all, setAll] = useState(false)
  const open = onOpen ?? setOpenedHere
  const shown = opened ?? openedHere
  const board = useMaterialBoard(data, uploads, changes, (image) => open(image.id))
  const may = editable && data?.locked === null
  usePastedImages(may, board.give)
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
    )
  const { slots, locked } = data
  const images = allImages(data)
  const current = images.find((image) => image.id === shown)
  const isIdle = ({ required, have, kind }: MaterialSlot) =>
    !required && have === 0 && board.comingTo(kind) === 0 && !reasons.some(({ path }) => path === kind)
  const idle = slots.filter(isIdle)
  const hidden = !all && idle.length > FEW ? idle : []
  const firstLacking = slots.find(({ missing }) => missing > 0)?.kind ?? slots[0]?.kind
  const shootingNow = shooting ?? (camera ? firstLacking : undefined)
  const sharersOf = ({ sharedWith }: MaterialImage) =>
    listOf(sharedWith.map((number) => kindOf(claim.siblings.find((one) => one.number === number)) ?? number))
  const turn = async (image: MaterialImage) => {
    const next = await changes.rotate(image, 1)
    if (next !== undefined) open(next)
  }
  const closeCamera = () => {
    setShooting(undefined)
    onCamera?.(false)
  }
  return (
    <div className="stack">
      {editable && locked !== null && (
        <Notice tone="warning">
          {locked === 'state'
            ? words('materials.locked.state', { state: CLAIM_STATE_WORDS[claim.state] })
            : words(`materials.locked.${locked}`)}
        </Notice>
      )}
      {changes.error !== undefined && (
        <Notice tone="danger" live>
          {sentenceOf(changes.error)}
        </Notice>
      )}
      <UnsortedTray
        claimId={id}
        materials={data}
        editable={may}
        actions={board.actions}
        hintsOf={board.hintsOf}
        onFiles={(files) => board.give(files, 'unsorted')}
        onMoved={board.move}
        onSortInOrder={board.sortInOrder}
      />
      {props.uploads === undefined && <LaterUploadList uploads={uploads} />}
      <h2 className="unseen">{words('materials.slots')}</h2>
      <div className="slot-cards">
        {slots
          .filter((slot) => !hidden.includes(slot))
          .map((slot) => (
            <SlotCard
              key={slot.kind}
              claimId={id}
              slot={slot}
              editable={may}
              asked={reasons.flatMap(({ target, path, text }) =>
                target === 'material' && path === slot.kind ? [text] : [],
              )}
              coming={board.comingTo(slot.kind)}
              actions={board.actions}
              hintsOf={board.hintsOf}
              sharersOf={sharersOf}
              onFiles={(files) => board.give(files, slot.kind)}
              onMoved={(image) => board.move(image, slot.kind)}
              onCamera={() => setShooting(slot.kind)}
              beside={slot.showsBankCard && slot.required && besideCard}
            />
          ))}
      </div>
      {hidden.length > 0 && may && (
        <Button onClick={() => setAll(true)}>{words('materials.more', { count: hidden.length })}</Button>
      )}
      <Suspense>
        {shown !== undefined && (
          <MaterialViewer
            claim={{ id, materials: images }}
            materialId={shown}
            onClose={() => open(undefined)}
            onShow={open}
            areas={reasons.flatMap(({ materialId, area, text }) =>
              materialId !== null && area !== null ? [{ materialId, area, text }] : [],
            )}
            actions={
              may &&
              current && (
                <>
                  <Button kind="text" pending={changes.pending} onClick={() => void turn(current)}>
                    {words('materials.rotateSaved')}
                  </Button>
                  <select
                    className="input viewer-move"
                    aria-label={words('materials.moveOf', { name: current.name })}
                    value=""
                    onChange={({ currentTarget }) => board.move(current.id, currentTarget.value)}
                  >
                    <option value="">{words('materials.moveTo')}</option>
                    {slots.map(({ kind, name, have, max }) => (
                      <option key={kind} value={kind} disabled={have >= max}>
                        {name}
                      </option>
                    ))}
                  </select>
                </>
              )
            }
          />
        )}
        {shootingNow !== undefined && may && (
          <CameraDialog
            slots={slots}
            kind={shootingNow}
            onTaken={(kind, file) => board.give([file], kind)}
            onClose={closeCamera}
          />
        )}
        {board.asking && <RemoveShared image={board.asking} onRemove={board.answer} onClose={board.cancel} />}
      </Suspense>
    </div>
  )
}
