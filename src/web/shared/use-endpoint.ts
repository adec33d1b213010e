import { useMutation, useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../contract/endpoint.ts'
import { addressOf, callEndpoint, newAttempt, problemOf, type CallOptions } from './call-endpoint.ts'

/** Key under which the answer of an endpoint is kept; without input it stands for all of the endpoint's answers. */
export function queryKeyOf<E extends Endpoint>(endpoint: E, input?: InputOf<E>): readonly unknown[] {
  return input === undefined ? [endpoint.name] : [endpoint.name, input]
}

export type QueryOptions = {
  readonly enabled?: boolean
  /** Asks again after so many milliseconds, e.g. for the progress of an import. */
  readonly every?: number | false
}

/** Whether both inputs are about the same object: the one that the endpoint's path names. */
export function isSameObject({ path }: Endpoint, one: unknown, other: unknown): boolean {
  const of = (input: unknown) => addressOf(path, (input ?? {}) as Record<string, unknown>)[0]
  return of(one) === of(other)
}

/** Reads an endpoint. Answers about the same object stay on the page while another input is being read. */
export function useEndpointQuery<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { enabled = true, every = false }: QueryOptions = {},
): UseQueryResult<OutputOf<E>> {
  const client = useQueryClient()
  const queryKey = queryKeyOf(endpoint, input)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const background = every !== false && client.getQueryData(queryKey) !== undefined
      return callEndpoint(endpoint, input, { signal, background })
    },
    enabled,
    refetchInterval: every,
    // Another desk may have decided a moment ago: whatever is opened is asked for again.
    refetchOnMount: 'always',
    placeholderData: (known, of) => (isSameObject(endpoint, of?.queryKey[1], input) ? known : undefined),
  })
}

export type CommandOptions<E extends Endpoint> = {
  /** Endpoints whose kept answers the command makes stale; a capability's name stands for all of its endpoints. */
  readonly refreshes?: readonly Stale[]
  /** What has to be over before it is sent, e.g. a save that would come too late after it. */
  readonly before?: () => Promise<void>
  readonly onDone?: (output: OutputOf<E>, input: InputOf<E>) => void
  readonly onFailed?: (error: unknown) => void
  readonly whenSignedOut?: CallOptions['whenSignedOut']
}

export type Command<E extends Endpoint> = {
  /** Sends it; failures are in `error` and go to `onFailed`. */
  readonly run: (input: InputOf<E>) => void
  /** Sends it and answers; throws `CallFailed`. */
  readonly ask: (input: InputOf<E>) => Promise<OutputOf<E>>
  readonly pending: boolean
  readonly error: unknown
  readonly output: OutputOf<E> | undefined
  readonly reset: () => void
}

/** Naming a capability instead of its endpoints spares a page the contract of another capability. */
type Stale = Endpoint | 'enrolment' | 'certificates' | 'oversight' | 'payouts'

export async function refresh(client: QueryClient, stale: readonly Stale[]): Promise<void> {
  const isStale = (name: unknown): boolean =>
    stale.some((one) => (typeof one === 'string' ? String(name).startsWith(`${one}.`) : one.name === name))
  await client.invalidateQueries({ predicate: ({ queryKey: [name] }) => isStale(name) })
}

/**
 * Sends a command. The same input sent again after an unknown outcome (line lost, fault) repeats the attempt's
 * idempotency key, so that it cannot happen twice.
 */
export function useCommand<E extends Endpoint>(endpoint: E, options: CommandOptions<E> = {}): Command<E> {
  const client = useQueryClient()
  const unknown = useRef<{ body: string; attempt: string } | undefined>(undefined)
  const mutation = useMutation<OutputOf<E>, Error, InputOf<E>>({
    mutationFn: async (input) => {
      const body = JSON.stringify(input)
      const attempt = unknown.current?.body === body ? unknown.current.attempt : newAttempt()
      unknown.current = { body, attempt }
      await options.before?.()
      try {
        const output = await callEndpoint(endpoint, input, {
          attempt,
          ...(options.whenSignedOut && { whenSignedOut: options.whenSignedOut }),
        })
        unknown.current = undefined
        return output
      } catch (error) {
        const { kind } = problemOf(error)
        if (kind === 'refusal' || kind === 'invalid') unknown.current = undefined
        throw error
      }
    },
    onSuccess: async (output, input) => {
      await refresh(client, options.refreshes ?? [])
      options.onDone?.(output, input)
    },
    onError: (error) => options.onFailed?.(error),
  })
  return {
    run: mutation.mutate,
    ask: mutation.mutateAsync,
    pending: mutation.isPending,
    error: mutation.error,
    output: mutation.data,
    reset: mutation.reset,
  }
}
