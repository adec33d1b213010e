import '../words/zh/accounts.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { signInAgain } from '../shared/asking.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'
import { sessionQuery, type Session } from './session.ts'
import { leavePages } from './signed-out.ts'
import { SignInForm } from './SignInForm.tsx'

/** Lies over the page once the session has ended; what is typed stays, and calls that waited go out again. */
export function SignInAgain({ session }: { session: Session }): ReactElement {
  const client = useQueryClient()
  return (
    <Dialog title={words('shell.session.again')} onClose={leavePages}>
      <div className="stack">
        <p className="quiet">{words('shell.session.againText', session)}</p>
        <SignInForm
          login={session.userName}
          onDone={() => {
            void client.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(() => signInAgain.answer(true))
          }}
        />
      </div>
    </Dialog>
  )
}
