import { Link, Outlet } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Toaster } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { AppearanceButtons } from './AppearanceButtons.tsx'
import { Brand } from './Brand.tsx'

/** Frame of the pages before sign-in. */
export function OpenFrame(): ReactElement {
  return (
    <>
      <a className="skip" href="#main">
        {words('shell.skip')}
      </a>
      <header className="head">
        <Link to="/sign-in" className="head-brand">
          <Brand />
        </Link>
        <span className="head-space" />
        <AppearanceButtons />
      </header>
      <main id="main" className="open-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Toaster />
    </>
  )
}
