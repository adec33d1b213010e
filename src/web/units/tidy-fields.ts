import { compact, tidy, tidyTitle } from '../../domain/shared/typed-text.ts'
import { parsePersonName } from '../../domain/shared/person-name.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import type { RegistrationField } from '../../domain/units/registration-fields.ts'
import { normaliseCreditCode } from '../../domain/units/credit-code.ts'
import { parseTelephone } from '../../domain/units/reach.ts'

type Tidy = (typed: string) => string

const TIDIES: { readonly [Field in RegistrationField]?: Tidy } = {
  name: tidyTitle,
  unionName: tidyTitle,
  creditCode: normaliseCreditCode,
  unionCreditCode: normaliseCreditCode,
  contactName: (typed) => {
    const parsed = parsePersonName(typed)
    return parsed.ok ? parsed.value.name : tidy(typed)
  },
  contactIdNumber: (typed) => compact(typed).toUpperCase(),
  contactPhone: (typed) => {
    const parsed = parsePhone(typed)
    return parsed.ok ? parsed.value : compact(typed)
  },
  contactTelephone: (typed) => {
    const parsed = parseTelephone(typed)
    return parsed.ok ? parsed.value : tidy(typed)
  },
  contactMail: compact,
  userName: (typed) => compact(typed).toLowerCase(),
}

/** A field as it will be stored, when it is left: what people paste becomes plain. */
export function tidyField(field: RegistrationField): Tidy {
  return TIDIES[field] ?? tidy
}
