import type { ReactElement } from 'react'
import { takeWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import type { SaveState } from '../shared/save-soon.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'

export type ReviewBarProps = {
  readonly opened: OpenedRegistration
  readonly pointed: number
  readonly keeping: SaveState
  /** The registration is being given back to the pool. */
  readonly releasing: boolean
  /** Why it could not be. */
  readonly releaseError: unknown
  readonly onTaken: () => void
  readonly onRelease: () => void
  readonly onReturn: () => void
  readonly onApprove: () => void
}

/** 通过 and 退回 for its holder; for others, who holds it, or 获取. */
export function ReviewBar({ opened, pointed, keeping, releasing, releaseError, ...on }: ReviewBarProps): ReactElement {
  const { id, holder } = opened
  const take = useCommand(takeWork, { onDone: on.onTaken })
  const missed = take.output?.results.find(({ got }) => !got)?.holder
  const held = holder ?? missed ?? null
  return (
    <div className="foot-bar">
      <span className="grow quiet" role="status">
        {(take.error ?? releaseError) !== null
          ? sentenceOf(take.error ?? releaseError)
          : held === null
            ? words('units.review.free')
            : held.mine && keeping === 'failed'
              ? words('units.review.notKept')
              : held.mine
                ? words('units.review.heldUntil', { until: timeInWords(held.until) })
                : words('units.review.heldBy', { name: held.name, until: timeInWords(held.until) })}
      </span>
      {holder?.mine === true ? (
        <>
          <Button pending={releasing} onClick={on.onRelease}>
            {words('pool.release')}
          </Button>
          <Button danger onClick={on.onReturn}>
            {pointed === 0 ? words('units.review.return') : words('units.review.returnWith', { count: pointed })}
          </Button>
          <Button
            kind="primary"
            reason={pointed === 0 ? undefined : words('units.review.pointed')}
            onClick={on.onApprove}
          >
            {words('units.review.approve')}
          </Button>
        </>
      ) : (
        <Button
          kind="primary"
          pending={take.pending}
          reason={held === null ? undefined : words('units.review.heldByOther')}
          onClick={() => take.run({ kind: 'registration', subjects: [id] })}
        >
          {words('pool.take')}
        </Button>
      )}
    </div>
  )
}
