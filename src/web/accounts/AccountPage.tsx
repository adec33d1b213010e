import '../words/zh/accounts.ts'
import type { ReactElement } from 'react'
import { isOfficer } from '../../domain/organisations/desks.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { listOf, words } from '../words/words.ts'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { OwnPhoneForm } from './OwnPhoneForm.tsx'
import { SessionList } from './SessionList.tsx'
import { useSession } from './session.ts'
import './accounts.css'

/** 账号与密码: one's own phone, password and the devices that are signed in; a handler's phone stands in 信息维护. */
export function AccountPage(): ReactElement {
  const { userName, desks } = useSession()
  return (
    <div className="page">
      <PageHead
        title={words('shell.account')}
        text={words('accounts.account.text', { userName, desks: listOf(desks.map((desk) => words(`desk.${desk}`))) })}
      />
      {isOfficer(desks) && <OwnPhoneForm />}
      <ChangePasswordForm />
      <SessionList />
    </div>
  )
}
