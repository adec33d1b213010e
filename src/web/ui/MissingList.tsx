import type { ReactElement, ReactNode } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import { Icon } from './Icon.tsx'

export type MissingItem = {
  readonly label: ReactNode
  readonly key: string
  readonly done: boolean
  /** The way to supply it: a link or a button. */
  readonly action?: ReactNode
}

/** 还缺什么: everything that is needed, ticked where it is there. */
export function MissingList({ items, title }: { items: readonly MissingItem[]; title?: string }): ReactElement {
  const lacking = items.filter(({ done }) => !done).length
  return (
    <section className="card card-body" aria-label={title ?? words('ui.stillMissing')}>
      <div className="row spread">
        <h2>{title ?? words('ui.stillMissing')}</h2>
        <span className="count" role="status">
          {lacking === 0 ? words('ui.nothingMissing') : lacking}
        </span>
      </div>
      <ul className="missing">
        {items.map(({ key, label, done, action }) => (
          <li key={key} className={classNames(!done && 'lacking')}>
            <Icon name={done ? 'check' : 'close'} />
            <span>
              <span className="unseen">{words(done ? 'ui.done' : 'ui.missing')}</span>
              {label}
            </span>
            {action}
          </li>
        ))}
      </ul>
    </section>
  )
}
