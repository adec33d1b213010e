import '../words/zh/messages.ts'
import type { ReactElement } from 'react'
import { listDemoMessages } from '../../contract/messages.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import './messages.css'

/** 短信与邮件: what a demo database would have sent; nothing leaves. */
export function DemoMessagesPage(): ReactElement {
  const { data, error, refetch, isFetching } = useEndpointQuery(listDemoMessages, {}, { every: 5_000 })
  return (
    <div className="page">
      <PageHead
        title={words('messages.title')}
        text={words('messages.text')}
        actions={
          <>
            <LinkButton to="/">{words('ui.back')}</LinkButton>
            <Button pending={isFetching} onClick={() => void refetch()}>
              {words('messages.refresh')}
            </Button>
          </>
        }
      />
      <section className="card" aria-label={words('messages.title')}>
        {data === undefined && error === null && <Skeleton />}
        {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
        {data?.messages.length === 0 && (
          <EmptyState icon="message" title={words('messages.none')} text={words('messages.noneText')} />
        )}
        <ul className="messages">
          {data?.messages.map(({ id, at, channel, recipient, subject, text }) => (
            <li key={id}>
              <StateTag
                tone={channel === 'sms' ? 'in-entry' : 'awaiting-payment'}
                label={words(`messages.${channel}`)}
              />
              <div>
                <p className="quiet small">
                  {timeInWords(at)} · {recipient}
                </p>
                {subject !== '' && <h2>{subject}</h2>}
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
