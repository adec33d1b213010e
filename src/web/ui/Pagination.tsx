import type { ReactElement, ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'

export type PaginationProps = {
  readonly page: number
  /** Undefined where there is no such page. */
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  /** What stands on the left, e.g. how many are selected. */
  readonly children?: ReactNode
}

/** Pages of a list that is read by key and not by number: 上一页 and 下一页. */
export function Pagination({ page, onPrevious, onNext, children }: PaginationProps): ReactElement | null {
  if (children === undefined && page === 1 && onNext === undefined) return null
  return (
    <nav className="pages" aria-label={words('ui.pages')}>
      <span className="grow quiet">{children}</span>
      <Button
        icon="chevronLeft"
        reason={onPrevious === undefined ? words('ui.firstPage') : undefined}
        onClick={onPrevious}
      >
        {words('ui.previousPage')}
      </Button>
      <span className="quiet">{words('ui.page', { page })}</span>
      <Button reason={onNext === undefined ? words('ui.lastPage') : undefined} onClick={onNext}>
        {words('ui.nextPage')}
      </Button>
    </nav>
  )
}
