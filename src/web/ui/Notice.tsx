import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'

export type NoticeProps = {
  readonly tone?: 'info' | 'ok' | 'warning' | 'danger'
  /** Read out at once; for what appears after an action. */
  readonly live?: boolean
  readonly children: ReactNode
}

/** A sentence that stands out in the page; `danger` only for what must be acted on. */
export function Notice({ tone = 'info', live, children }: NoticeProps): ReactElement {
  return (
    <div className={classNames('notice', tone)} role={live ? 'alert' : undefined}>
      <Icon name={tone === 'ok' ? 'check' : tone === 'info' ? 'message' : 'warning'} />
      <div>{children}</div>
    </div>
  )
}
