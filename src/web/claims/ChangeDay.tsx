import '../words/zh/claim-entry.ts'
import { useState, type ReactElement } from 'react'
import { typedDate } from '../../domain/shared/typed-date.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { today } from '../shared/today.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'

export type ChangeDayProps = {
  readonly on: string
  readonly onChange: (on: string) => Promise<void>
}

/** 更改出险日期: judged as at 受理, so it is asked for and answered in a dialog of its own. */
export function ChangeDay({ on, onChange }: ChangeDayProps): ReactElement {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(on)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const change = async () => {
    const day = typedDate(typed)
    if (!day) return setError(words('claimEntry.dateWrong'))
    setPending(true)
    try {
      await onChange(day)
      setOpen(false)
    } catch (failure) {
      setError(sentenceOf(failure))
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button
        kind="text"
        onClick={() => {
          setError(undefined)
          setTyped(on)
          setOpen(true)
        }}
      >
        {words('claimEntry.changeDay')}
      </Button>
      {open && (
        <ConfirmDialog
          title={words('claimEntry.changeDayAsk')}
          action={words('claimEntry.changeDay')}
          pending={pending}
          error={error}
          onConfirm={() => void change()}
          onCancel={() => setOpen(false)}
        >
          <p>{words('claimEntry.changeDayText')}</p>
          <DateField
            label={words('claimEntry.newDay')}
            required
            latest={today()}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </ConfirmDialog>
      )}
    </>
  )
}
