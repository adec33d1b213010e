import { REGISTRATION_DOCUMENTS, type RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { words } from '../words/words.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'

/** What was entered for a subject, in words. */
export function shownValue({ registration, agencyName }: OpenedRegistration, subject: RegistrationSubject): string {
  const document = REGISTRATION_DOCUMENTS.find((kind) => kind === subject)
  if (document !== undefined) {
    return registration.documents.find(({ kind }) => kind === document)?.name ?? words('units.review.nothing')
  }
  const { fields } = registration
  if (subject === 'agencyId') return agencyName
  if (subject === 'kind')
    return fields.kind === undefined ? words('units.review.nothing') : words(`units.kind.${fields.kind}`)
  const value = fields[subject as Exclude<typeof subject, (typeof REGISTRATION_DOCUMENTS)[number]>]
  return value === undefined || value === '' ? words('units.review.nothing') : String(value)
}
