import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { choosePlans, getEnrolment } from '../../contract/enrolment.ts'
import { refresh, useCommand } from '../shared/use-endpoint.ts'
import type { OfferedPlan } from '../plans/plan-facts.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Choice = ReadonlyMap<string, number>

function storedChoice(enrolment: EnrolmentDetail, offers: readonly OfferedPlan[]): Choice {
  return new Map(
    enrolment.plans.flatMap(({ planVersionId, calendarYear, shares }) => {
      const offer = offers.find((offer) => offer.planVersionId === planVersionId && offer.calendarYear === calendarYear)
      return offer === undefined ? [] : [[offer.offerId, shares] as const]
    }),
  )
}

/**
 * Which plans with how many shares, by offer. Every change is saved at once, one after the other, each on the version
 * that the one before left; what is refused falls back to what is stored.
 */
export function useChoice(enrolment: EnrolmentDetail, offers: readonly OfferedPlan[]) {
  const client = useQueryClient()
  const command = useCommand(choosePlans)
  const [wanted, setWanted] = useState<Choice>()
  const latest = useRef<Choice>(undefined)
  const saving = useRef<Promise<boolean>>(undefined)
  const version = useRef(enrolment.version)
  const saveLatest = async (): Promise<boolean> => {
    version.current = Math.max(version.current, enrolment.version)
    try {
      while (latest.current !== undefined) {
        const plans = [...latest.current].map(([offerId, shares]) => ({ offerId, shares }))
        latest.current = undefined
        ;({ version: version.current } = await command.ask({ id: enrolment.id, version: version.current, plans }))
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
  const chosen = wanted ?? storedChoice(enrolment, offers)
  return {
    chosen,
    saving: command.pending,
    /** Resolves once nothing is under way, with false where the last choice was refused. */
    saved: async () => (await saving.current) ?? true,
    error: command.error,
    /** 0 shares leaves the plan out; another offer of the same plan gives way. */
    choose: ({ offerId, code }: OfferedPlan, shares: number) => {
      const sameCode = new Set(offers.filter((offer) => offer.code === code).map((offer) => offer.offerId))
      const others = [...chosen].filter(([id]) => id !== offerId && (shares === 0 || !sameCode.has(id)))
      const next = new Map(shares === 0 ? others : [...others, [offerId, shares] as const])
      latest.current = next
      setWanted(next)
      saving.current ??= save()
    },
  }
}
