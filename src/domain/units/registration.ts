import { parseUserName, type UserName } from '../accounts/user-name.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { parseIdNumber, type IdNumber } from '../shared/id-number.ts'
import { parsePersonName, type PersonName } from '../shared/person-name.ts'
import { parsePhone, type Phone } from '../shared/phone.ts'
import { tidy, tidyTitle } from '../shared/typed-text.ts'
import { normaliseCreditCode, parseCreditCode, type CreditCode } from './credit-code.ts'
import { spoken, type FieldJudge, type FieldRefusal } from './field-refusal.ts'
import { parseMail, parseTelephone } from './reach.ts'
import {
  REGISTRATION_DOCUMENTS,
  type RegistrationDocument,
  type RegistrationField,
  type RegistrationSubject,
  type UnitKind,
} from './registration-fields.ts'

type TextField = Exclude<RegistrationField, 'kind' | 'staffCount' | 'womenCount'>

/** The form as filled in so far; texts as typed. */
export type RegistrationForm = { readonly [Field in TextField]?: string | undefined } & {
  readonly kind?: UnitKind | undefined
  readonly staffCount?: number | undefined
  readonly womenCount?: number | undefined
  /** The applicant has looked again at a credit code whose check digit is wrong. */
  readonly creditCodeConfirmed?: boolean | undefined
}

export type RegistrationProblem = { readonly field: RegistrationSubject; readonly refusal: FieldRefusal }

/** A form that is whole and right, every value in the form in which it is stored. */
export type RegistrationFacts = {
  readonly creditCode: CreditCode
  readonly name: string
  readonly kind: UnitKind
  readonly industry: string
  readonly address: string
  readonly agencyId: string
  readonly staffCount: number
  readonly womenCount: number
  readonly unionName: string
  readonly unionCreditCode: string
  readonly unionChair: string
  readonly userName: UserName
  readonly contact: {
    readonly name: PersonName
    readonly idNumber: IdNumber
    readonly phone: Phone
    readonly telephone: string
    readonly mail: string
  }
}

export type JudgedRegistration = {
  readonly missing: readonly RegistrationSubject[]
  readonly problems: readonly RegistrationProblem[]
  /** Present where nothing is missing or wrong. */
  readonly facts: RegistrationFacts | undefined
}

const REQUIRED: readonly RegistrationField[] = [
  'creditCode',
  'name',
  'kind',
  'address',
  'agencyId',
  'staffCount',
  'womenCount',
  'unionName',
  'contactName',
  'contactIdNumber',
  'contactPhone',
  'contactMail',
  'userName',
]

function isMissing(form: RegistrationForm, field: RegistrationField): boolean {
  const value = form[field]
  return value === undefined || (typeof value === 'string' && tidy(value) === '')
}

type Judge = (typed: string, form: RegistrationForm) => ReturnType<FieldJudge>

/** How each text that has a shape is judged; the others are taken as they are. */
const JUDGES: { readonly [Field in TextField]?: Judge } = {
  creditCode: judgeCreditCode,
  unionCreditCode: parseCreditCode,
  contactName: parsePersonName,
  contactIdNumber: (typed) => parseIdNumber(typed),
  contactPhone: parsePhone,
  contactTelephone: parseTelephone,
  contactMail: parseMail,
  userName: parseUserName,
}

function judgeCreditCode(typed: string, { creditCodeConfirmed }: RegistrationForm): ReturnType<Judge> {
  const judged = parseCreditCode(typed)
  if (!judged.ok || judged.value.checkDigit === 'right' || creditCodeConfirmed) return judged
  return refuse({ code: 'credit-code-check-digit' })
}

function judgeWomen({ staffCount, womenCount }: RegistrationForm): RegistrationProblem[] {
  if (staffCount === undefined || womenCount === undefined || womenCount <= staffCount) return []
  return [{ field: 'womenCount', refusal: { code: 'women-exceed-staff', womenStaff: womenCount, staff: staffCount } }]
}

function judgeTexts(form: RegistrationForm): RegistrationProblem[] {
  return (Object.entries(JUDGES) as [TextField, Judge][]).flatMap(([field, judge]) => {
    const typed = form[field]
    if (typed === undefined || isMissing(form, field)) return []
    const judged = judge(typed, form)
    return judged.ok ? [] : [{ field, refusal: spoken(judged.refusal) }]
  })
}

/**
 * Judges the whole form at once: what is missing, what is wrong with a reason per field, and, where neither, the facts
 * of the unit to be. Whether the credit code, the agency and the user name are free is for the database to say.
 */
export function judgeRegistration(
  form: RegistrationForm,
  documents: ReadonlySet<RegistrationDocument>,
): JudgedRegistration {
  const missing: RegistrationSubject[] = [
    ...REQUIRED.filter((field) => isMissing(form, field)),
    ...REGISTRATION_DOCUMENTS.filter((kind) => !documents.has(kind)),
  ]
  const problems = [...judgeTexts(form), ...judgeWomen(form)]
  const whole = missing.length === 0 && problems.length === 0
  return { missing, problems, facts: whole ? factsOf(form) : undefined }
}

function parsed<T>(decision: Decision<T, { readonly code: string }>): T {
  if (decision.ok) return decision.value
  throw new Error(`judged as right, parsed as ${decision.refusal.code}`)
}

function factsOf(form: RegistrationForm): RegistrationFacts {
  const text = (field: TextField) => tidy(form[field] ?? '')
  const optional = (field: TextField) => !isMissing(form, field)
  return {
    creditCode: parsed(parseCreditCode(text('creditCode'))).creditCode,
    name: tidyTitle(form.name ?? ''),
    kind: form.kind ?? 'other',
    industry: text('industry'),
    address: text('address'),
    agencyId: text('agencyId'),
    staffCount: form.staffCount ?? 0,
    womenCount: form.womenCount ?? 0,
    unionName: tidyTitle(form.unionName ?? ''),
    unionCreditCode: optional('unionCreditCode') ? parsed(parseCreditCode(text('unionCreditCode'))).creditCode : '',
    unionChair: text('unionChair'),
    userName: parsed(parseUserName(text('userName'))),
    contact: {
      name: parsed(parsePersonName(text('contactName'))).name,
      idNumber: parsed(parseIdNumber(text('contactIdNumber'))).number,
      phone: parsed(parsePhone(text('contactPhone'))),
      telephone: optional('contactTelephone') ? parsed(parseTelephone(text('contactTelephone'))) : '',
      mail: parsed(parseMail(text('contactMail'))),
    },
  }
}

/** The form after a change; a credit code that was looked at again vouches for no other. */
export function changedForm<Form extends RegistrationForm>(form: Form, change: Partial<Form>): Form {
  const next = { ...form, ...change }
  const same = normaliseCreditCode(next.creditCode ?? '') === normaliseCreditCode(form.creditCode ?? '')
  return same ? next : { ...next, creditCodeConfirmed: false }
}

/** Whether a registration may be decided by this person: nobody decides on their own. Both are keyed indexes, as hex. */
export function mayDecideRegistration(
  contactPerson: string | undefined,
  officerPerson: string | undefined,
): Decision<true, { code: 'own-registration' }> {
  const same = contactPerson !== undefined && contactPerson === officerPerson
  return same ? refuse({ code: 'own-registration' }) : accept(true)
}
