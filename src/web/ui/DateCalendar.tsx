import { parseDate } from '@internationalized/date'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { words } from '../words/words.ts'
import { Icon } from './Icon.tsx'
import './calendar.css'

export type DateCalendarProps = {
  readonly value: string | undefined
  readonly earliest: string | undefined
  readonly latest: string | undefined
  readonly onChoose: (date: string) => void
  readonly onClose: () => void
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A month of days to choose from, below a date field; loaded when it is opened. */
export function DateCalendar({ value, earliest, latest, onChoose, onClose }: DateCalendarProps): ReactElement {
  const [focused, setFocused] = useState(() => parseDate(value ?? today()))
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      // The browser itself would close the dialog around it.
      event.preventDefault()
      onClose()
    }
    element?.addEventListener('keydown', escape)
    return () => element?.removeEventListener('keydown', escape)
  }, [onClose])
  return (
    <div className="calendar" ref={box}>
      <I18nProvider locale="zh-CN">
        <Calendar
          aria-label={words('ui.calendar')}
          autoFocus
          value={value === undefined ? null : parseDate(value)}
          minValue={earliest === undefined ? null : parseDate(earliest)}
          maxValue={latest === undefined ? null : parseDate(latest)}
          focusedValue={focused}
          onFocusChange={setFocused}
          onChange={(date) => onChoose(date.toString())}
        >
          <div className="calendar-head">
            <button
              type="button"
              aria-label={words('ui.previousYear')}
              onClick={() => setFocused(focused.subtract({ years: 1 }))}
            >
              <Icon name="chevronsLeft" />
            </button>
            <button
              type="button"
              aria-label={words('ui.previousMonth')}
              onClick={() => setFocused(focused.subtract({ months: 1 }))}
            >
              <Icon name="chevronLeft" />
            </button>
            <b aria-live="polite">{`${focused.year}-${String(focused.month).padStart(2, '0')}`}</b>
            <button
              type="button"
              aria-label={words('ui.nextMonth')}
              onClick={() => setFocused(focused.add({ months: 1 }))}
            >
              <Icon name="chevronRight" />
            </button>
            <button
              type="button"
              aria-label={words('ui.nextYear')}
              onClick={() => setFocused(focused.add({ years: 1 }))}
            >
              <Icon name="chevronsRight" />
            </button>
          </div>
          <CalendarGrid weekdayStyle="narrow">
            <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </I18nProvider>
    </div>
  )
}
