import { lazy, Suspense, useState, type ReactElement } from 'react'
import { listClaimExports, startClaimExport } from '../../contract/claim-exports.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { problemOf, sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { ExportProgress } from './ExportProgress.tsx'

const ExportDialog = lazy(() => import('./ExportDialog.tsx').then((file) => ({ default: file.ExportDialog })))

export type ClaimQuery = Omit<InputOf<typeof startClaimExport>, 'reason'>

/** Refusals that a reason overcomes. */
const needsReason = (error: unknown): boolean => {
  const problem = problemOf(error)
  return problem.kind === 'refusal' && problem.refusal.code === 'export-needs-reason'
}

/** 【导出】: all that was queried, at once; beyond 1,000 rows, and for numbers in full, a dialog asks why. */
export function ExportClaims({ query, empty }: { query: ClaimQuery; empty: boolean }): ReactElement {
  const [asking, setAsking] = useState<'reason' | 'unmasked'>()
  const [begun, setBegun] = useState<string>()
  const start = useCommand(startClaimExport, {
    refreshes: [listClaimExports, 'oversight'],
    onDone: ({ id }) => setBegun(id),
    onFailed: (error) => {
      if (needsReason(error)) setAsking('reason')
    },
  })
  const reason = empty ? words('claimArchive.nothing') : undefined
  const problem = start.error !== null && !needsReason(start.error) ? sentenceOf(start.error) : undefined
  return (
    <>
      {begun !== undefined && <ExportProgress key={begun} id={begun} />}
      {problem !== undefined && (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
      <Button kind="text" reason={reason} onClick={() => setAsking('unmasked')}>
        {words('claimArchive.exportFull')}
      </Button>
      <Button kind="primary" icon="download" reason={reason} pending={start.pending} onClick={() => start.run(query)}>
        {words('claimArchive.export')}
      </Button>
      {asking !== undefined && (
        <Suspense fallback={null}>
          <ExportDialog
            query={query}
            unmasked={asking === 'unmasked'}
            why={asking === 'reason' && start.error !== null ? sentenceOf(start.error) : undefined}
            onBegun={(id) => {
              setAsking(undefined)
              start.reset()
              setBegun(id)
            }}
            onClose={() => {
              setAsking(undefined)
              start.reset()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
