import '../words/zh/claim-entry.ts'
import { useState, type ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'

type StayKind = 'illness-inpatient' | 'accident-inpatient'
const STAYS: readonly StayKind[] = ['illness-inpatient', 'accident-inpatient']

export type ChangeKindProps = {
  readonly kinds: readonly string[]
  readonly onChange: (kind: StayKind) => Promise<void>
}

/** 改为意外住院 / 改为疾病住院, asked before it is done: the amount has to be calculated anew. */
export function ChangeKind({ kinds, onChange }: ChangeKindProps): ReactElement | null {
  const [asked, setAsked] = useState<StayKind>()
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const change = async (kind: StayKind) => {
    setPending(true)
    try {
      await onChange(kind)
      setAsked(undefined)
    } catch (failure) {
      setError(sentenceOf(failure))
    } finally {
      setPending(false)
    }
  }
  const offered = STAYS.filter((kind) => kinds.includes(kind))
  return (
    <>
      {offered.map((kind) => (
        <Button
          key={kind}
          kind="text"
          onClick={() => {
            setError(undefined)
            setAsked(kind)
          }}
        >
          {words('claimEntry.changeTo', { kind: CLAIM_KIND_NAMES[kind] })}
        </Button>
      ))}
      {asked && (
        <ConfirmDialog
          title={words('claimEntry.changeAsk', { kind: CLAIM_KIND_NAMES[asked] })}
          action={words('claimEntry.changeTo', { kind: CLAIM_KIND_NAMES[asked] })}
          pending={pending}
          error={error}
          onConfirm={() => void change(asked)}
          onCancel={() => setAsked(undefined)}
        >
          <p>{words('claimEntry.changeText')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
