import type { CalendarDate } from './calendar-date.ts'

/** Kinds of numbers that an office counts per day. Source: decisions, "Numbers". */
export type NumberKind = 'CB' | 'QR' | 'ZC' | 'ZF'

/** CB (参保单), QR (确认书), ZC (注册) or ZF (支付批次) + office code 4 + yyMMdd + 4 digits, e.g. `CB3713261122` + `0001`. */
export function officeNumber(kind: NumberKind, officeCode: string, on: CalendarDate, count: number): string {
  return `${kind}${officeCode}${on.slice(2).replaceAll('-', '')}${String(count).padStart(4, '0')}`
}
