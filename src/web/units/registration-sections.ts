import { REGISTRATION_DOCUMENTS, type RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { judgeRegistration } from '../../domain/units/registration.ts'
import type { PlainKey } from '../words/words.ts'

export type SectionKey = 'unit' | 'union' | 'contact' | 'documents'
export type Section = {
  readonly key: SectionKey
  readonly title: PlainKey
  readonly subjects: readonly RegistrationSubject[]
}

/** The parts of the form in their order, with the subjects of each. */
export const SECTIONS: readonly Section[] = [
  {
    key: 'unit',
    title: 'units.registration.unit',
    subjects: ['creditCode', 'name', 'kind', 'industry', 'address', 'agencyId', 'staffCount', 'womenCount'],
  },
  { key: 'union', title: 'units.registration.union', subjects: ['unionName', 'unionCreditCode', 'unionChair'] },
  {
    key: 'contact',
    title: 'units.registration.contact',
    subjects: ['contactName', 'contactIdNumber', 'contactPhone', 'contactTelephone', 'contactMail', 'userName'],
  },
  { key: 'documents', title: 'units.registration.documents', subjects: REGISTRATION_DOCUMENTS },
]

/** What a form needs: all that an empty one misses. */
const REQUIRED = new Set(judgeRegistration({}, new Set()).missing)

export function isRequired(subject: RegistrationSubject): boolean {
  return REQUIRED.has(subject)
}
