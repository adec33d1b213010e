import type { ReactElement } from 'react'
import { daysBetween, date } from '../../domain/shared/calendar-date.ts'
import { today } from '../shared/today.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import type { UnitTodos } from './unit-todos.ts'

/** So many days before the settlement day it is worth a warning. */
const NEAR_DAYS = 3

/** 结算提示: when invoices of the month close at the unit's own office, and what follows then. */
export function SettlementHint({ settlement }: Pick<UnitTodos, 'settlement'>): ReactElement {
  const { day, closed, next, invoiceDate } = settlement
  if (closed) {
    return <Notice tone="info">{words('home.settlementClosed', { day, invoiceDate, date: next })}</Notice>
  }
  const days = daysBetween(today(), date(next))
  const left = days <= 0 ? words('home.settlementToday') : words('home.settlementLeft', { days })
  return (
    <Notice tone={days <= NEAR_DAYS ? 'warning' : 'info'}>{words('home.settlementOpen', { date: next, left })}</Notice>
  )
}
