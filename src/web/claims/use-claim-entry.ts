import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import {
  assessClaimEntry,
  calculateClaimEntry,
  changeClaimKind,
  changeIncidentDay,
  saveClaimEntry,
  submitClaimEntry,
  tryOtherClaims,
} from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listMaterialSlots } from '../../contract/claim-materials.ts'
import { listClaims } from '../../contract/claims.ts'
import { countWork } from '../../contract/work-pool.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { refresh, useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { listOf, words } from '../words/words.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import type { ClaimDetail } from './claim-detail.ts'
import type { Noted } from './entry-form.ts'
import { entryKeeper, type EntryKeeper } from './entry-keeper.ts'
import { noteLastSave } from './last-saves.ts'
import { isReady } from './ready-sibling.ts'

/** A case begins with the insured person's own data as those of the payee. */
function offered(claim: ClaimDetail): ClaimDetail['entry'] {
  const { entry, insured } = claim
  const { payee } = entry
  if (payee.relation !== 'self' || payee.name !== '' || payee.mobile !== '') return entry
  return { ...entry, payee: { ...payee, name: insured.name, idNumber: insured.idNumber, mobile: insured.phone } }
}

type Lacking = OutputOf<typeof submitClaimEntry>['missing'][number]

/** What a submission lacks: of another case of the event it stands at that case, with its number. */
function notedOf({ number, path, sentence }: Lacking, claim: Pick<ClaimDetail, 'number'>): Noted {
  if (number === claim.number) return { path, sentence }
  return { path: 'siblings', sentence: words('claimEntry.ofSibling', { number, sentence }) }
}

/** A request that outlives its page may hold 64 KB at most: so many sheets fit, whatever they say. */
const OUTLIVING = 30

function keeperOf(claim: ClaimDetail): EntryKeeper {
  const { id, entry, version, entryVersion, holder } = claim
  return entryKeeper({ entry, version, entryVersion, heldUntil: holder?.until }, (seen, typed, attempt) =>
    callEndpoint(
      saveClaimEntry,
      { id, version: seen, entry: { ...typed, sheets: [...typed.sheets] } },
      { attempt, keepalive: typed.sheets.length <= OUTLIVING },
    ),
  )
}

/** What was typed last goes out on every way from the page, and once the line is back. */
function useFlushing({ flush }: EntryKeeper, claimId: string): void {
  useEffect(() => {
    const send = () => void flush()
    addEventListener('pagehide', send)
    addEventListener('online', send)
    return () => {
      removeEventListener('pagehide', send)
      removeEventListener('online', send)
      noteLastSave(claimId, flush())
    }
  }, [flush, claimId])
}

/**
 * What the page of a case in 费用录入 does: keeps what is typed, calculates, submits. `onAgain`: the case was saved elsewhere
 * and is opened anew, since this page has nothing to lose.
 */
export function useClaimEntry(claim: ClaimDetail, mine: boolean, onAgain: () => void) {
  const { id } = claim
  const client = useQueryClient()
  const navigate = useNavigate()
  const [keeper] = useState(() => keeperOf(claim))
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.keeping)
  const assessing = useEndpointQuery(assessClaimEntry, { id })
  const assessment = assessing.data
  const [problems, setProblems] = useState<readonly Noted[]>([])
  const [refused, setRefused] = useState<{ readonly of: ClaimEntry; readonly problems: readonly Noted[] }>()
  const [attempted, setAttempted] = useState(0)
  const [submitting, setSubmitting] = useState(false)
  const isBeginning = mine && keeping.state === 'loaded' && offered(claim) !== claim.entry
  useEffect(() => {
    if (isBeginning) keeper.change(() => offered(claim))
  }, [isBeginning, keeper, claim])
  useFlushing(keeper, id)
  const reassess = async () => {
    const { data } = await assessing.refetch()
    if (!data) return undefined
    const is = await keeper.judged(data)
    if (is === 'elsewhere') {
      toast(words('claimEntry.savedElsewhere'))
      onAgain()
    }
    return is === 'current' ? data : undefined
  }
  const calculating = useCommand(calculateClaimEntry)
  const changing = useCommand(changeClaimKind, { refreshes: [listClaims] })
  const moving = useCommand(changeIncidentDay, { refreshes: [listClaims] })
  const submission = useCommand(submitClaimEntry, { refreshes: [listClaims, countWork] })
  const calculate = async () => {
    setAttempted((count) => count + 1)
    const { version } = await keeper.save()
    const { problems: found } = await calculating.ask({ id, version })
    setProblems(found)
    await reassess()
    // Some materials are asked for from an amount on.
    await refresh(client, [tryOtherClaims, listMaterialSlots])
  }
  const submit = async (left: ReadonlySet<string>, declineReason?: string) => {
    setRefused(undefined)
    await keeper.save()
    const latest = await reassess()
    if (!latest?.calculation) return
    const also = latest.siblings
      .filter((sibling) => isReady(sibling) && !left.has(sibling.id))
      .map((sibling) => ({ id: sibling.id, version: sibling.version, shown: sibling.total ?? '' }))
    const answer = await submission.ask({
      id,
      version: keeper.keeping().version,
      shown: latest.calculation.total,
      also,
      ...(declineReason !== undefined && { declineReason }),
    })
    if (answer.numbers.length === 0) {
      setAttempted((count) => count + 1)
      return setRefused({ of: keeper.keeping().entry, problems: answer.missing.map((lack) => notedOf(lack, claim)) })
    }
    keeper.stop()
    toast(words('claimEntry.submitted', { numbers: listOf(answer.numbers), day: answer.promisedOn ?? '' }))
    await navigate({ to: '/claim-entry' })
  }
  const changeKind = async (kind: 'illness-inpatient' | 'accident-inpatient') => {
    const { version } = await keeper.save()
    await changing.ask({ id, version, kind })
  }
  const changeDay = async (on: string) => {
    const { version } = await keeper.save()
    await moving.ask({ id, version, on })
    toast(words('claimEntry.dayChanged', { on }))
  }
  return {
    keeper,
    keeping,
    assessment,
    assessError: assessing.error,
    reassess,
    problems,
    /** What a submission was refused for, until something is changed. */
    refused: refused?.of === keeping.entry ? refused.problems : [],
    attempted,
    calculate: () => void calculate().catch(() => undefined),
    submit: (left: ReadonlySet<string>, declineReason?: string) => {
      setSubmitting(true)
      void submit(left, declineReason)
        .catch(() => undefined)
        .finally(() => setSubmitting(false))
    },
    changeKind,
    changeDay,
    calculating: calculating.pending,
    submitting,
    error: calculating.error ?? submission.error,
  }
}
