import { listMaterialSlots, uploadMaterial } from '../../contract/claim-materials.ts'
import type { ImageHint } from '../../domain/claims/image-hints.ts'
import { callEndpoint, newAttempt, problemOf, sentenceOf } from '../shared/call-endpoint.ts'
import { uploadFile } from '../shared/upload-file.ts'
import { shrinkImage } from './shrink-image.ts'

/** One image on its way into a slot. */
export type Upload = {
  /** Idempotency key: by it a retry learns whether the image has arrived. */
  readonly attempt: string
  readonly name: string
  readonly kind: string
  readonly replaces?: string | undefined
  readonly state: 'waiting' | 'shrinking' | 'sending' | 'lost' | 'refused' | 'done'
  /** Bytes as chosen, and as sent. */
  readonly chosen: number
  readonly sent?: number
  /** Share of the bytes that has gone out, 0 to 1. */
  readonly share: number
  /** Why it did not arrive. */
  readonly sentence?: string
  readonly hints: readonly ImageHint[]
}

export type NewUpload = { readonly file: File; readonly kind: string; readonly replaces?: string | undefined }

export type UploadQueue = {
  readonly subscribe: (listener: () => void) => () => void
  readonly list: () => readonly Upload[]
  readonly add: (uploads: readonly NewUpload[]) => void
  readonly retry: (attempt: string) => void
  readonly drop: (attempt: string) => void
  /** Ends what is running; the page is being left. */
  readonly stop: () => void
}

const AT_ONCE = 2
/** Milliseconds after which a lost line is tried again by itself. */
const PAUSES = [2_000, 5_000, 15_000, 30_000]
const SHOWN_WHEN_DONE = 6_000

/**
 * Sends images two at a time, into different slots. After a lost line it first asks which of them have arrived, so that none is sent twice;
 * the same key makes sure that the server adds none twice either.
 */
export function makeUploadQueue(claimId: string, onArrived: (upload: Upload) => Promise<unknown>): UploadQueue {
  let uploads: readonly Upload[] = []
  const files = new Map<string, File>()
  const shrunk = new Set<string>()
  const tries = new Map<string, number>()
  const running = new Map<string, AbortController>()
  const listeners = new Set<() => void>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let stopped = false

  const show = (next: readonly Upload[]) => {
    uploads = next
    for (const listener of listeners) listener()
  }
  const change = (attempt: string, to: Partial<Upload>) =>
    show(uploads.map((upload) => (upload.attempt === attempt ? { ...upload, ...to } : upload)))
  const later = (milliseconds: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, milliseconds)
    timers.add(timer)
  }
  const drop = (attempt: string) => {
    running.get(attempt)?.abort()
    files.delete(attempt)
    show(uploads.filter((upload) => upload.attempt !== attempt))
    next()
  }
  const retry = (attempt: string) => {
    const upload = uploads.find((one) => one.attempt === attempt)
    if (upload?.state !== 'lost' && upload?.state !== 'refused') return
    change(attempt, { state: 'waiting', share: 0 })
    next()
  }

  /** Whether an image whose upload broke off has arrived all the same. */
  async function arrived(attempt: string, signal: AbortSignal): Promise<boolean> {
    if (!tries.has(attempt)) return false
    const { slots, unsorted } = await callEndpoint(listMaterialSlots, { id: claimId }, { signal })
    return [...slots.flatMap(({ images }) => images), ...unsorted].some((image) => image.attempt === attempt)
  }

  async function prepared({ attempt }: Upload): Promise<File | undefined> {
    const file = files.get(attempt)
    if (file === undefined || shrunk.has(attempt)) return file
    change(attempt, { state: 'shrinking' })
    const small = await shrinkImage(file)
    if (!files.has(attempt)) return undefined
    files.set(attempt, small.file)
    shrunk.add(attempt)
    change(attempt, { hints: small.hints, sent: small.file.size })
    return small.file
  }

  async function send(upload: Upload, controller: AbortController): Promise<void> {
    const { attempt, kind, replaces } = upload
    const { signal } = controller
    const file = await prepared(upload)
    if (file === undefined || signal.aborted) return
    change(attempt, { state: 'sending', share: 0 })
    if (!(await arrived(attempt, signal))) {
      tries.set(attempt, tries.get(attempt) ?? 0)
      const onProgress = (share: number) => change(attempt, { share })
      const input = { id: claimId, kind, ...(replaces !== undefined && { replaces }) }
      await uploadFile(uploadMaterial, input, file, { attempt, signal, onProgress })
    }
    files.delete(attempt)
    await onArrived(upload)
    change(attempt, { state: 'done', share: 1 })
    later(SHOWN_WHEN_DONE, () => show(uploads.filter((one) => one.attempt !== attempt || one.hints.length > 0)))
  }

  function failed(attempt: string, error: unknown): void {
    const lost = problemOf(error).kind === 'offline'
    change(attempt, { state: lost ? 'lost' : 'refused', sentence: sentenceOf(error) })
    const tried = tries.get(attempt) ?? 0
    tries.set(attempt, tried + 1)
    const pause = PAUSES[tried]
    if (lost && pause !== undefined) later(pause, () => retry(attempt))
  }

  function next(): void {
    while (!stopped && running.size < AT_ONCE) {
      // One at a time into a slot: images keep the order in which they were dropped.
      const busy = new Set(uploads.flatMap(({ attempt, kind }) => (running.has(attempt) ? [kind] : [])))
      const upload = uploads.find(({ state, kind }) => state === 'waiting' && !busy.has(kind))
      if (upload === undefined) return
      const { attempt } = upload
      const controller = new AbortController()
      running.set(attempt, controller)
      void send(upload, controller)
        .catch((error: unknown) => {
          if (!controller.signal.aborted) failed(attempt, error)
        })
        .finally(() => {
          running.delete(attempt)
          next()
        })
    }
  }

  const onLine = () => uploads.forEach(({ attempt, state }) => state === 'lost' && retry(attempt))
  window.addEventListener('online', onLine)

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    list: () => uploads,
    add(given) {
      const added = given.map(({ file, kind, replaces }): Upload => {
        const attempt = newAttempt()
        files.set(attempt, file)
        return { attempt, name: file.name, kind, replaces, state: 'waiting', chosen: file.size, share: 0, hints: [] }
      })
      show([...uploads, ...added])
      next()
    },
    retry,
    drop,
    stop() {
      stopped = true
      window.removeEventListener('online', onLine)
      for (const controller of running.values()) controller.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
