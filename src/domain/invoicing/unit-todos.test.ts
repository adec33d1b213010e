import { describe, expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { cents } from '../shared/cents.ts'
import { nextSettlement } from './invoice.ts'
import { compareTodos, unitTodoOf, type UnitTodo } from './unit-todos.ts'

const unpaid = { approvedOn: date('2026-11-20'), warnedOn: undefined, unpaidDays: 60 }
const todo = (state: 'draft' | 'returned' | 'submitted' | 'invoicing' | 'payment', paid = 0, today = '2026-11-24') =>
  unitTodoOf({ state, due: cents(100), paid: cents(paid), unpaid }, date(today), 25)

describe('the next settlement day', () => {
  it('is today until midnight, and then that of the next month', () => {
    expect(nextSettlement(date('2026-11-25'), 25)).toBe('2026-11-25')
    expect(nextSettlement(date('2026-11-26'), 25)).toBe('2026-12-25')
    expect(nextSettlement(date('2026-12-31'), 20)).toBe('2027-01-20')
  })
})

describe('what a unit has to do', () => {
  it('is to mend or to go on, without a deadline', () => {
    expect(todo('returned')).toEqual({ kind: 'mend', deadline: undefined, because: undefined })
    expect(todo('draft')).toEqual({ kind: 'enter', deadline: undefined, because: undefined })
    expect(todo('submitted')).toBeUndefined()
  })
  it('is to ask for invoices before the month closes, and then before the enrolment ends unpaid', () => {
    expect(todo('invoicing')).toEqual({ kind: 'invoice', deadline: '2026-11-25', because: 'settlement' })
    expect(todo('invoicing', 0, '2026-11-26')).toEqual({ kind: 'invoice', deadline: '2027-01-19', because: 'unpaid' })
    expect(todo('invoicing', 0, '2027-01-02')).toEqual({ kind: 'invoice', deadline: '2027-01-19', because: 'unpaid' })
  })
  it('is to pay what is missing; money that came in part keeps the enrolment', () => {
    expect(todo('payment')).toEqual({ kind: 'pay', deadline: '2027-01-19', because: 'unpaid' })
    expect(todo('payment', 40)).toEqual({ kind: 'pay', deadline: undefined, because: undefined })
    expect(todo('payment', 100)).toBeUndefined()
  })
  it('comes in the order of near deadlines, returns, later deadlines, and what was begun', () => {
    const some: UnitTodo[] = [
      { kind: 'enter', deadline: undefined, because: undefined },
      { kind: 'pay', deadline: date('2027-01-19'), because: 'unpaid' },
      { kind: 'mend', deadline: undefined, because: undefined },
      { kind: 'invoice', deadline: date('2026-12-25'), because: 'settlement' },
      { kind: 'pay', deadline: date('2026-11-27'), because: 'unpaid' },
    ]
    const ordered = some.toSorted(compareTodos(date('2026-11-24')))
    expect(ordered.map(({ kind, deadline }) => `${kind} ${deadline ?? ''}`)).toEqual([
      'pay 2026-11-27',
      'mend ',
      'invoice 2026-12-25',
      'pay 2027-01-19',
      'enter ',
    ])
  })
})
