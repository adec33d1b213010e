import { useRef, type ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { CLAIM_KINDS } from '../../domain/plans/claim-kind.ts'
import { DateField } from '../ui/DateField.tsx'
import { FilterBar, type FilterBarProps } from '../ui/FilterBar.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'

export type ClaimFiltersProps = Omit<FilterBarProps, 'children' | 'onSearch'> & {
  readonly onSearch: (values: Record<string, string>, idNumber: string) => void
  /** States to choose from; none where the list shows one state. */
  readonly states?: readonly ClaimState[]
  /** For officers, who see many agencies; in lists, not in pools, as in the manual. */
  readonly agency?: boolean
  /** For officers, who see many units. */
  readonly unit?: boolean
  /** 保障活动 to choose from; none where the list shows no such filter. */
  readonly plans?: readonly { readonly code: string; readonly name: string }[]
}

/** The manual's filters of lists of claims. A document number goes along with the search and never into the address. */
export function ClaimFilters({
  states = [],
  agency,
  unit,
  plans = [],
  onSearch,
  ...bar
}: ClaimFiltersProps): ReactElement {
  const idNumber = useRef<HTMLInputElement>(null)
  return (
    <FilterBar {...bar} onSearch={(values) => onSearch(values, idNumber.current?.value.trim() ?? '')}>
      <TextField name="number" label={words('claimPool.number')} />
      <TextField name="name" label={words('claimPool.name')} />
      <TextField ref={idNumber} label={words('claimPool.idNumber')} />
      <SelectField
        name="kind"
        label={words('claimPool.kind')}
        empty={words('ui.all')}
        options={CLAIM_KINDS.map((value) => ({ value, label: CLAIM_KIND_NAMES[value] }))}
      />
      {states.length > 0 && (
        <SelectField
          name="state"
          label={words('claimPool.state')}
          empty={words('ui.all')}
          options={states.map((value) => ({ value, label: CLAIM_STATE_WORDS[value] }))}
        />
      )}
      {agency && <TextField name="agencyName" label={words('claimPool.agency')} />}
      {unit && <TextField name="unitName" label={words('claimPool.unit')} />}
      {(plans.length > 0 || bar.values['planCode'] !== undefined) && (
        <SelectField
          name="planCode"
          label={words('claimPool.plan')}
          empty={words('ui.all')}
          options={plans.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <DateField name="from" label={words('claimPool.acceptedFrom')} />
      <DateField name="to" label={words('claimPool.acceptedTo')} />
    </FilterBar>
  )
}
