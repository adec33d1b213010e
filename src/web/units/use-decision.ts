import { useNavigate } from '@tanstack/react-router'
import { approveRegistration, listRegistrations, returnRegistration } from '../../contract/registration-review.ts'
import { countWork, releaseWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ReviewReasons } from './use-review-reasons.ts'

/** Approves, returns or releases a registration; afterwards the next one that the officer holds opens. */
export function useDecision(id: string, { all, decided, undecided }: ReviewReasons) {
  const navigate = useNavigate()
  const toPool = () => void navigate({ to: '/registrations' })
  const goOn = async (said: string) => {
    toast(said)
    try {
      const { rows } = await callEndpoint(listRegistrations, { tab: 'mine', limit: 1 })
      const next = rows[0]?.id
      if (next === undefined) toPool()
      else void navigate({ to: '/registrations/$id', params: { id: next } })
    } catch {
      toPool()
    }
  }
  const refreshes = [listRegistrations, countWork]
  const around = { refreshes, before: decided, onFailed: undecided }
  const approve = useCommand(approveRegistration, {
    ...around,
    onDone: ({ userName }) => void goOn(words('units.review.approved', { userName })),
  })
  const giveBack = useCommand(returnRegistration, {
    ...around,
    onDone: () => void goOn(words('units.review.returned')),
  })
  const release = useCommand(releaseWork, { refreshes, onDone: toPool })
  return {
    approve: (version: number) => approve.run({ id, version }),
    giveBack: (version: number) => giveBack.run({ id, version, reasons: [...all] }),
    release: () => release.run({ kind: 'registration', subjects: [id] }),
    pending: approve.pending || giveBack.pending,
    error: approve.error ?? giveBack.error,
    releasing: release.pending,
    releaseError: release.error,
    reset: () => {
      approve.reset()
      giveBack.reset()
    },
  }
}
