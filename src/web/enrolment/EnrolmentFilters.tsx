import type { ReactElement } from 'react'
import { listOffers } from '../../contract/plans.ts'
import { ENROLMENT_STATE_WORDS } from '../../contract/words/states.ts'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { DateField } from '../ui/DateField.tsx'
import { FilterBar, type FilterBarProps } from '../ui/FilterBar.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'

export type EnrolmentFiltersProps = Omit<FilterBarProps, 'children'> & {
  /** States to choose from; none where the list shows one state. */
  readonly states?: readonly EnrolmentState[]
  /** For officers, who see many units. */
  readonly unit?: boolean
  /** For desks that see what is on offer. */
  readonly plan?: boolean
}

function PlanFilter(): ReactElement {
  const { data } = useEndpointQuery(listOffers, {})
  const names = new Map(data?.plans.map(({ code, name }) => [code, name]))
  return (
    <SelectField
      name="planCode"
      label={words('plans.plan')}
      empty={words('ui.all')}
      options={[...names].map(([value, label]) => ({ value, label }))}
    />
  )
}

/** The filters of lists of enrolments. */
export function EnrolmentFilters({ states = [], unit, plan, ...bar }: EnrolmentFiltersProps): ReactElement {
  return (
    <FilterBar {...bar}>
      <TextField name="number" label={words('enrolment.number')} />
      {unit && <TextField name="unitName" label={words('enrolment.unit')} />}
      {states.length > 0 && (
        <SelectField
          name="state"
          label={words('enrolment.state')}
          empty={words('ui.all')}
          options={states.map((value) => ({ value, label: ENROLMENT_STATE_WORDS[value] }))}
        />
      )}
      {plan && <PlanFilter />}
      <DateField name="from" label={words('enrolment.createdFrom')} />
      <DateField name="to" label={words('enrolment.createdTo')} />
    </FilterBar>
  )
}
