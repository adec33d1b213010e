import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { activity, currentSession } from '../../contract/account-session.ts'
import { callEndpoint, refusalCode } from '../shared/call-endpoint.ts'
import { signInAgain } from '../shared/asking.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { lasting, sessionQuery, type Session } from './session.ts'
import { leavePages, onSignedOut } from './signed-out.ts'

/** Milliseconds. */
const WARN_BEFORE = 120_000
const PING_EVERY = 60_000
const CHECK_EVERY = 15_000

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * Any click, key or scroll keeps the session alive, told to the server at most once a minute. Two minutes before the
 * end it warns; after it, the dialog to sign in again opens. Near the end the server is asked, which knows of other
 * tabs, and only its word opens the dialog. Where another tab signs out, this one leaves its page as well.
 */
export function SessionWatch({ session }: { session: Session }): ReactElement | null {
  const client = useQueryClient()
  const { lapsesAt } = session
  const [now, setNow] = useState(() => performance.now())
  const pinged = useRef(Number.NEGATIVE_INFINITY)
  const checked = useRef(Number.NEGATIVE_INFINITY)
  const ping = useRef(async () => {
    pinged.current = performance.now()
    const told = await callEndpoint(activity, {})
    client.setQueryData(sessionQuery.queryKey, (known) => known && { ...known, ...lasting(told) })
  })
  const check = useRef(async () => {
    checked.current = performance.now()
    try {
      const told = await callEndpoint(currentSession, {}, { whenSignedOut: 'fail', background: true })
      client.setQueryData(sessionQuery.queryKey, lasting(told))
    } catch (error) {
      if (refusalCode(error) === 'not-signed-in') void signInAgain.ask()
    }
  })
  useEffect(() => onSignedOut(session.accountId, leavePages), [session.accountId])
  useEffect(() => {
    const active = () => {
      if (performance.now() - pinged.current > PING_EVERY) ping.current().catch(() => undefined)
    }
    const events = ['pointerdown', 'keydown', 'scroll'] as const
    for (const name of events) document.addEventListener(name, active, { passive: true, capture: true })
    return () => {
      for (const name of events) document.removeEventListener(name, active, { capture: true })
    }
  }, [])
  useEffect(() => {
    const timer = setInterval(() => {
      const at = performance.now()
      setNow(at)
      const isDue = at - checked.current > CHECK_EVERY || (at >= lapsesAt && checked.current < lapsesAt)
      if (at > lapsesAt - WARN_BEFORE && isDue && !signInAgain.isAsking()) void check.current()
    }, 1_000)
    return () => clearInterval(timer)
  }, [lapsesAt])
  const left = lapsesAt - now
  if (left > WARN_BEFORE || left <= 0) return null
  return (
    <div className="session-warning">
      {/* Said once: a clock that ticks would be read out every second. */}
      <span className="unseen" role="alert">
        {words('shell.session.ending')}
      </span>
      <span aria-hidden="true">{words('shell.session.warning', { time: clock(Math.ceil(left / 1000)) })}</span>
      <Button kind="primary" onClick={() => void ping.current().catch(() => undefined)}>
        {words('shell.session.stay')}
      </Button>
    </div>
  )
}
