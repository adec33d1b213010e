import { useCallback, useEffect, useState, type RefObject } from 'react'

const ROW_IN_REM = 2.572
const BEYOND = 12
const STEP = 4

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
    const scrolled = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        // In steps of four rows, so that most frames of a scroll draw nothing anew.
        setView((now) => {
          const step = now.rowHeight * STEP
          const at = Math.floor(element.scrollTop / step) * step
          return at === now.top ? now : { ...now, top: at }
        })
      })
    }
    const resized = () => {
      const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setView((now) => ({ ...now, height: element.clientHeight, rowHeight: Math.round(ROW_IN_REM * root) }))
    }
    resized()
    const resize = new ResizeObserver(resized)
    resize.observe(element)
    element.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      resize.disconnect()
      element.removeEventListener('scroll', scrolled)
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
