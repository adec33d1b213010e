import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { calendarDate, count, line, uuid, version, yuan, yuanInput } from './primitives.ts'

/** Bank reference and office are unique; partial sums add up. */
export const recordPayment = endpoint({
  name: 'invoicing.record-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/payments',
  summary: 'Date, amount, payer and bank reference of money that came',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, paidOn: calendarDate, amount: yuanInput, payer: line(100), reference: line(60) }),
  output: z.strictObject({ paymentId: uuid, paid: yuan, due: yuan, credit: yuan }),
})

/** 冲销 of a wrongly recorded payment: an opposite entry, before 到账确认. */
export const reversePayment = endpoint({
  name: 'invoicing.reverse-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/payments/:paymentId/reverse',
  summary: 'Takes a wrongly recorded payment back with a reason; its bank reference is free again',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, paymentId: uuid, reason: line(200) }),
  output: z.strictObject({ paid: yuan, due: yuan, credit: yuan }),
})

/** 到账确认: makes the covers, all or none. */
export const confirmPayment = endpoint({
  name: 'invoicing.confirm-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/confirm',
  summary: 'Sum ≥ due: covers from the plan’s first day, certificates, SMS; confirmer ≠ reviewer',
  access: ['finance'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ version, covers: count, certificates: z.array(z.string()) }),
})

/** While 到账确认 of many people runs: how many covers are written. */
export const confirmProgress = endpoint({
  name: 'invoicing.confirm-progress',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id/confirm-progress',
  summary: 'Covers written and people in all; null where no confirmation is running',
  access: ['finance', 'enrolment-review', 'unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ running: z.nullable(z.strictObject({ done: count, total: count })) }),
})
