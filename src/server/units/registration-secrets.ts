import type { RegistrationForm } from '../../domain/units/registration.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

const SECRET_FIELDS = ['contactIdNumber', 'contactPhone', 'contactTelephone', 'contactMail'] as const

/** What of a form is sealed: everything by which its contact could be known or reached. */
type Secrets = Pick<RegistrationForm, (typeof SECRET_FIELDS)[number]>

/** Parts a form into what is stored readable and what is sealed. */
export function sealForm(
  crypto: CryptoProvider,
  registrationId: string,
  form: RegistrationForm,
): { readonly fields: RegistrationForm; readonly sealed: Buffer } {
  const { contactIdNumber, contactPhone, contactTelephone, contactMail, ...fields } = form
  const secrets: Secrets = { contactIdNumber, contactPhone, contactTelephone, contactMail }
  return { fields, sealed: crypto.seal('registrations.contact', registrationId, JSON.stringify(secrets)) }
}

/** The form whole again. */
export function openForm(
  crypto: CryptoProvider,
  { id, fields, contactSealed }: { id: string; fields: RegistrationForm; contactSealed: Uint8Array | null },
): RegistrationForm {
  if (!contactSealed) return fields
  const secrets = JSON.parse(crypto.open('registrations.contact', id, contactSealed).toString()) as Secrets
  return { ...fields, ...secrets }
}
