import type { ReactElement } from 'react'
import { DateField } from '../ui/DateField.tsx'
import { FilterBar, type FilterBarProps } from '../ui/FilterBar.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'

/** The filters of the list of letters. */
export function CertificateFilters({
  unit,
  ...bar
}: Omit<FilterBarProps, 'children'> & { unit: boolean }): ReactElement {
  return (
    <FilterBar {...bar}>
      <TextField name="number" label={words('certificates.number')} />
      <TextField name="enrolmentNumber" label={words('enrolment.number')} />
      {!unit && <TextField name="unitName" label={words('enrolment.unit')} />}
      <DateField name="from" label={words('certificates.issuedFrom')} />
      <DateField name="to" label={words('certificates.issuedTo')} />
    </FilterBar>
  )
}
