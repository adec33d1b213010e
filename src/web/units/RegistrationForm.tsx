import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { problemOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ContactSection } from './ContactSection.tsx'
import { MendedElsewhere } from './MendedElsewhere.tsx'
import { forgetDraft } from './registration-draft.ts'
import { RegistrationFoot } from './RegistrationFoot.tsx'
import { RegistrationMissing } from './RegistrationMissing.tsx'
import { SECTIONS, type SectionKey } from './registration-sections.ts'
import { UnionSection } from './UnionSection.tsx'
import { UnitSection } from './UnitSection.tsx'
import { useRegistrationForm, type Opened, type RegistrationForm as Form } from './use-registration-form.ts'

// At the foot of the form: it comes while the head is read.
const DocumentSlot = lazy(() => import('./DocumentSlot.tsx').then((file) => ({ default: file.DocumentSlot })))
const RegistrationCodeDialog = lazy(() =>
  import('./RegistrationCodeDialog.tsx').then((file) => ({ default: file.RegistrationCodeDialog })),
)

export type RegistrationFormProps = {
  readonly opened: Opened
  /** The number of a registration that was returned. */
  readonly number: string | null
  /** A draft of earlier was not there any more. */
  readonly gone: boolean
}

const parts: { readonly [Key in SectionKey]: (form: Form) => ReactElement } = {
  unit: (form) => <UnitSection form={form} />,
  union: (form) => <UnionSection form={form} />,
  contact: (form) => <ContactSection form={form} />,
  documents: (form) => (
    <div className="documents">
      <Suspense fallback={<Skeleton lines={3} />}>
        <DocumentSlot form={form} kind="credit-code-certificate" />
        <DocumentSlot form={form} kind="union-certificate" />
      </Suspense>
    </div>
  ),
}

/** The form of a new unit, and of one whose registration was returned. */
export function RegistrationForm({ opened, number, gone }: RegistrationFormProps): ReactElement {
  const form = useRegistrationForm(opened)
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [draft, setDraft] = useState<string>()
  const { keeping, fields } = form
  const submit = async () => {
    setAsking(true)
    try {
      if (await form.ready()) setDraft(form.keeper.keeping().token)
    } catch (error) {
      problemOf(error)
    } finally {
      setAsking(false)
    }
  }
  const submitted = (given: string) => {
    forgetDraft()
    const { agencyId: agency } = fields
    void navigate({ to: '/registration/submitted', search: { number: given, ...(agency && { agency }) } })
  }
  return (
    <div className="page">
      <PageHead
        title={words(number === null ? 'units.registration.title' : 'units.registration.returnedTitle')}
        text={
          number === null ? (
            <>
              {words('units.registration.text')} <Link to="/forgotten">{words('shell.forgotten')}</Link>
            </>
          ) : (
            words('units.registration.returnedText', { number })
          )
        }
      />
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {keeping.elsewhere && number !== null && <MendedElsewhere number={number} stays />}
      {gone && <Notice tone="warning">{words('units.registration.gone')}</Notice>}
      {keeping.renewed > 0 && (
        <Notice tone="warning" live>
          {words('units.registration.expired')}
        </Notice>
      )}
      <div className="beside">
        <div className="stack">
          {SECTIONS.map(({ key, title }) => (
            <section className="card card-body stack" key={key} aria-labelledby={`section-${key}`}>
              <h2 id={`section-${key}`}>{words(title)}</h2>
              {parts[key](form)}
            </section>
          ))}
          <RegistrationFoot
            keeping={keeping}
            pending={asking}
            onSave={() => void form.keeper.save().catch(() => undefined)}
            onSubmit={() => void submit()}
          />
        </div>
        <RegistrationMissing form={form} />
      </div>
      {draft !== undefined && (
        <Suspense fallback={null}>
          <RegistrationCodeDialog
            draft={draft}
            phone={fields.contactPhone ?? ''}
            onSubmitted={submitted}
            onClose={() => setDraft(undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}
