import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import type { AgencyNode } from './agency-tree.ts'

export type AgencyBranchProps = {
  readonly nodes: readonly AgencyNode[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

const isWithin = (node: AgencyNode, id: string | undefined): boolean =>
  node.id === id || node.below.some((other) => isWithin(other, id))

/** A level of the tree: an agency with others below it opens and closes, and may be chosen itself. */
export function AgencyBranch({ nodes, chosen, onChoose }: AgencyBranchProps): ReactElement {
  const choice = (id: string, label: string) => (
    <label className="check">
      <input type="radio" name="agency" value={id} checked={chosen === id} onChange={() => onChoose(id)} />
      <span>{label}</span>
    </label>
  )
  return (
    <ul className="agencies">
      {nodes.map((node) => (
        <li key={node.id}>
          {node.below.length === 0 ? (
            choice(node.id, node.name)
          ) : (
            <details open={nodes.length < 6 || isWithin(node, chosen)}>
              <summary>{node.name}</summary>
              {node.kind !== 'head' && (
                <div className="agency-itself">
                  {choice(node.id, words('units.registration.agencyDirectly', { name: node.name }))}
                </div>
              )}
              <AgencyBranch nodes={node.below} chosen={chosen} onChoose={onChoose} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
