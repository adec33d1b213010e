import fc from 'fast-check'
import { CLAIM_KINDS } from '../../src/domain/plans/claim-kind.ts'
import type { CaseJson, Json } from './benefit-cases.ts'

type Break = (json: CaseJson, at: number) => unknown

function drop(json: Json, field: string): Json {
  const { [field]: _dropped, ...rest } = json
  return rest
}

const inClaim =
  (change: (claim: Json) => Json): Break =>
  (json) => ({ ...json, claim: change(json.claim) })

const inDiagnosis = (change: (diagnosis: Json) => Json): Break =>
  inClaim((claim) => ({ ...claim, diagnosis: change((claim['diagnosis'] ?? {}) as Json) }))

const inCover =
  (change: (cover: Json) => Json): Break =>
  (json) => ({ ...json, cover: change(json.cover) })

const oneOfMany =
  (list: 'sheets' | 'history', change: (item: Json) => Json): Break =>
  (json, at) => {
    const items = json[list] ?? []
    return { ...json, [list]: items.map((item, place) => (place === at % items.length ? change(item) : item)) }
  }

const inSheet = (change: (sheet: Json) => Json) => oneOfMany('sheets', change)
const inHistory = (change: (entry: Json) => Json) => oneOfMany('history', change)

const BAD_AMOUNTS = [100, 0.5, '1.234', '-1', '100000000', '99999999.995', 'abc', '', '1,000', '1e3', ' 5', null, true]
const BAD_DAYS = ['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', 20_260_101, null]

/** One thing made wrong or left out; some plans do not mind, and then they must calculate. */
const breaks: readonly Break[] = [
  ...BAD_AMOUNTS.map((bad) => inSheet((sheet) => ({ ...sheet, selfPaid1: bad }))),
  ...BAD_AMOUNTS.map((bad) => inHistory((entry) => ({ ...entry, paid: bad }))),
  ...BAD_DAYS.map((bad) => inSheet((sheet) => ({ ...sheet, admittedOn: bad }))),
  ...BAD_DAYS.map((bad) => inClaim((claim) => ({ ...claim, on: bad }))),
  ...BAD_DAYS.map((bad) => inCover((cover) => ({ ...cover, effectiveOn: bad }))),
  ...[0, 11, 7.5, '7'].map((bad) => inClaim((claim) => ({ ...claim, disabilityGrade: bad }))),
  ...[0, 4, 99, 1.5, '1'].map((bad) => inCover((cover) => ({ ...cover, shares: bad }))),
  ...['moderate', '', 1].map((bad) => inDiagnosis((diagnosis) => ({ ...diagnosis, grade: bad }))),
  ...CLAIM_KINDS.map((kind) => inClaim((claim) => ({ ...claim, kind }))),
  ...['admittedOn', 'dischargedOn', 'hospitalLevel', 'insurance', 'remote', 'selfPaid1'].map((field) =>
    inSheet((sheet) => drop(sheet, field)),
  ),
  ...['on', 'disabilityGrade', 'kind', 'diagnosis'].map((field) => inClaim((claim) => drop(claim, field))),
  ...['grade', 'category', 'inSitu'].map((field) => inDiagnosis((diagnosis) => drop(diagnosis, field))),
  ...['effectiveOn', 'endsOn', 'shares', 'riskClass'].map((field) => inCover((cover) => drop(cover, field))),
  ...['paid', 'days', 'admissions', 'category'].map((field) => inHistory((entry) => drop(entry, field))),
  inHistory((entry) => drop({ ...entry, kind: 'women-illness', earlier: true }, 'category')),
  inSheet((sheet) => ({ ...sheet, dischargedOn: '1999-12-31' })),
  inSheet((sheet) => ({ ...sheet, hospitalLevel: '四级' })),
  inSheet((sheet) => ({ ...sheet, insurance: 'other' })),
  inSheet((sheet) => ({ ...sheet, remote: 'no' })),
  inSheet((sheet) => ({ ...sheet, selfpaid1: '1.00' })),
  inHistory((entry) => ({ ...entry, days: -1 })),
  inDiagnosis((diagnosis) => ({ ...diagnosis, inSitu: 0 })),
  inDiagnosis((diagnosis) => ({ ...diagnosis, category: '五类' })),
  inClaim((claim) => ({ ...claim, note: 'x' })),
  inCover((cover) => ({ ...cover, plan: 'x' })),
  (json) => ({ ...json, sheets: [] }),
  (json) => ({ ...json, remark: 'x' }),
]

/** The same case with one thing made wrong or left out. */
export function broken(json: CaseJson): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(...breaks), fc.nat(3)).map(([change, at]) => change(json, at))
}
