import type { OutputOf } from '../../contract/endpoint.ts'
import { getRegistration } from '../../contract/registration-review.ts'
import { useOpened } from '../shared/use-opened.ts'

export type OpenedRegistration = OutputOf<typeof getRegistration>

/** A registration opened once: each opening is journaled, so it is not fetched again by itself. */
export function useOpenedRegistration(id: string) {
  return useOpened(getRegistration, { id })
}
