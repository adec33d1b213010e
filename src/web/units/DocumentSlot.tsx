import '../words/zh/units.ts'
import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import type { RegistrationDocument } from '../../domain/units/registration-fields.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { RegistrationForm } from './use-registration-form.ts'

const KINDS = ['.jpg', '.jpeg', '.png']
const MAX_BYTES = 10 * 1024 * 1024

/** One document: dropped, pasted or chosen, shown, and replaced by another. */
export function DocumentSlot({ form, kind }: { form: RegistrationForm; kind: RegistrationDocument }): ReactElement {
  const name = REGISTRATION_WORDS[kind]
  const { stored, sending, error } = form.documents.of(kind)
  const problem = error ?? form.errorOf(kind)
  return (
    <div className="document" id={kind} tabIndex={-1}>
      <h3>
        <span className="required" aria-hidden="true">
          *
        </span>
        {name}
      </h3>
      {stored !== undefined && sending === undefined && (
        <figure className="document-shown">
          {stored.preview === undefined ? (
            <Icon name="check" size={2} />
          ) : (
            <img src={stored.preview} alt={words('units.registration.documentOf', { name })} />
          )}
          <figcaption>
            <Icon name="check" /> {words('units.registration.documentStored')}{' '}
            <span className="quiet">{stored.name}</span>
          </figcaption>
        </figure>
      )}
      <div className={classNames(stored !== undefined && 'document-again')}>
        <FileDrop
          label={
            stored === undefined
              ? words('units.registration.documentDropOf', { name })
              : words('units.registration.documentReplace')
          }
          hint={words('units.registration.documentHint')}
          kinds={KINDS}
          maxBytes={MAX_BYTES}
          disabled={sending !== undefined}
          onFiles={([file]) => file && form.documents.put(kind, file)}
        />
      </div>
      {sending !== undefined && (
        <div className="stack document-sending">
          <Progress label={words('units.registration.documentUploading')} done={sending.share * 100} total={100} />
          <span className="quiet small">{sending.name}</span>
          <Button onClick={() => form.documents.cancel(kind)}>{words('units.registration.cancelUpload')}</Button>
        </div>
      )}
      {problem !== undefined && (
        <span className="field-error" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
