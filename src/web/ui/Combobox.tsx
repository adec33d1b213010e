import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './Field.tsx'
import './combobox.css'

export type ComboOption = {
  readonly key: string
  readonly label: string
  /** Beside the label, paler: a code, a region. */
  readonly detail?: string
}

export type ComboboxProps<Option extends ComboOption> = FieldProps & {
  readonly name?: string
  readonly value: string
  readonly onType: (text: string) => void
  readonly onPick: (option: Option) => void
  /** What fits what is typed, best first; undefined while it is looked for. */
  readonly options: readonly Option[] | undefined
  readonly readOnly?: boolean
  readonly onBlur?: () => void
}

/**
 * A text that a list proposes entries for as one types; what the list does not have may be typed all the same. Arrows
 * move, Enter takes, Esc closes the list.
 */
export function Combobox<Option extends ComboOption>(props: ComboboxProps<Option>): ReactElement {
  const { value, onType, onPick, options, readOnly = false, name, onBlur, ...field } = props
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const shown = open && !readOnly && options !== undefined && options.length > 0 ? options : []
  const active = shown[Math.min(at, shown.length - 1)]
  const pick = (option: Option) => {
    onPick(option)
    setOpen(false)
  }
  const move = (by: number) => {
    setOpen(true)
    if (shown.length === 0) return
    const next = (Math.min(at, shown.length - 1) + by + shown.length) % shown.length
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Enter' && active !== undefined) pick(active)
    else if (event.key === 'Escape' && shown.length > 0) setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Field {...field}>
      {(control) => (
        <span className="combo">
          <input
            {...control}
            type="text"
            role="combobox"
            className="input"
            autoComplete="off"
            spellCheck={false}
            name={name}
            value={value}
            readOnly={readOnly}
            aria-expanded={shown.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active === undefined ? undefined : `${listId}-${shown.indexOf(active)}`}
            onChange={(event) => {
              // Cells of a spreadsheet bring tabs along, which look like spaces and are found nowhere.
              onType(event.target.value.replace(/\p{Cc}/gu, ' '))
              setAt(0)
              setOpen(true)
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setOpen(false)
              onBlur?.()
            }}
          />
          <div
            id={listId}
            ref={list}
            role="listbox"
            className="combo-list"
            aria-label={field.label}
            hidden={shown.length === 0}
          >
            {shown.map((option, index) => (
              <div
                key={option.key}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={option === active}
                tabIndex={-1}
                className={classNames('combo-option', option === active && 'active')}
                // The text keeps the focus: leaving it would close the list before an option is chosen.
                onPointerDown={(event) => event.preventDefault()}
                onPointerUp={() => pick(option)}
              >
                <span>{option.label}</span>
                {option.detail !== undefined && <small>{option.detail}</small>}
              </div>
            ))}
          </div>
        </span>
      )}
    </Field>
  )
}
