import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { goTo } from '../ui/go-to.ts'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import { fieldId, type Noted } from './entry-form.ts'

/** 请再核对: what a careful colleague would ask about; it keeps nothing from being submitted. */
export function EntryFindings({ findings }: { findings: readonly Noted[] }): ReactElement | null {
  if (findings.length === 0) return null
  return (
    <section className="card card-body" aria-label={words('claimEntry.lookAgain')}>
      <h2>{words('claimEntry.lookAgain')}</h2>
      <ul className="doubts">
        {findings.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`}>
            <Icon name="warning" />
            <span>{sentence}</span>
            <Button
              kind="text"
              aria-label={words('claimEntry.lookOf', { what: sentence })}
              onClick={() => goTo(fieldId(path))}
            >
              {words('claimEntry.look')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
