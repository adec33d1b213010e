import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { listMaterialSlots } from '../../contract/claim-materials.ts'
import { refresh } from '../shared/use-endpoint.ts'
import { makeUploadQueue, type Upload, type UploadQueue } from './upload-queue.ts'

export type MaterialUploads = Pick<UploadQueue, 'add' | 'retry' | 'drop'> & { readonly list: readonly Upload[] }

/** The images on their way into a case. Without a case there is no queue: the page has one already. */
export function useMaterialUploads(claimId: string | undefined, onChanged: () => void): MaterialUploads {
  const client = useQueryClient()
  const changed = useRef(onChanged)
  useEffect(() => {
    changed.current = onChanged
  })
  const [queue, setQueue] = useState<UploadQueue>()
  useEffect(() => {
    if (claimId === undefined) return
    const made = makeUploadQueue(claimId, async () => {
      await refresh(client, [listMaterialSlots])
      changed.current()
    })
    setQueue(made)
    return made.stop
  }, [claimId, client])
  const list = useSyncExternalStore(queue?.subscribe ?? never, queue?.list ?? none)
  return {
    list,
    add: (uploads) => queue?.add(uploads),
    retry: (attempt) => queue?.retry(attempt),
    drop: (attempt) => queue?.drop(attempt),
  }
}

const NONE: readonly Upload[] = []
const none = () => NONE
const never = () => () => undefined
