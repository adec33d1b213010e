import { useState } from 'react'
import { saveClaimReviewDraft } from '../../contract/claim-review.ts'
import type { returnClaims } from '../../contract/claim-decisions.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import type { SaveState } from '../shared/save-soon.ts'
import { useSaveSoon } from '../shared/use-save-soon.ts'
import type { ClaimReview } from './review-desk.ts'
import type { Area } from './pinned-area.ts'

export type Point = InputOf<typeof returnClaims>['points'][number]
export type DraftPoint = Point & { readonly key: number }

/** A point as the contract takes it. */
export function pointOf({ target, path, materialId, area, text }: DraftPoint): Point {
  return { target, path, materialId, area, text }
}

export type ClaimPoints = {
  readonly points: readonly DraftPoint[]
  readonly keeping: SaveState
  /** Goes around each decision: nothing is kept any more, for it would come too late; all is where it was refused. */
  readonly around: AroundDecision
  readonly addCase: () => void
  readonly addField: (path: string, text?: string) => void
  readonly addImage: (materialId: string, area: Area | null, text?: string) => void
  readonly change: (key: number, text: string) => void
  readonly remove: (key: number) => void
  readonly has: (path: string) => boolean
}

export type AroundDecision = { readonly before: () => Promise<void>; readonly onFailed: () => void }

/** A request that outlives its page may hold 64 KB at most: so many points fit, whatever they say. */
const OUTLIVING = 30

/** The points of a return while they are gathered; kept on the server as one goes, they begin with what was kept before. */
export function useClaimPoints({ claim, draft }: ClaimReview): ClaimPoints {
  const { id, materials } = claim
  const [points, setPoints] = useState<readonly DraftPoint[]>(() => draft.map((point, key) => ({ ...point, key })))
  const [count, setCount] = useState(draft.length)
  const saver = useSaveSoon((sent: readonly Point[]) =>
    callEndpoint(saveClaimReviewDraft, { id, points: [...sent] }, { keepalive: sent.length <= OUTLIVING }),
  )
  const set = (next: readonly DraftPoint[]) => {
    setPoints(next)
    saver.change(next.map(pointOf))
  }
  const put = (point: Omit<Point, 'text'> & { readonly text?: string | undefined }) => {
    setCount(count + 1)
    set([...points, { ...point, text: point.text ?? '', key: count }])
  }
  const field = (path: string) => points.find((point) => point.target === 'field' && point.path === path)
  return {
    points,
    keeping: saver.state,
    around: {
      before: saver.forget,
      onFailed: () => {
        if (points.length > 0) saver.change(points.map(pointOf))
      },
    },
    addCase: () => put({ target: 'case', path: null, materialId: null, area: null }),
    addField: (path, text) => {
      const there = field(path)
      if (there === undefined) put({ target: 'field', path, materialId: null, area: null, text })
      else if (text === undefined) set(points.filter(({ key }) => key !== there.key))
    },
    addImage: (materialId, area, text) => {
      const kind = materials.find((material) => material.id === materialId)?.kind ?? null
      put({ target: 'material', path: kind, materialId, area, text })
    },
    change: (key, text) => set(points.map((point) => (point.key === key ? { ...point, text } : point))),
    remove: (key) => set(points.filter((point) => point.key !== key)),
    has: (path) => field(path) !== undefined,
  }
}
