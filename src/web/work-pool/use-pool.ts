import type { Endpoint, OutputOf } from '../../contract/endpoint.ts'
import { countWork, releaseWork, takeWork } from '../../contract/work-pool.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { listOf, words } from '../words/words.ts'

export type WorkKind = OutputOf<typeof countWork>['pools'][number]['kind']

export type Pool = {
  /** 获取; `onGot` is called where at least one was got. */
  readonly take: (subjects: readonly string[], onGot?: (subjects: readonly string[]) => void) => void
  readonly release: (subjects: readonly string[]) => void
  readonly pending: boolean
  readonly error: unknown
  /** What was not got, in a sentence: who holds it. */
  readonly missed: string | undefined
}

type Results = OutputOf<typeof takeWork>['results']

function missedIn(results: Results | undefined): string | undefined {
  const missed = results?.filter(({ got }) => !got) ?? []
  if (missed.length === 0) return undefined
  const names = [...new Set(missed.map(({ holder }) => holder?.name ?? words('pool.somebody')))]
  return words('pool.missed', { count: missed.length, names: listOf(names) })
}

/** Taking and releasing work of one kind: at once, with a way to take it back. */
export function usePool(kind: WorkKind, list: Endpoint): Pool {
  const refreshes = [list, countWork]
  const takes = useCommand(takeWork, { refreshes })
  const releases = useCommand(releaseWork, { refreshes })
  const giveBack = async (subjects: readonly string[]) => {
    await releases.ask({ kind, subjects: [...subjects] })
    toast(words('pool.released', { count: subjects.length }), () => take(subjects))
  }
  const getHold = async (subjects: readonly string[], onGot?: (subjects: readonly string[]) => void) => {
    const { results } = await takes.ask({ kind, subjects: [...subjects] })
    const got = results.filter((result) => result.got).map(({ subject }) => subject)
    if (got.length === 0) return
    if (onGot === undefined) toast(words('pool.taken', { count: got.length }), () => release(got))
    else onGot(got)
  }
  const release: Pool['release'] = (subjects) => void giveBack(subjects).catch(() => undefined)
  const take: Pool['take'] = (subjects, onGot) => {
    if (subjects.length > 0 && !takes.pending) void getHold(subjects, onGot).catch(() => undefined)
  }
  return {
    take,
    release,
    pending: takes.pending || releases.pending,
    error: takes.error ?? releases.error,
    missed: missedIn(takes.output?.results),
  }
}
