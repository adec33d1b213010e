import '../words/zh/claim-materials.ts'
import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { useClaimMaterials } from './use-claim-materials.ts'

type Sibling = ClaimDetail['siblings'][number]
export type SiblingChoiceProps = {
  readonly siblings: readonly Sibling[]
  /** Cases of the event that are left out of 确定. */
  readonly chosen: readonly string[]
  readonly onChoose: (id: string, on: boolean) => void
}

/** Cases of the same event: what they share, and those that go on together. */
export function SiblingChoice({ siblings, chosen, onChoose }: SiblingChoiceProps): ReactElement | null {
  if (siblings.length === 0) return null
  const numbers = siblings.map(({ number, kind }) =>
    words('materials.siblingOf', { number, kind: CLAIM_KIND_NAMES[kind] }),
  )
  return (
    <section className="card card-body stack" aria-label={words('materials.siblings')}>
      <h2>{words('materials.siblings')}</h2>
      <p className="quiet small">{words('materials.siblingsText', { numbers: numbers.join(' ') })}</p>
      {siblings
        .filter(({ state }) => state === 'materials')
        .map((sibling) => (
          <SiblingTick key={sibling.id} sibling={sibling} on={chosen.includes(sibling.id)} onChoose={onChoose} />
        ))}
    </section>
  )
}

function SiblingTick({
  sibling,
  on,
  onChoose,
}: {
  sibling: Sibling
  on: boolean
  onChoose: SiblingChoiceProps['onChoose']
}) {
  const { id, number, kind } = sibling
  const { data } = useClaimMaterials(id)
  const missing = data?.missing ?? 0
  return (
    <div>
      <CheckboxField
        label={words('materials.completeToo', { number, kind: CLAIM_KIND_NAMES[kind] })}
        checked={on}
        onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)}
      />
      {missing > 0 && <span className="late small">{words('materials.siblingLacks', { count: missing })}</span>}
    </div>
  )
}
