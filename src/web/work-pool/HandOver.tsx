import '../words/zh/pool.ts'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import { listColleagues } from '../../contract/work-pool.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { WorkKind } from './use-pool.ts'

const HandOverDialog = lazy(() => import('./HandOverDialog.tsx').then((file) => ({ default: file.HandOverDialog })))

export type HandOverProps = {
  readonly kind: WorkKind
  readonly subjects: readonly string[]
  /** Lists and pages that show who holds what. */
  readonly refreshes: readonly Endpoint[]
  readonly onDone: () => void
}

/** 转交, for leads: gives work to a colleague, whoever holds it. Others do not see it. */
export function HandOver({ kind, subjects, refreshes, onDone }: HandOverProps): ReactElement | null {
  const [open, setOpen] = useState(false)
  const { data } = useEndpointQuery(listColleagues, { kind })
  if (data === undefined || !data.leads) return null
  const reason =
    subjects.length === 0
      ? words('pool.tickFirst')
      : data.colleagues.length === 0
        ? words('pool.noColleagues')
        : undefined
  return (
    <>
      <Button reason={reason} onClick={() => setOpen(true)}>
        {words('pool.handOver')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <HandOverDialog
            kind={kind}
            subjects={subjects}
            colleagues={data.colleagues}
            refreshes={refreshes}
            onClose={() => setOpen(false)}
            onDone={onDone}
          />
        </Suspense>
      )}
    </>
  )
}
