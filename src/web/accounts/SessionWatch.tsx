import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { activity } from '../../contract/account-session.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { signInAgain } from '../shared/asking.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { sessionQuery, type Session } from './session.ts'

const WARN_BEFORE = 120
const PING_EVERY = 60_000

function secondsLeft({ idleEndsAt, endsAt }: Session, now: number): number {
  return Math.round((Math.min(Date.parse(idleEndsAt), Date.parse(endsAt)) - now) / 1000)
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * Any click, key or scroll keeps the session alive, told to the server at most once a minute. Two minutes before the
 * end it warns; after it, the dialog to sign in again opens.
 */
export function SessionWatch({ session }: { session: Session }): ReactElement | null {
  const client = useQueryClient()
  const [now, setNow] = useState(() => Date.now())
  const left = secondsLeft(session, now)
  const pinged = useRef(0)
  const ping = useRef(async () => {
    pinged.current = Date.now()
    const ends = await callEndpoint(activity, {})
    client.setQueryData(sessionQuery.queryKey, (known) => known && { ...known, ...ends })
  })
  useEffect(() => {
    const active = () => {
      if (Date.now() - pinged.current > PING_EVERY) ping.current().catch(() => undefined)
    }
    const events = ['pointerdown', 'keydown', 'scroll'] as const
    for (const name of events) document.addEventListener(name, active, { passive: true, capture: true })
    return () => {
      for (const name of events) document.removeEventListener(name, active, { capture: true })
    }
  }, [])
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
      if (secondsLeft(session, Date.now()) <= 0) void signInAgain.ask()
    }, 1_000)
    return () => clearInterval(timer)
  }, [session])
  if (left > WARN_BEFORE || left <= 0) return null
  return (
    <div className="session-warning" role="alert">
      <span>{words('shell.session.warning', { time: clock(left) })}</span>
      <Button kind="primary" onClick={() => void ping.current().catch(() => undefined)}>
        {words('shell.session.stay')}
      </Button>
    </div>
  )
}
