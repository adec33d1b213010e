import type { ReactElement } from 'react'
import { words } from '../words/words.ts'

/** The product's mark and name. */
export function Brand(): ReactElement {
  return (
    <>
      <svg viewBox="0 0 32 32" width="1.9em" height="1.9em" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="30" height="30" rx="7" fill="none" stroke="currentColor" strokeOpacity="0.45" />
        <path d="M9.500 9v14M22.500 9v14M9.500 16h13" stroke="currentColor" strokeWidth="2.800" strokeLinecap="round" />
        <circle cx="16" cy="16" r="3.300" fill="#6fb1f5" />
      </svg>
      <b>{words('shell.product')}</b>
    </>
  )
}
