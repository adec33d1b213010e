import type { ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type EmptyStateProps = {
  readonly title: string
  /** Why it is empty and what comes next. */
  readonly text?: ReactNode
  /** The next action. */
  readonly action?: ReactNode
  readonly icon?: IconName
  readonly heading?: 'h1' | 'h2' | 'h3'
}

/** Nothing here: says why, and offers the next action. */
export function EmptyState({ title, text, action, icon = 'form', heading = 'h2' }: EmptyStateProps): ReactElement {
  const Heading = heading
  return (
    <div className="blank">
      <Icon name={icon} size={2.8} />
      <Heading>{title}</Heading>
      {text !== undefined && <p>{text}</p>}
      {action !== undefined && <div className="row">{action}</div>}
    </div>
  )
}
