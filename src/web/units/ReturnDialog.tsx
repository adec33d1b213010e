import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { words } from '../words/words.ts'
import { ReasonField } from './ReasonField.tsx'
import { SECTIONS } from './registration-sections.ts'
import type { ReviewReasons } from './use-review-reasons.ts'

export type ReturnDialogProps = {
  readonly unitName: string
  readonly reasons: ReviewReasons
  readonly pending: boolean
  readonly error: string | undefined
  readonly onReturn: () => void
  readonly onClose: () => void
}

const subjects: readonly RegistrationSubject[] = SECTIONS.flatMap((section) => section.subjects)

/** 退回: what is wrong, field by field, before it goes to the applicant. */
export function ReturnDialog(props: ReturnDialogProps): ReactElement {
  const { unitName, reasons, pending, error, onReturn, onClose } = props
  const { all } = reasons
  const others = subjects.filter((subject) => reasons.textOf(subject) === undefined)
  const lacking =
    all.length === 0
      ? words('units.review.pointFirst')
      : all.some(({ text }) => text.trim() === '')
        ? words('units.review.textFirst')
        : undefined
  return (
    <Dialog
      title={words('units.review.returnTitle', { unitName })}
      size="medium"
      pending={pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={pending} onClick={onClose} />
          <Button danger pending={pending} reason={lacking} onClick={onReturn}>
            {words('units.review.return')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{words('units.review.returnText')}</p>
        {error !== undefined && (
          <Notice tone="danger" live>
            {error}
          </Notice>
        )}
        {all.map(({ field }) => (
          <ReasonField key={field} reasons={reasons} field={field} />
        ))}
        <SelectField
          label={words('units.review.another')}
          value=""
          options={others.map((subject) => ({ value: subject, label: REGISTRATION_WORDS[subject] }))}
          onChange={({ currentTarget }) => {
            const chosen = others.find((subject) => subject === currentTarget.value)
            if (chosen !== undefined) reasons.set(chosen, '')
          }}
        />
      </div>
    </Dialog>
  )
}
