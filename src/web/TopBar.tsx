import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { savePreferences } from '../contract/account-session.ts'
import { AccountMenu } from './accounts/AccountMenu.tsx'
import { isUnitSide, sessionQuery, useSession } from './accounts/session.ts'
import { TasksLink } from './oversight/TasksLink.tsx'
import { AppearanceButtons } from './shared/AppearanceButtons.tsx'
import { Brand } from './shared/Brand.tsx'
import { useCommand } from './shared/use-endpoint.ts'
import { Icon } from './ui/Icon.tsx'
import { words } from './words/words.ts'

export type TopBarProps = { readonly onFind: () => void; readonly onKeys: () => void; readonly onMenu: () => void }

/** Name, organisation, finding a page, 任务中心, type size and theme (remembered per account), and the account. */
export function TopBar({ onFind, onKeys, onMenu }: TopBarProps): ReactElement {
  const session = useSession()
  const client = useQueryClient()
  const preferences = useCommand(savePreferences, {
    onDone: (_, chosen) => client.setQueryData(sessionQuery.queryKey, (known) => known && { ...known, ...chosen }),
  })
  return (
    <header className="head">
      <button type="button" className="head-button side-toggle" aria-label={words('shell.showMenu')} onClick={onMenu}>
        <Icon name="menu" />
      </button>
      <Link to="/platform" className="head-brand">
        <Brand />
      </Link>
      <span className="head-organisation">
        {words(isUnitSide(session) ? 'shell.unitSide' : 'shell.officeSide')} · {session.organisation.name}
      </span>
      <span className="head-space" />
      <button type="button" className="head-button find" onClick={onFind} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span>{words('shell.find')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <TasksLink />
      <AppearanceButtons onChange={preferences.run} />
      <AccountMenu session={session} onKeys={onKeys} />
    </header>
  )
}
