import * as z from 'zod/mini'
import { INCIDENT_LENGTHS, MOST_SHEETS, SHEET_LENGTHS } from '../domain/claims/claim-entry.ts'
import { CLAIM_STATES } from '../domain/claims/claim-workflow.ts'
import { GRADES, HOSPITAL_LEVELS, INSURANCES, SHEET_AMOUNTS, type SheetAmount } from '../domain/plans/benefit-terms.ts'
import { CLAIM_KINDS } from '../domain/plans/claim-kind.ts'
import { payeeEntry } from './payee.ts'
import { calendarDate, count, uuid, yuan } from './primitives.ts'

export const claimKind = z.enum(CLAIM_KINDS)

export const claimState = z.enum(CLAIM_STATES)

/** Text as far as it is typed, also none. */
const typed = (length: number) => z.string().check(z.maxLength(length), z.regex(/^[^\p{Cc}]*$/u))

const typedDay = z.union([z.literal(''), calendarDate])

const typedAmount = z.string().check(z.regex(/^(?:\d{1,8}(?:\.\d{1,2})?)?$/))

const amounts = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, typedAmount])) as {
  readonly [A in SheetAmount]: typeof typedAmount
}

/** 结算单 as entered: amounts in decimal yuan, an empty text where nothing is entered yet. */
export const sheetEntry = z.strictObject({
  ...amounts,
  hospitalCode: typed(SHEET_LENGTHS.hospitalCode),
  hospital: typed(SHEET_LENGTHS.hospital),
  hospitalLevel: z.union([z.literal(''), z.enum(HOSPITAL_LEVELS)]),
  insurance: z.union([z.literal(''), z.enum(INSURANCES)]),
  remote: z.boolean(),
  admittedOn: typedDay,
  dischargedOn: typedDay,
  stay: typed(SHEET_LENGTHS.stay),
  invoiceNumber: typed(SHEET_LENGTHS.invoiceNumber),
  settlementKind: typed(SHEET_LENGTHS.settlementKind),
  treatment: typed(SHEET_LENGTHS.treatment),
})

/** 出险信息 */
export const incidentEntry = z.strictObject({
  on: typedDay,
  /** 身故日期 */
  diedOn: typedDay,
  cause: typed(INCIDENT_LENGTHS.cause),
  diagnosisCode: typed(INCIDENT_LENGTHS.diagnosisCode),
  diagnosisName: typed(INCIDENT_LENGTHS.diagnosisName),
  grade: z.union([z.literal(''), z.enum(GRADES)]),
  inSitu: z.boolean(),
  category: typed(INCIDENT_LENGTHS.category),
  disabilityGrade: z.nullable(z.int().check(z.minimum(1), z.maximum(10))),
})

/** Everything entered for a case. */
export const claimEntry = z.strictObject({
  payee: payeeEntry,
  incident: incidentEntry,
  sheets: z.array(sheetEntry).check(z.maxLength(MOST_SHEETS)),
})

/** A field that was entered otherwise than before; an absent side is a sheet that came or went. */
export const fieldChange = z.strictObject({
  path: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
})

/** Why a case came back: about the whole, a field by its path, or a rectangle (per 10,000 of width and height) of an image. */
export const returnPoint = z.strictObject({
  target: z.enum(['case', 'field', 'material']),
  /** Path of the field (`payee.card`, `sheets.0.total`), or the kind of material. */
  path: z.nullable(z.string()),
  materialId: z.nullable(uuid),
  area: z.nullable(z.strictObject({ x: count, y: count, width: count, height: count })),
  text: z.string(),
})

/** A step of a calculation, as the receipt prints it. */
export const benefitLine = z.strictObject({
  rule: z.string(),
  clause: z.string(),
  basis: z.string(),
  formula: z.string(),
  amount: yuan,
})
