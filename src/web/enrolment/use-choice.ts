import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { choosePlans, getEnrolment } from '../../contract/enrolment.ts'
import { refresh, useCommand } from '../shared/use-endpoint.ts'
import type { OfferedPlan } from '../plans/plan-facts.ts'
import { choosableOf, storedChoice, wishOf, withWish, type Choice, type Choosable } from './choice.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

/**
 * Which plans with how many shares, by offer. Every change is saved at once, one after the other, each on the version
 * that the one before left; what is refused falls back to what is stored.
 */
export function useChoice(enrolment: EnrolmentDetail, offers: readonly OfferedPlan[]) {
  const client = useQueryClient()
  const all = choosableOf(enrolment.plans, offers)
  const command = useCommand(choosePlans)
  const [wanted, setWanted] = useState<Choice>()
  const latest = useRef<Choice>(undefined)
  const saving = useRef<Promise<boolean>>(undefined)
  const version = useRef(enrolment.version)
  const saveLatest = async (): Promise<boolean> => {
    version.current = Math.max(version.current, enrolment.version)
    try {
      while (latest.current !== undefined) {
        const wish = wishOf(latest.current, all)
        latest.current = undefined
        ;({ version: version.current } = await command.ask({ id: enrolment.id, version: version.current, ...wish }))
      }
      return true
    } catch {
      latest.current = undefined
      return false
    } finally {
      await refresh(client, [getEnrolment])
    }
  }
  const save = async (): Promise<boolean> => {
    let fine = true
    do fine = await saveLatest()
    while (latest.current !== undefined)
    saving.current = undefined
    setWanted(undefined)
    return fine
  }
  const chosen = wanted ?? storedChoice(enrolment.plans)
  return {
    chosen,
    saving: command.pending,
    /** Resolves once nothing is under way, with false where the last choice was refused. */
    saved: async () => (await saving.current) ?? true,
    error: command.error,
    /** 0 shares leaves the plan out; another offer of the same plan gives way. */
    choose: (offer: Choosable, shares: number) => {
      const next = withWish(chosen, all, offer, shares)
      latest.current = next
      setWanted(next)
      saving.current ??= save()
    },
  }
}
