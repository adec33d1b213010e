import type { ReactElement } from 'react'
import { words } from '../words/words.ts'

export type ProgressProps = {
  readonly label: string
  readonly done: number
  readonly total: number
  readonly secondsLeft?: number | undefined
}

function timeInWords(seconds: number): string {
  return seconds < 90
    ? words('ui.seconds', { count: Math.ceil(seconds) })
    : words('ui.minutes', { count: Math.ceil(seconds / 60) })
}

/** How far something long has come, with the time left. */
export function Progress({ label, done, total, secondsLeft }: ProgressProps): ReactElement {
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))
  return (
    <div className="progress">
      <div className="progress-head">
        <span>{label}</span>
        <span className="quiet">
          {words('ui.percent', { percent })}
          {secondsLeft !== undefined && ` · ${words('ui.timeLeft', { time: timeInWords(secondsLeft) })}`}
        </span>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
