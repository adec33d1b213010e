import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { confirmRoster, downloadLetter, getCertificate, listCertificates } from '../../contract/certificates.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { fetchFile, keepFile } from '../shared/download-file.ts'
import { refresh, useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import type { Letter } from './LetterPanel.tsx'

/** Characters that no font has, with person and code point: printing goes on only after a tick. */
function Unprintable({ letter }: { letter: Letter }): ReactElement {
  return (
    <Notice tone="warning">
      {words('certificates.unprintable')}
      <ul>
        {letter.unprintable.map(({ person, character, codePoint }) => (
          <li key={`${person} ${codePoint}`}>
            {words('certificates.unprintableOne', { person, character, codePoint })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** 我已确认人员名单无误 → 打印确认书: the PDF of this version, the same bytes each time. */
export function PrintForm({ letter }: { letter: Letter }): ReactElement {
  const { id, version, ready, rosterConfirmed } = letter.certificate
  const client = useQueryClient()
  const confirm = useCommand(confirmRoster)
  const [right, setRight] = useState(rosterConfirmed)
  const [codes, setCodes] = useState(false)
  const [fetching, setFetching] = useState(false)
  const [outcome, setOutcome] = useState<{ done: boolean; text: string }>()
  const odd = letter.unprintable.length > 0
  const reason = !ready
    ? words('certificates.notReady')
    : !right
      ? words('certificates.tickFirst')
      : odd && !codes
        ? words('certificates.tickCodes')
        : undefined
  const print = async () => {
    setFetching(true)
    try {
      await confirm.ask({ id, version, ...(odd && { codePointsAccepted: codes }) })
      const file = await fetchFile(downloadLetter, { id, version })
      keepFile(file)
      setOutcome({ done: true, text: words('certificates.printedNow', { name: file.name }) })
      await refresh(client, [listCertificates, getCertificate, countWork])
    } catch (error) {
      setOutcome({ done: false, text: sentenceOf(error) })
    } finally {
      setFetching(false)
    }
  }
  return (
    <div className="stack">
      {odd && <Unprintable letter={letter} />}
      <CheckboxField
        label={words('certificates.right')}
        checked={right}
        onChange={(event) => setRight(event.target.checked)}
      />
      {odd && (
        <CheckboxField
          label={words('certificates.acceptCodes')}
          checked={codes}
          onChange={(event) => setCodes(event.target.checked)}
        />
      )}
      <Button kind="primary" icon="letter" pending={fetching} reason={reason} onClick={() => void print()}>
        {words('certificates.printLetter')}
      </Button>
      {outcome !== undefined && (
        <Notice tone={outcome.done ? 'ok' : 'danger'} live>
          {outcome.text}
        </Notice>
      )}
    </div>
  )
}
