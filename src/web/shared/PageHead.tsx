import type { ReactElement, ReactNode } from 'react'
import { useTitle } from './use-title.ts'

export type PageHeadProps = {
  readonly title: string
  /** Number or name of what the page shows. */
  readonly object?: string | undefined
  readonly text?: ReactNode
  readonly actions?: ReactNode
}

/** Heading of a page: its title (also in the browser and the tab), one line about it, and its actions. */
export function PageHead({ title, object, text, actions }: PageHeadProps): ReactElement {
  useTitle(title, object)
  return (
    <div className="page-head">
      <div>
        <h1>{object === undefined ? title : `${title} ${object}`}</h1>
        {text !== undefined && <p className="quiet">{text}</p>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}
