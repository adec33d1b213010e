import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { isDark, setAppearance, useAppearance, type Appearance } from './appearance.ts'

/** 大字 and 深色, in the top bar and on the pages before sign-in. `onChange` may remember the choice elsewhere too. */
export function AppearanceButtons({ onChange }: { onChange?: (appearance: Appearance) => void }): ReactElement {
  const appearance = useAppearance()
  const dark = isDark(appearance)
  const large = appearance.size === 'large'
  const choose = (change: Partial<Appearance>) => {
    setAppearance(change)
    onChange?.({ ...appearance, ...change })
  }
  return (
    <>
      <button
        type="button"
        className="head-button"
        aria-pressed={large}
        onClick={() => choose({ size: large ? 'normal' : 'large' })}
      >
        {words('shell.large')}
      </button>
      <button
        type="button"
        className="head-button"
        aria-pressed={dark}
        onClick={() => choose({ theme: dark ? 'light' : 'dark' })}
      >
        {words('shell.dark')}
      </button>
    </>
  )
}
