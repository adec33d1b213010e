import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react'
import { typedDate } from '../../domain/shared/typed-date.ts'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Field, splitField } from './Field.tsx'
import { rewriteInput } from './rewrite-input.ts'
import type { TextFieldProps } from './TextField.tsx'
import { tidyDate } from './typed-date.ts'

const DateCalendar = lazy(() => import('./DateCalendar.tsx').then(({ DateCalendar }) => ({ default: DateCalendar })))

export type DateFieldProps = Omit<TextFieldProps, 'tidy' | 'type'> & {
  /** First and last day that the calendar offers, as `YYYY-MM-DD`. */
  readonly earliest?: string
  readonly latest?: string
}

/**
 * A date, typed as `20261122`, `2026-11-22` or `2026/1/2` and kept as `YYYY-MM-DD`. The calendar loads when it is
 * opened. The native date input is not used: it follows the browser's language.
 */
export function DateField(props: DateFieldProps): ReactElement {
  const [field, { onBlur, onKeyDown, earliest, latest, ref: given, ...input }] = splitField(props)
  const [open, setOpen] = useState(false)
  const own = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLSpanElement>(null)
  const tidy = () => own.current && rewriteInput(own.current, tidyDate(own.current.value))
  const close = () => {
    setOpen(false)
    own.current?.focus()
  }
  useEffect(() => {
    if (!open) return
    const leave = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [open])
  return (
    <Field {...field}>
      {(control) => (
        <span
          className="with-affix date"
          ref={box}
          onBlur={({ currentTarget, relatedTarget }) => {
            // Nothing takes the focus where a month gives way to another: the calendar stays.
            if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false)
          }}
        >
          <input
            inputMode="numeric"
            autoComplete="off"
            maxLength={11}
            placeholder="YYYY-MM-DD"
            {...input}
            {...control}
            ref={(element) => {
              own.current = element
              if (typeof given === 'function') given(element)
              else if (given) given.current = element
            }}
            type="text"
            className="input"
            onKeyDown={(event) => {
              if (event.key === 'Enter') tidy()
              onKeyDown?.(event)
            }}
            onBlur={(event) => {
              tidy()
              onBlur?.(event)
            }}
          />
          <span className="affix">
            <Button
              kind="text"
              icon="calendar"
              aria-label={words('ui.openCalendar', { name: field.label })}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              disabled={input.disabled === true || input.readOnly === true}
            >
              {''}
            </Button>
          </span>
          {open && (
            <Suspense fallback={null}>
              <DateCalendar
                value={typedDate(own.current?.value ?? '')}
                earliest={earliest}
                latest={latest}
                onClose={close}
                onChoose={(date) => {
                  if (own.current) rewriteInput(own.current, date)
                  close()
                }}
              />
            </Suspense>
          )}
        </span>
      )}
    </Field>
  )
}
