import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { calendarDate, count, nothing, uuid, yuan } from './primitives.ts'

/** One price of the receipt: per person and share, by class and by new or renewing. */
export const price = z.strictObject({
  riskClass: z.enum(['ordinary', 'high-risk']),
  renewing: z.boolean(),
  amount: yuan,
})

/** A plan as this office offers it today. */
export const offeredPlan = z.strictObject({
  offerId: uuid,
  planVersionId: uuid,
  code: z.string(),
  name: z.string(),
  version: z.string(),
  category: z.string(),
  prices: z.array(price),
  maxShares: z.int(),
  uniformWithinUnit: z.boolean(),
  ageMin: z.int(),
  ageMax: z.int(),
  overAgeProofMax: z.nullable(z.int()),
  womenOnly: z.boolean(),
  riskClasses: z.boolean(),
  /** Least share of staff (or of women staff) per 10,000; 0 where there is none. */
  minRatePer10000: z.int(),
  everyoneBelow: z.nullable(z.int()),
  denominator: z.enum(['all', 'women']),
  requires: z.nullable(z.string()),
  calendarYear: z.nullable(z.int()),
  saleFrom: calendarDate,
  saleTo: z.nullable(calendarDate),
  /** Expected first day of a new cover, were the money confirmed today. */
  expectedFirstDay: calendarDate,
  benefitsInWords: z.array(z.string()),
  /** Standing cover of this unit in the plan: people, and the shares they hold (for "same for the unit"). */
  standingPeople: count,
  standingShares: z.nullable(z.int()),
})

export const listOffers = endpoint({
  name: 'plans.list-offers',
  kind: 'query',
  method: 'GET',
  path: '/api/plans/offers',
  summary: '保障活动 that the caller’s office sells today; also for 模板下载',
  access: ['unit-handler', 'enrolment-review', 'administration'],
  scope: 'subtree',
  input: nothing,
  output: z.strictObject({ plans: z.array(offeredPlan) }),
})

/** 配置 · 保障活动: what an office sells. */
export const listOfficeOffers = endpoint({
  name: 'plans.list-office-offers',
  kind: 'query',
  method: 'GET',
  path: '/api/organisations/:organisationId/offers',
  summary: 'Offers of an office, present, past and to come, and the plan versions that it may offer',
  access: ['administration', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ organisationId: uuid }),
  output: z.strictObject({
    offers: z.array(
      z.strictObject({
        id: uuid,
        planCode: z.string(),
        planName: z.string(),
        version: z.string(),
        saleFrom: calendarDate,
        saleTo: z.nullable(calendarDate),
        calendarYear: z.nullable(z.int()),
      }),
    ),
    versions: z.array(z.strictObject({ id: uuid, code: z.string(), name: z.string(), version: z.string() })),
  }),
})

export const addOffer = endpoint({
  name: 'plans.add-offer',
  kind: 'command',
  method: 'POST',
  path: '/api/organisations/:organisationId/offers',
  summary: 'Offers a plan version from a day on, by calendar year or not',
  access: ['administration'],
  scope: 'subtree',
  input: z.strictObject({
    organisationId: uuid,
    planVersionId: uuid,
    saleFrom: calendarDate,
    saleTo: z.optional(calendarDate),
    calendarYear: z.optional(z.int().check(z.minimum(2000), z.maximum(2100))),
  }),
  output: z.strictObject({ id: uuid }),
})

export const endOffer = endpoint({
  name: 'plans.end-offer',
  kind: 'command',
  method: 'POST',
  path: '/api/offers/:id/end',
  summary: 'Sets the last day of sale, today where none is given; covers already sold go on',
  access: ['administration'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, saleTo: z.optional(calendarDate) }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const removeOffer = endpoint({
  name: 'plans.remove-offer',
  kind: 'command',
  method: 'POST',
  path: '/api/offers/:id/remove',
  summary: 'Takes out an offer that has not begun',
  access: ['administration'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})
