import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { getEnrolment } from '../../contract/enrolment.ts'
import { listBatches } from '../../contract/roster-imports.ts'
import { queryKeyOf, refresh, useEndpointQuery } from '../shared/use-endpoint.ts'

export type Batch = OutputOf<typeof listBatches>['batches'][number]

/** Twice a second, the answer's own time included. */
const OFTEN = 400

export function isRunning({ state }: Batch): boolean {
  return state === 'uploaded' || state === 'running'
}

/** The batches of an enrolment, the newest first; asked for twice a second while one is running. */
export function useBatches(id: string, enabled = true): readonly Batch[] {
  const client = useQueryClient()
  const known = client.getQueryData<OutputOf<typeof listBatches>>(queryKeyOf(listBatches, { id }))
  const every = known?.batches.some(isRunning) === true ? OFTEN : false
  const { data } = useEndpointQuery(listBatches, { id }, { every, enabled })
  const batches = data?.batches ?? []
  const running = batches.filter(isRunning).length
  const finished = batches.length - running
  useEffect(() => {
    if (finished > 0) void refresh(client, [getEnrolment])
  }, [client, finished])
  return batches.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
}

/** A file that came for another plan of the enrolment. */
export type ReusableFile = { readonly batchId: string; readonly fileName: string; readonly planName: string }

/** The newest file of each other plan that was read to its end, unless this plan has had it. */
export function reusableFor(
  planCode: string,
  plans: readonly { readonly planCode: string; readonly name: string }[],
  batches: readonly Batch[],
): readonly ReusableFile[] {
  const had = batches.filter((batch) => batch.planCode === planCode)
  return plans.flatMap((other) => {
    if (other.planCode === planCode) return []
    const newest = batches.find((batch) => batch.planCode === other.planCode && batch.state === 'done')
    const same = had.some(({ fileName, bytes }) => fileName === newest?.fileName && bytes === newest.bytes)
    return newest === undefined || same ? [] : [{ batchId: newest.id, fileName: newest.fileName, planName: other.name }]
  })
}

/** Seconds until a running batch has read its file, by the pace so far; undefined while that cannot be told. */
export function secondsLeft({ bytes, bytesRead, startedAt }: Batch): number | undefined {
  const elapsed = (Date.now() - Date.parse(startedAt)) / 1000
  if (bytesRead === 0 || bytes === 0 || elapsed < 1 || bytesRead >= bytes) return undefined
  return (elapsed * (bytes - bytesRead)) / bytesRead
}
