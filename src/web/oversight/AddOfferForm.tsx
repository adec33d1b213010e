import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { addOffer, listOfficeOffers } from '../../contract/plans.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Organisation } from './OrganisationsPage.tsx'

export type AddOfferFormProps = {
  readonly organisation: Organisation
  readonly versions: OutputOf<typeof listOfficeOffers>['versions']
  readonly onDone: () => void
}

/** Offers a plan version from a day on, rolling or by calendar year. */
export function AddOfferForm({ organisation, versions, onDone }: AddOfferFormProps): ReactElement {
  const form = useSchemaForm(addOffer.input, {
    values: { organisationId: organisation.id, planVersionId: '', saleFrom: '' },
    labels: {
      planVersionId: words('organisations.offerPlan'),
      saleFrom: words('organisations.offerFrom'),
      saleTo: words('organisations.offerTo'),
      calendarYear: words('organisations.offerYear'),
    },
  })
  const add = useCommand(addOffer, {
    refreshes: [listOfficeOffers],
    onDone: () => {
      toast(words('organisations.saved'))
      onDone()
    },
    onFailed: (error) => form.showFailure(error),
  })
  return (
    <form className="stack" noValidate onSubmit={form.submit(add.run)}>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {add.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(add.error)}
        </Notice>
      )}
      <div className="form-grid">
        <SelectField
          {...form.field('planVersionId')}
          required
          options={versions.map(({ id, name, version }) => ({ value: id, label: `${name} ${version}` }))}
        />
        <DateField {...form.field('saleFrom')} required />
        <DateField {...form.field('saleTo')} />
        <TextField
          {...form.field('calendarYear', 'integer')}
          inputMode="numeric"
          hint={words('organisations.offerYearHint')}
        />
      </div>
      <div className="row row-end">
        <Button onClick={onDone}>{words('ui.cancel')}</Button>
        <Button type="submit" kind="primary" pending={add.pending}>
          {words('organisations.offerAdd')}
        </Button>
      </div>
    </form>
  )
}
