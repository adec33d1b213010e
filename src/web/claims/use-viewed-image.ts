import { useEffect, useState } from 'react'
import { viewMaterial } from '../../contract/claim-materials.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { fetchFile } from '../shared/download-file.ts'

export type ViewedImage = {
  readonly address: string | undefined
  readonly problem: string | undefined
  readonly retry: () => void
}

/**
 * Fetches an image in full once for as long as the viewer is open, since each fetch is written down as a view. The bytes
 * are given back when the viewer closes.
 */
export function useViewedImage(id: string, materialId: string): ViewedImage {
  const [addresses] = useState(() => new Map<string, string>())
  const [failed, setFailed] = useState<{ readonly of: string; readonly sentence: string }>()
  const [round, setRound] = useState(0)
  const [, setShown] = useState<string>()
  useEffect(() => {
    if (addresses.has(materialId)) return
    let left = false
    const fetchIt = async () => {
      try {
        const { bytes } = await fetchFile(viewMaterial, { id, materialId })
        if (left) return
        addresses.set(materialId, URL.createObjectURL(bytes))
        setShown(materialId)
      } catch (error) {
        if (!left) setFailed({ of: `${materialId} ${round}`, sentence: sentenceOf(error) })
      }
    }
    void fetchIt()
    return () => {
      left = true
    }
  }, [addresses, id, materialId, round])
  useEffect(() => () => addresses.forEach((address) => URL.revokeObjectURL(address)), [addresses])
  const address = addresses.get(materialId)
  return {
    address,
    problem: address === undefined && failed?.of === `${materialId} ${round}` ? failed.sentence : undefined,
    retry: () => setRound((count) => count + 1),
  }
}
