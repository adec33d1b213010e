import type { ReactElement } from 'react'
import { FilterBar, type FilterValues } from '../ui/FilterBar.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'

export type RegistrationFiltersProps = {
  readonly values: FilterValues
  readonly onSearch: (values: Record<string, string>) => void
}

export function RegistrationFilters({ values, onSearch }: RegistrationFiltersProps): ReactElement {
  return (
    <FilterBar values={values} onSearch={onSearch}>
      <TextField label={words('units.list.number')} name="number" maxLength={30} />
      <TextField label={words('units.list.unitName')} name="unitName" maxLength={100} />
      <TextField label={words('units.list.creditCode')} name="creditCode" maxLength={18} />
    </FilterBar>
  )
}
