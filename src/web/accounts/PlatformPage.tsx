import '../words/zh/accounts.ts'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { PageHead } from '../shared/PageHead.tsx'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import { useSession } from './session.ts'
import './accounts.css'

/** 集成平台: the systems that the account may enter, one for now. */
export function PlatformPage(): ReactElement {
  const session = useSession()
  return (
    <div className="page">
      <PageHead
        title={words('accounts.platform.title')}
        text={words('accounts.platform.text', { name: session.name })}
      />
      <div className="tiles">
        <Link to="/" className="card tile">
          <Icon name="shield" size={2.6} />
          <div>
            <b>{words('accounts.platform.core')}</b>
            <span>{words('accounts.platform.coreText')}</span>
          </div>
        </Link>
      </div>
    </div>
  )
}
