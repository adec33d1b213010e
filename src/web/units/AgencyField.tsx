import { useState, type ReactElement } from 'react'
import { listAgencies } from '../../contract/registration.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { words } from '../words/words.ts'
import { pathOf } from './agency-tree.ts'
import { AgencyDialog } from './AgencyDialog.tsx'
import { labelled, type RegistrationForm } from './use-registration-form.ts'

/** 隶属机构: what is chosen with its telephone, and the dialog with the tree. */
export function AgencyField({ form }: { form: RegistrationForm }): ReactElement {
  const [open, setOpen] = useState(false)
  const { data, error } = useEndpointQuery(listAgencies, {})
  const { agencyId } = form.fields
  const { onBlur, ...field } = labelled(form, 'agencyId')
  const agencies = data?.agencies ?? []
  const chosen = agencies.find(({ id }) => id === agencyId)
  const hint =
    chosen === undefined || chosen.telephone === ''
      ? undefined
      : words('units.registration.telephone', { telephone: chosen.telephone })
  return (
    <>
      <Field
        {...field}
        error={field.error ?? (error === null ? undefined : sentenceOf(error))}
        span="wide"
        {...(hint !== undefined && { hint })}
      >
        {(control) => (
          <span className="agency-field">
            <b>{chosen === undefined ? '' : pathOf(agencies, chosen.id).join(' › ')}</b>
            <Button
              id={control.id}
              aria-describedby={control['aria-describedby']}
              aria-haspopup="dialog"
              pending={data === undefined && error === null}
              onClick={() => setOpen(true)}
            >
              {words(chosen === undefined ? 'units.registration.agencyChoose' : 'units.registration.agencyChange')}
            </Button>
          </span>
        )}
      </Field>
      {open && (
        <AgencyDialog
          agencies={agencies}
          chosen={agencyId}
          onClose={() => setOpen(false)}
          onChoose={(id) => {
            form.change({ agencyId: id })
            onBlur()
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
