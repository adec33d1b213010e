import { useCallback, useEffect, useState, type RefObject } from 'react'

const ROW_IN_REM = 2.572
const BEYOND = 12

export type VisibleRows = {
  readonly from: number
  /** One past the last row drawn. */
  readonly to: number
  readonly rowHeight: number
  readonly rowsPerPage: number
  readonly scrollTo: (row: number) => void
}

/** Which of `count` rows of equal height are in sight of a scrolling box, with a few beyond either edge. */
export function useVisibleRows(box: RefObject<HTMLElement | null>, count: number): VisibleRows {
  const [view, setView] = useState({ top: 0, height: 600, rowHeight: 36 })
  const { top, height, rowHeight } = view
  useEffect(() => {
    const element = box.current
    if (element === null) return
    let frame = 0
    const measure = () => {
      frame = 0
      const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const next = { top: element.scrollTop, height: element.clientHeight, rowHeight: Math.round(ROW_IN_REM * root) }
      setView((now) =>
        now.top === next.top && now.height === next.height && now.rowHeight === next.rowHeight ? now : next,
      )
    }
    const soon = () => {
      frame ||= requestAnimationFrame(measure)
    }
    soon()
    const resize = new ResizeObserver(soon)
    resize.observe(element)
    element.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      resize.disconnect()
      element.removeEventListener('scroll', soon)
    }
  }, [box])
  const rowsPerPage = Math.max(1, Math.floor(height / rowHeight) - 1)
  const scrollTo = useCallback(
    (row: number) => {
      const element = box.current
      if (element === null) return
      const above = row * rowHeight
      const below = above + 2 * rowHeight - element.clientHeight
      if (element.scrollTop > above) element.scrollTo({ top: above })
      else if (element.scrollTop < below) element.scrollTo({ top: below })
    },
    [box, rowHeight],
  )
  return {
    from: Math.max(0, Math.floor(top / rowHeight) - BEYOND),
    to: Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND),
    rowHeight,
    rowsPerPage,
    scrollTo,
  }
}
