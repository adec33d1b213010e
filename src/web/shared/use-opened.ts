import { useQuery, type Query, type UseQueryResult } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutputOf } from '../../contract/endpoint.ts'
import { useState } from 'react'
import { callEndpoint } from './call-endpoint.ts'
import { queryKeyOf } from './use-endpoint.ts'

const OPENED = { openedOnce: true }

/** Whether a page asks again for this by itself; not for what was opened once. */
export function isAskedAgain({ meta }: Pick<Query, 'meta'>): boolean {
  return meta?.['openedOnce'] !== true
}

export type OpenedOptions = {
  readonly enabled?: boolean
  /** How often it was opened anew on this page: nothing of the time before is shown again. */
  readonly times?: number
  /** What has to be over before it is opened. */
  readonly after?: () => Promise<void>
}

let pages = 0

/**
 * What is opened once and not again by itself: each opening is journaled, or a form begins with it and knows better from
 * then on. `refetch` opens it again.
 */
export function useOpened<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { enabled = true, times = 0, after }: OpenedOptions = {},
): UseQueryResult<OutputOf<E>> {
  // Of its page alone: the page before may still be there, and knows the object as it was.
  const [page] = useState(() => (pages += 1))
  return useQuery({
    queryKey: [...queryKeyOf(endpoint, input), page, times],
    queryFn: async () => {
      await after?.()
      return callEndpoint(endpoint, input)
    },
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    meta: OPENED,
  })
}
