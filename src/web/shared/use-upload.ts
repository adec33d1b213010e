import { useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { FileRoute } from '../../contract/endpoint.ts'
import type * as z from 'zod/mini'
import { problemOf } from './call-endpoint.ts'
import { uploadAttempts } from './upload-attempts.ts'
import { uploadFile } from './upload-file.ts'
import { refresh } from './use-endpoint.ts'

export type Upload<R extends FileRoute> = {
  readonly send: (input: z.infer<R['input']>, file: File) => Promise<void>
  /** The file on its way and the share of it that has been sent. */
  readonly sending: { readonly file: File; readonly share: number } | undefined
  readonly error: unknown
  readonly cancel: () => void
  readonly reset: () => void
  /** To be called where something that was uploaded is removed: the same file is another upload then. */
  readonly forget: () => void
}

export type UploadSettings<R extends FileRoute> = {
  readonly refreshes?: Parameters<typeof refresh>[1]
  /** What is uploaded takes the place of what was there: a file sent before another one is a new upload after it. */
  readonly replaces?: boolean
  readonly onDone?: (output: z.infer<R['output']>) => void
  readonly onFailed?: (error: unknown, file: File) => void
}

/**
 * One upload at a time, with progress; a cancelled one leaves no error. Where nobody knows whether it came, the page looks,
 * and the same file sent again repeats the attempt's idempotency key, so that it cannot come twice.
 */
export function useUpload<R extends FileRoute>(route: R, settings: UploadSettings<R> = {}): Upload<R> {
  const client = useQueryClient()
  const [sending, setSending] = useState<Upload<R>['sending']>()
  const [error, setError] = useState<unknown>()
  const stop = useRef<AbortController>(undefined)
  const [attempts] = useState(() => uploadAttempts(settings))
  const send = async (input: z.infer<R['input']>, file: File) => {
    const controller = new AbortController()
    stop.current = controller
    setError(undefined)
    setSending({ file, share: 0 })
    try {
      const output = await uploadFile(route, input, file, {
        signal: controller.signal,
        onProgress: (share) => setSending({ file, share }),
        attempt: attempts.keyOf(input, file),
      })
      attempts.settle(input, file)
      await refresh(client, settings.refreshes ?? [])
      settings.onDone?.(output)
    } catch (failure) {
      if (!controller.signal.aborted) {
        const { kind } = problemOf(failure)
        if (kind === 'refusal' || kind === 'invalid') attempts.settle(input, file)
        else void refresh(client, settings.refreshes ?? [])
        setError(failure)
        settings.onFailed?.(failure, file)
      }
    } finally {
      setSending(undefined)
    }
  }
  return {
    send,
    sending,
    error,
    cancel: () => stop.current?.abort(),
    reset: () => setError(undefined),
    forget: attempts.forget,
  }
}
