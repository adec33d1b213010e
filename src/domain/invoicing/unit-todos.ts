import type { EnrolmentState } from '../enrolment/enrolment-workflow.ts'
import { lastDayToPay, type Unpaid } from '../enrolment/unpaid.ts'
import { addDays, type CalendarDate } from '../shared/calendar-date.ts'
import type { Cents } from '../shared/cents.ts'
import { isMonthClosed, nextSettlement } from './invoice.ts'

/** What a unit has to do about one of its enrolments: mend what was returned, go on entering, ask for invoices, pay. */
export const UNIT_TODO_KINDS = ['mend', 'enter', 'invoice', 'pay'] as const
export type UnitTodoKind = (typeof UNIT_TODO_KINDS)[number]

export type UnitTodo = {
  readonly kind: UnitTodoKind
  readonly deadline: CalendarDate | undefined
  /** Why that day: invoices of the month close, or the enrolment ends unpaid. */
  readonly because: 'settlement' | 'unpaid' | undefined
}

export type EnrolmentToDo = {
  readonly state: EnrolmentState
  readonly due: Cents
  readonly paid: Cents
  /** Known from 开票录入 on. */
  readonly unpaid: Unpaid | undefined
}

/** What the unit has to do now, and until when; undefined where it waits for somebody else. */
export function unitTodoOf(
  { state, due, paid, unpaid }: EnrolmentToDo,
  today: CalendarDate,
  settlementDay: number,
): UnitTodo | undefined {
  const none = { deadline: undefined, because: undefined }
  if (state === 'returned') return { kind: 'mend', ...none }
  if (state === 'draft') return { kind: 'enter', ...none }
  // Money that came in part keeps the enrolment alive: it is never ended unpaid.
  const until = unpaid && paid === 0 ? lastDayToPay(unpaid) : undefined
  const ends = { deadline: until, because: until && ('unpaid' as const) }
  if (state === 'payment') return paid < due ? { kind: 'pay', ...ends } : undefined
  if (state !== 'invoicing') return undefined
  const settlement = nextSettlement(today, settlementDay)
  const closesFirst = !isMonthClosed(today, settlementDay) && (until === undefined || settlement <= until)
  return closesFirst ? { kind: 'invoice', deadline: settlement, because: 'settlement' } : { kind: 'invoice', ...ends }
}

/** A deadline so near goes before everything else. */
const NEAR_DAYS = 3
const RANKS: Readonly<Record<UnitTodoKind, number>> = { mend: 1, invoice: 2, pay: 2, enter: 3 }

/** Orders what to do: near deadlines, then what was returned, then by deadline, and what one has just begun last. */
export function compareTodos(today: CalendarDate): (one: UnitTodo, other: UnitTodo) => number {
  const near = addDays(today, NEAR_DAYS)
  const rank = ({ kind, deadline }: UnitTodo) => (deadline !== undefined && deadline <= near ? 0 : RANKS[kind])
  const late = '9999-12-31'
  return (one, other) => rank(one) - rank(other) || (one.deadline ?? late).localeCompare(other.deadline ?? late, 'en')
}
