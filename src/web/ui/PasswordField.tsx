import { useState, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Field, splitField } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { TextFieldProps } from './TextField.tsx'

/** A password, which may be shown while typing and pasted. */
export function PasswordField(props: Omit<TextFieldProps, 'tidy' | 'type'>): ReactElement {
  const [shown, setShown] = useState(false)
  const [field, input] = splitField(props)
  return (
    <Field {...field}>
      {(control) => (
        <span className="with-affix">
          <input
            autoComplete="current-password"
            {...input}
            {...control}
            className="input"
            type={shown ? 'text' : 'password'}
            spellCheck={false}
          />
          <span className="affix">
            <button
              type="button"
              className="button text"
              aria-label={words(shown ? 'ui.hidePassword' : 'ui.showPassword')}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <Icon name={shown ? 'eyeOff' : 'eye'} />
            </button>
          </span>
        </span>
      )}
    </Field>
  )
}
