import { useState, type ReactElement, type ReactNode } from 'react'
import type { FileRoute } from '../../contract/endpoint.ts'
import type * as z from 'zod/mini'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { sentenceOf } from './call-endpoint.ts'
import { fetchFile, keepFile } from './download-file.ts'

export type DownloadButtonProps<R extends FileRoute> = Pick<ButtonProps, 'kind' | 'reason'> & {
  readonly route: R
  readonly input: z.infer<R['input']>
  readonly children: ReactNode
  /** Tells buttons with the same word apart for screen readers. */
  readonly name?: string
  readonly onDone?: () => void
}

/** Downloads a file of the contract; where that is refused, the reason stands beside the button. */
export function DownloadButton<R extends FileRoute>(props: DownloadButtonProps<R>): ReactElement {
  const { route, input, children, name, onDone, kind, reason } = props
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const download = async () => {
    setPending(true)
    setProblem(undefined)
    try {
      keepFile(await fetchFile(route, input))
      onDone?.()
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button
        {...(kind && { kind })}
        icon="download"
        pending={pending}
        reason={reason}
        aria-label={name}
        onClick={() => void download()}
      >
        {children}
      </Button>
      {problem !== undefined && (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
