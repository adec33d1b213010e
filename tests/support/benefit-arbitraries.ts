import fc from 'fast-check'
import { SHEET_AMOUNTS } from '../../src/domain/plans/benefit-terms.ts'
import { CLAIM_KINDS, type ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { addDays, date, lastDayOfTerm, type CalendarDate } from '../../src/domain/shared/calendar-date.ts'
import { cents, formatYuan } from '../../src/domain/shared/cents.ts'
import type { CaseJson, Json } from './benefit-cases.ts'

/** Days at which some plan changes its answer, counted from the first day of cover, and days around them. */
const TURNING_DAYS = [-31, -30, -1, 0, 1, 28, 29, 30, 31, 59, 60, 61, 89, 90, 91, 363, 364, 365, 366]
const TURNING_AMOUNTS = ['0', '0.01', '0.02', '100.00', '100.01', '600', '600.02', '800.01', '5600', '10000', '20600']
const CATEGORIES = ['一类', '二类', '三类', '四类']

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const offset = fc.oneof(fc.constantFrom(...TURNING_DAYS), fc.integer({ min: -60, max: 430 }))
const firstDay = fc.oneof(
  fc.constantFrom('2024-02-29', '2024-03-01', '2023-03-01', '2027-12-31', '2028-01-01').map(date),
  fc.integer({ min: 0, max: 2_500 }).map((days) => addDays(date('2023-01-01'), days)),
)
const yuan = (most: number) => fc.integer({ min: 0, max: most }).map((fen) => formatYuan(cents(fen)))

/** Amounts in yuan: tiny, around the turns of the plans, usual, or large. */
const amount = fc.oneof(
  { weight: 1, arbitrary: yuan(20_000) },
  { weight: 3, arbitrary: yuan(2_000_000) },
  { weight: 1, arbitrary: fc.constantFrom(...TURNING_AMOUNTS) },
  { weight: 1, arbitrary: yuan(30_000_000) },
)

const without = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined))

function sheetFor(first: CalendarDate): fc.Arbitrary<Json> {
  const amounts = fc.record(
    Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, fc.option(amount, { freq: 2, nil: undefined })])),
  )
  const stay = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }) }, fc.integer({ min: 0, max: 260 }))
  const rest = fc.record({
    admitted: offset,
    stay,
    hospitalLevel: fc.constantFrom('一级', '二级', '三级'),
    insurance: fc.constantFrom('employee', 'resident', 'none'),
    remote: maybe(fc.boolean()),
    joins: fc.option(fc.constantFrom(1, 2), { freq: 3, nil: undefined }),
  })
  return fc.tuple(amounts, rest).map(([figures, { admitted, stay: days, joins, ...more }]) => {
    const admittedOn = addDays(first, admitted)
    return without({ ...figures, ...more, admittedOn, dischargedOn: addDays(admittedOn, days), stay: joins })
  })
}

const historyEntry = (kinds: readonly ClaimKind[]): fc.Arbitrary<Json> =>
  fc
    .record({
      on: maybe(firstDay),
      kind: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...kinds) }, fc.constantFrom(...CLAIM_KINDS)),
      paid: maybe(fc.oneof(yuan(1_500_000), fc.constant('0.00'))),
      days: maybe(fc.integer({ min: 0, max: 100 })),
      admissions: maybe(fc.integer({ min: 0, max: 2 })),
      earlier: fc.option(fc.boolean(), { freq: 3, nil: undefined }),
      category: fc.constantFrom(...CATEGORIES),
    })
    .map(without)

function coverFor(plan: PlanVersion, first: CalendarDate): fc.Arbitrary<Json> {
  const endsOn = fc.constantFrom(lastDayOfTerm(first, 1), date(`${first.slice(0, 4)}-12-31`))
  const continuous = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 800 }))
  return fc
    .record({
      endsOn,
      shares: maybe(fc.integer({ min: 1, max: plan.shares.max })),
      riskClass: fc.constantFrom('ordinary', 'high-risk'),
      continuousSince: maybe(continuous.map((days) => addDays(first, -days))),
    })
    .map((cover) => without({ effectiveOn: first, ...cover }))
}

/** Cases that a plan can calculate: in and out of cover, with and without history, joined and separate sheets. */
export function caseFor(plan: PlanVersion): fc.Arbitrary<CaseJson> {
  const kinds = plan.benefits.map((benefit) => benefit.kind)
  return firstDay.chain((first) =>
    fc.record({
      cover: coverFor(plan, first),
      claim: fc.record({
        kind: fc.constantFrom(...kinds),
        on: offset.map((days) => addDays(first, days)),
        diagnosis: fc.record({
          grade: fc.constantFrom('mild', 'severe'),
          inSitu: fc.boolean(),
          category: fc.constantFrom(...CATEGORIES),
        }),
        disabilityGrade: fc.integer({ min: 1, max: 10 }),
      }),
      sheets: fc.array(sheetFor(first), { minLength: 1, maxLength: 4 }),
      history: fc.array(historyEntry(kinds), { maxLength: 4 }),
    }),
  )
}
