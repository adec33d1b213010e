import { accept, refuse, type Decision } from '../shared/decision.ts'
import { parseIdNumber } from '../shared/id-number.ts'
import { parsePersonName } from '../shared/person-name.ts'
import { parsePhone } from '../shared/phone.ts'
import { tidy, tidyTitle } from '../shared/typed-text.ts'
import { parseCreditCode } from './credit-code.ts'
import { parseMail, parseTelephone } from './reach.ts'
import { spoken, type FieldJudge, type FieldRefusalCode, type FieldRefusal } from './field-refusal.ts'

/** What a unit may ask to have changed about itself. */
export const UNIT_FIELDS = ['name', 'address', 'invoiceTitle', 'taxNumber', 'invoiceMail'] as const
/** What it may ask to have changed about its handler; another number means another person. */
export const CONTACT_FIELDS = [
  'contactName',
  'contactIdNumber',
  'contactPhone',
  'contactTelephone',
  'contactMail',
] as const
export const CHANGE_FIELDS = [...UNIT_FIELDS, ...CONTACT_FIELDS] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]

export type UnitValues = { readonly [Field in ChangeField]: string }
export type UnitChange = { readonly [Field in ChangeField]?: string }

export type ChangeRefusal = FieldRefusal<FieldRefusalCode | 'change-empty' | 'contact-incomplete'>

function through<T>(
  decision: Decision<T, { readonly code: FieldRefusalCode }>,
  value: (parsed: T) => string,
): ReturnType<FieldJudge<string>> {
  return decision.ok ? accept(value(decision.value)) : decision
}

const JUDGES: { readonly [Field in ChangeField]?: FieldJudge<string> } = {
  name: (typed) => accept(tidyTitle(typed)),
  invoiceTitle: (typed) => accept(tidyTitle(typed)),
  taxNumber: (typed) => through(parseCreditCode(typed), ({ creditCode }) => creditCode),
  invoiceMail: parseMail,
  contactName: (typed) => through(parsePersonName(typed), ({ name }) => name),
  contactIdNumber: (typed) => through(parseIdNumber(typed), ({ number }) => number),
  contactPhone: parsePhone,
  contactTelephone: parseTelephone,
  contactMail: parseMail,
}

/**
 * What really changes, each value in its stored form. Empty fields stay as they are; a new handler needs name, number
 * and phone together, since they get an account of their own. That account starts from what was typed, also where it
 * is what the former handler had: the phone may be the unit's. A name is corrected under the number it belongs to.
 */
export function judgeUnitChange(wanted: UnitChange, present: UnitValues): Decision<UnitChange, ChangeRefusal> {
  const given = new Map<ChangeField, string>()
  for (const field of CHANGE_FIELDS) {
    const typed = tidy(wanted[field] ?? '')
    if (typed === '') continue
    const judged = JUDGES[field]?.(typed) ?? accept(typed)
    if (!judged.ok) return refuse(spoken(judged.refusal))
    given.set(field, judged.value)
  }
  const number = given.get('contactIdNumber')
  const another = number !== undefined && number !== present.contactIdNumber
  const changed = [...given].filter(
    ([field, value]) => value !== present[field] || (another && CONTACT_FIELDS.some((one) => one === field)),
  )
  if (changed.length === 0) return refuse({ code: 'change-empty' })
  const change: UnitChange = Object.fromEntries(changed)
  const incomplete = another
    ? !given.has('contactName') || !given.has('contactPhone')
    : change.contactName !== undefined && number === undefined
  return incomplete ? refuse({ code: 'contact-incomplete' }) : accept(change)
}

/** Whether the change brings another handler, whose account takes the place of the present one. */
export function bringsNewHandler(change: UnitChange): boolean {
  return change.contactIdNumber !== undefined
}

/** Changes of the handler, their name or their phone ask for the password again (security 22). */
export function needsPassword({ contactName, contactIdNumber, contactPhone }: UnitChange): boolean {
  return contactName !== undefined || contactIdNumber !== undefined || contactPhone !== undefined
}

/** Whether a confirmation letter would read differently afterwards. */
export function changesLetter(change: UnitChange): boolean {
  return change.name !== undefined || change.address !== undefined
}
