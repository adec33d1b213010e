import '../words/zh/tasks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { downloadClaimExport, listClaimExports } from '../../contract/claim-exports.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { fetchFile, keepFile } from '../shared/download-file.ts'
import { shownCount } from '../shared/shown.ts'
import { refresh, useEndpointQuery } from '../shared/use-endpoint.ts'
import { words } from '../words/words.ts'

const EVERY_MS = 500

/** How far the export is that was begun on this page; its file is fetched once it is there. */
export function ExportProgress({ id }: { id: string }): ReactElement | null {
  const client = useQueryClient()
  const [ended, setEnded] = useState(false)
  const { data } = useEndpointQuery(listClaimExports, {}, { every: ended ? false : EVERY_MS })
  const one = data?.exports.find((known) => known.id === id)
  const isDone = one?.state === 'done'
  const isRunning = one === undefined || one.state === 'queued' || one.state === 'running'
  if (ended === isRunning) setEnded(!isRunning)
  const fetched = useRef(false)
  useEffect(() => {
    if (!isDone || fetched.current) return
    fetched.current = true
    void fetchFile(downloadClaimExport, { id })
      .then(keepFile)
      // Where it fails, the button beside it does the same and says why.
      .catch(() => undefined)
      .finally(() => void refresh(client, ['oversight']))
  }, [isDone, id, client])
  if (one === undefined) return null
  return (
    <span className="row" role="status">
      <span className="quiet">
        {isRunning && `${words('claimArchive.running')} ${shownCount(one.rows)} / ${shownCount(one.total)}`}
        {isDone && words('claimArchive.saved', { rows: shownCount(one.rows) })}
        {one.state === 'failed' && words(`tasks.problem.${one.problem ?? 'fault'}`)}
      </span>
      {isDone && (
        <DownloadButton kind="text" route={downloadClaimExport} input={{ id }}>
          {words('claimArchive.again')}
        </DownloadButton>
      )}
      <Link to="/tasks">{words('claimArchive.toTasks')}</Link>
    </span>
  )
}
