import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactElement } from 'react'
import { proposeUserName } from '../../contract/registration.ts'
import { parsePersonName } from '../../domain/shared/person-name.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { queryKeyOf } from '../shared/use-endpoint.ts'
import { words } from '../words/words.ts'
import { FormText } from './FormText.tsx'
import type { RegistrationForm } from './use-registration-form.ts'

function nameIn({ fields }: RegistrationForm): string | undefined {
  const parsed = parsePersonName(fields.contactName ?? '')
  return parsed.ok ? parsed.value.name : undefined
}

/** 联系人信息: the handler, and the user name that their name asks for. */
export function ContactSection({ form }: { form: RegistrationForm }): ReactElement {
  const client = useQueryClient()
  const proposed = useRef<string>(undefined)
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  })
  const mayPropose = () => {
    const { userName = '' } = latest.current.fields
    return userName === '' || userName === proposed.current
  }
  const propose = async () => {
    const name = nameIn(latest.current)
    if (name === undefined || !mayPropose()) return
    try {
      const answer = await client.fetchQuery({
        queryKey: queryKeyOf(proposeUserName, { name }),
        queryFn: () => callEndpoint(proposeUserName, { name }),
        staleTime: 60_000,
      })
      if (nameIn(latest.current) !== name || !mayPropose()) return
      proposed.current = answer.userName
      latest.current.change({ userName: answer.userName })
    } catch {
      // A name without a reading, or no line: the applicant types a user name.
    }
  }
  return (
    <>
      <p className="quiet small">{words('units.registration.contactHint')}</p>
      <div className="form-grid">
        <FormText form={form} name="contactName" maxLength={50} autoComplete="name" onLeft={() => void propose()} />
        <FormText form={form} name="contactIdNumber" maxLength={30} hint={words('units.registration.idNumberHint')} />
        <FormText
          form={form}
          name="contactPhone"
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={20}
          hint={words('units.registration.phoneHint')}
        />
        <FormText form={form} name="contactTelephone" maxLength={30} hint={words('units.registration.telephoneHint')} />
        <FormText form={form} name="contactMail" type="email" inputMode="email" autoComplete="email" maxLength={100} />
        <FormText form={form} name="userName" maxLength={64} hint={words('units.registration.userNameHint')} />
      </div>
    </>
  )
}
