import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { openPayee } from '../../contract/payout-payees.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { words } from '../words/words.ts'

export type CaseAlike = OutputOf<typeof openPayee>['together'][number]

export type CasesTogetherProps = {
  readonly title: string
  readonly cases: readonly CaseAlike[]
  /** Ids of those that do not go along. */
  readonly left: ReadonlySet<string>
  readonly onChange: (left: ReadonlySet<string>) => void
}

/** Other cases of the same event that go along with this one; all are ticked at first. */
export function CasesTogether({ title, cases, left, onChange }: CasesTogetherProps): ReactElement | null {
  if (cases.length === 0) return null
  return (
    <fieldset className="card card-body">
      <legend>{title}</legend>
      {cases.map(({ id, number, kind, amount }) => (
        <CheckboxField
          key={id}
          label={words('payees.togetherOf', { number, kind: CLAIM_KIND_NAMES[kind], amount: shownYuan(amount) })}
          checked={!left.has(id)}
          onChange={(event) => {
            const next = new Set(left)
            if (event.target.checked) next.delete(id)
            else next.add(id)
            onChange(next)
          }}
        />
      ))}
    </fieldset>
  )
}

/** What is sent of those that go along. */
export function togetherOf(cases: readonly CaseAlike[], left: ReadonlySet<string>) {
  return cases.filter(({ id }) => !left.has(id)).map(({ id, version }) => ({ id, version }))
}
