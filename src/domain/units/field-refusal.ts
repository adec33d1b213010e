import type { Decision } from '../shared/decision.ts'
import type { IdRefusal } from '../shared/id-number.ts'
import type { NameRefusal } from '../shared/person-name.ts'
import type { PhoneRefusal } from '../shared/phone.ts'
import type { CreditCodeRefusal } from './credit-code.ts'

/** Why the value of one field is not taken. */
export type FieldRefusalCode =
  | (CreditCodeRefusal | IdRefusal | NameRefusal | PhoneRefusal)['code']
  | 'agency-unknown'
  | 'credit-code-check-digit'
  | 'credit-code-registered'
  | 'mail-malformed'
  | 'telephone-malformed'
  | 'user-name-malformed'
  | 'women-exceed-staff'

export type FieldRefusal<Code extends string = FieldRefusalCode> = {
  readonly code: Code
  readonly [fact: string]: string | number
}

/** How the typed text of a field is judged; what it becomes is of no interest here. */
export type FieldJudge<Value = unknown> = (typed: string) => Decision<Value, { readonly code: FieldRefusalCode }>

/** A refusal as it travels: facts are texts and numbers, and one that is absent prints nothing. */
export function spoken<Code extends string>(refusal: { readonly code: Code }): FieldRefusal<Code> {
  const facts = Object.entries(refusal).map(([name, fact]: [string, unknown]) => [
    name,
    typeof fact === 'string' || typeof fact === 'number' ? fact : '',
  ])
  return Object.fromEntries(facts) as FieldRefusal<Code>
}
