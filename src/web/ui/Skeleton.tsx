import { useEffect, useState, type ReactElement } from 'react'
import { words } from '../words/words.ts'

const APPEARS_AFTER = 150
const widths = ['62%', '88%', '74%', '93%', '55%', '80%']

/** Grey lines where something is being loaded; they appear only after 150 ms. */
export function Skeleton({ lines = 4 }: { lines?: number }): ReactElement | null {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), APPEARS_AFTER)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className="skeleton" role="status" aria-label={words('ui.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ width: widths[index % widths.length] }} />
      ))}
    </div>
  )
}
