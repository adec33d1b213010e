import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { CHANGE_FIELDS, type ChangeField } from '../../domain/units/unit-change.ts'
import { words } from '../words/words.ts'

const WORDS: { readonly [Field in ChangeField]: string } = {
  name: REGISTRATION_WORDS.name,
  address: REGISTRATION_WORDS.address,
  invoiceTitle: words('units.profile.invoiceTitle'),
  taxNumber: words('units.profile.taxNumber'),
  invoiceMail: words('units.profile.invoiceMail'),
  contactName: REGISTRATION_WORDS.contactName,
  contactIdNumber: REGISTRATION_WORDS.contactIdNumber,
  contactPhone: REGISTRATION_WORDS.contactPhone,
  contactTelephone: REGISTRATION_WORDS.contactTelephone,
  contactMail: REGISTRATION_WORDS.contactMail,
}

/** What a unit may have changed, by the name that the pages give it. */
export function changeWord(field: string): string {
  const known = CHANGE_FIELDS.find((other) => other === field)
  return known === undefined ? field : WORDS[known]
}
