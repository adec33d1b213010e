import { useState, type ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'

type Along = ClaimReview['together']

export type Together = {
  /** The other cases that go along, as the reviewer saw them. */
  readonly chosen: readonly { readonly id: string; readonly version: number }[]
  readonly left: ReadonlySet<string>
  readonly toggle: (id: string) => void
}

/** Which other cases of the event are decided along: all that the reader holds, unless left out. */
export function useTogether(along: Along): Together {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  return {
    left,
    chosen: along.filter(({ id, mine }) => mine && !left.has(id)).map(({ id, version }) => ({ id, version })),
    toggle: (id) => {
      const next = new Set(left)
      if (!next.delete(id)) next.add(id)
      setLeft(next)
    },
  }
}

/** The other cases of the event at this desk, each to be left out. */
export function TogetherCases({ along, together }: { along: Along; together: Together }): ReactElement | null {
  if (along.length === 0) return null
  return (
    <fieldset className="group">
      <legend className="field-label">{words('claimReview.together')}</legend>
      {along.map(({ id, number, kind, amount, mine }) => (
        <CheckboxField
          key={id}
          disabled={!mine}
          checked={mine && !together.left.has(id)}
          onChange={() => together.toggle(id)}
          label={
            words('claimReview.togetherOne', {
              number,
              kind: CLAIM_KIND_NAMES[kind],
              amount: amount === null ? '' : shownYuan(amount),
            }) + (mine ? '' : words('claimReview.togetherNotMine'))
          }
        />
      ))}
    </fieldset>
  )
}
