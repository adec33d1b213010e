import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { getUnitProfile, requestUnitChange } from '../../contract/unit-profile.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { unitRefusals } from '../../contract/words/refusals-units.ts'
import { CHANGE_FIELDS, judgeUnitChange, type ChangeField, type UnitValues } from '../../domain/units/unit-change.ts'
import { words } from '../words/words.ts'

export type Profile = OutputOf<typeof getUnitProfile>
export type ChangeInput = InputOf<typeof requestUnitChange>

/** What is asked for about the handler: the same person, their name rightly spelt, or another person. */
export type HandlerMode = 'same' | 'corrected' | 'another'

/** What the page knows of the unit; the handler's number and phone are not shown to anybody. */
export function presentValues(profile: Profile): UnitValues {
  const { name, address, invoiceTitle, taxNumber, invoiceMail, contactName, contactTelephone, contactMail } = profile
  const unit = { name, address, invoiceTitle, taxNumber, invoiceMail }
  return { ...unit, contactName, contactTelephone, contactMail, contactIdNumber: '', contactPhone: '' }
}

/** What the form starts from: the unit's record, and what a returned change asked for in its place. */
export function firstValues(profile: Profile): { readonly values: UnitValues; readonly mode: HandlerMode } {
  const { wanted = {}, anotherHandler = false } = profile.returned ?? {}
  const corrected = wanted.contactName === undefined ? 'same' : 'corrected'
  const values = { ...presentValues(profile), contactName: '', ...wanted }
  return { values, mode: anotherHandler ? 'another' : corrected }
}

/** Only what differs from the unit's record is asked for; the password goes along where the handler is concerned. */
export function changedOnly(input: ChangeInput, present: UnitValues, mode: HandlerMode): ChangeInput {
  const { password, code, explanation } = input
  const changed = CHANGE_FIELDS.filter((field) => {
    if (field === 'contactName' || field === 'contactIdNumber') return mode !== 'same'
    if (field === 'contactPhone' && mode === 'corrected') return false
    const ofAnother = mode === 'another' && (field === 'contactTelephone' || field === 'contactMail')
    const kept = input[field] === present[field] && !ofAnother
    return Boolean(input[field]) && !kept
  })
  const phone = changed.includes('contactPhone')
  return {
    ...Object.fromEntries(changed.map((field) => [field, input[field]])),
    ...((mode !== 'same' || phone) && { password }),
    ...(phone && { code }),
    ...(explanation && { explanation }),
  }
}

const NEEDED: { readonly [M in HandlerMode]: readonly ChangeField[] } = {
  same: [],
  corrected: ['contactName', 'contactIdNumber'],
  another: ['contactName', 'contactIdNumber', 'contactPhone'],
}

/** Sentences by field for what is wrong with the wanted values. */
export function changeProblems(
  input: ChangeInput,
  present: UnitValues,
  mode: HandlerMode,
): Readonly<Partial<Record<ChangeField | 'password' | 'code', string>>> {
  const problems = CHANGE_FIELDS.flatMap((field): [ChangeField | 'password', string][] => {
    if (mode === 'same' && (field === 'contactName' || field === 'contactIdNumber')) return []
    const judged = judgeUnitChange({ [field]: input[field] ?? '' }, present)
    if (judged.ok || judged.refusal.code === 'change-empty' || judged.refusal.code === 'contact-incomplete') return []
    return [[field, sentenceIn(unitRefusals, judged.refusal)]]
  })
  const needed = NEEDED[mode]
  const phone = mode === 'corrected' ? '' : input.contactPhone
  const missing = needed.flatMap((field): [ChangeField, string][] =>
    input[field] ? [] : [[field, words('form.fill')]],
  )
  const asksPassword = mode !== 'same' || Boolean(phone)
  return Object.fromEntries([
    ...problems,
    ...missing,
    ...(phone && !input.code ? [['code', words('accounts.code.wrong')] as const] : []),
    ...(asksPassword && !input.password ? [['password', words('form.fill')] as const] : []),
  ])
}
