import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'

export type FlowLineProps = {
  readonly label: string
  readonly nodes: readonly string[]
  /** Index of the node where the object stands; `nodes.length` when it is through. */
  readonly current: number
  /** The object was sent back to the current node. */
  readonly returned?: boolean
}

/** The node line of a workflow: what is behind, where it stands, what comes. */
export function FlowLine({ label, nodes, current, returned }: FlowLineProps): ReactElement {
  return (
    <ol className="flow" aria-label={label}>
      {nodes.map((node, index) => (
        <li
          key={node}
          className={classNames(
            index < current && 'past',
            index === current && 'now',
            index === current && returned && 'returned',
          )}
          aria-current={index === current ? 'step' : undefined}
        >
          {node}
          {index < current && <span className="unseen">{words('ui.done')}</span>}
        </li>
      ))}
    </ol>
  )
}
