import type { ReactElement } from 'react'
import { endSession, listSessions } from '../../contract/own-account.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

const BROWSERS = /(?:Edg|OPR|QQBrowser|Firefox|Chrome|Version)\/(\d+)/
const SYSTEMS = /Windows|Android|iPhone|iPad|Mac OS X|Linux/

/** `Chrome 120 · Windows` out of what the browser says of itself; unknown ones as they say it. */
function browserOf(agent: string): string {
  const named = /Edg|OPR|QQBrowser|Firefox|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge')
  const version = BROWSERS.exec(agent)?.[1] ?? ''
  const system = SYSTEMS.exec(agent)?.[0]
  return named === undefined || system === undefined ? agent : `${named} ${version} · ${system}`
}

/** 登录设备: where this account is signed in; any but this one can be ended. */
export function SessionList(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(listSessions, {})
  const end = useCommand(endSession, {
    refreshes: [listSessions],
    onDone: () => toast(words('accounts.sessions.ended')),
  })
  return (
    <section className="card" aria-labelledby="sessions">
      <div className="card-head">
        <h2 id="sessions">{words('accounts.sessions.title')}</h2>
      </div>
      {end.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(end.error)}
        </Notice>
      )}
      {error !== null && data === undefined ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={words('accounts.sessions.title')}
          rows={data?.sessions}
          rowKey={({ id }) => id}
          rowName={({ address }) => address}
          empty={null}
          columns={[
            { key: 'since', head: words('accounts.sessions.since'), render: ({ createdAt }) => timeInWords(createdAt) },
            { key: 'seen', head: words('accounts.sessions.seen'), render: ({ lastSeenAt }) => timeInWords(lastSeenAt) },
            { key: 'address', head: words('accounts.sessions.address'), render: ({ address }) => address },
            { key: 'agent', head: words('accounts.sessions.agent'), most: 30, render: ({ agent }) => browserOf(agent) },
          ]}
          renderActions={({ id, current }) =>
            current ? (
              <StateTag tone="done" label={words('accounts.sessions.current')} />
            ) : (
              <Button kind="text" danger pending={end.pending} onClick={() => end.run({ id })}>
                {words('accounts.sessions.end')}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}
