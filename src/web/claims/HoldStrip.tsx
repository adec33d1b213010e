import type { ReactElement } from 'react'
import { timeInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { useMinutesLeft } from './use-minutes-left.ts'

/** Minutes before the hold ends at which one is warned. Source: decisions, "Who enters". */
const WARNED = 5

/** Until when the case is the reader's, and 续期 in the last minutes. */
export function HoldStrip({ until, onRenew }: { until: string | undefined; onRenew: () => void }): ReactElement | null {
  const minutes = useMinutesLeft(until)
  if (until === undefined || minutes === undefined) return null
  if (minutes > WARNED)
    return (
      <p className="hold-strip quiet">
        <Icon name="clock" />
        {words('claimEntry.heldUntil', { until: timeInWords(until).slice(11) })}
      </p>
    )
  return (
    <Notice tone="warning" live>
      {words('claimEntry.holdEnds', { minutes })}
      <Button kind="text" onClick={onRenew}>
        {words('claimEntry.renew')}
      </Button>
    </Notice>
  )
}
