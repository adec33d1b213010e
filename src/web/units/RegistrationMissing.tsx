import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { goTo } from '../ui/go-to.ts'
import { MissingList, type MissingItem } from '../ui/MissingList.tsx'
import { words } from '../words/words.ts'
import { SECTIONS, type Section } from './registration-sections.ts'
import type { RegistrationForm } from './use-registration-form.ts'

function jump(subject: RegistrationSubject, label: string, name: string): ReactElement {
  return (
    <a
      href={`#${subject}`}
      aria-label={name}
      onClick={(event) => {
        event.preventDefault()
        goTo(subject)
      }}
    >
      {label}
    </a>
  )
}

function itemsOf(form: RegistrationForm, { key, title, subjects }: Section): readonly MissingItem[] {
  const lacking = subjects.filter(form.isLacking)
  const section = words(title)
  if (lacking.length === 0) {
    return [{ key, label: words('units.registration.sectionDone', { section }), done: true }]
  }
  return lacking.map((subject) => {
    const name = REGISTRATION_WORDS[subject]
    const label = words('units.registration.goTo')
    return {
      key: subject,
      label: name,
      done: false,
      action: jump(subject, label, words('units.registration.goToOf', { name })),
    }
  })
}

function returnedItems(form: RegistrationForm, subjects: readonly RegistrationSubject[]): readonly MissingItem[] {
  return subjects.flatMap((subject) => {
    const returned = form.returnedFor(subject)
    if (returned === undefined) return []
    const name = REGISTRATION_WORDS[subject]
    const action = jump(subject, words('units.registration.mend'), words('units.registration.mendOf', { name }))
    return [{ key: `returned-${subject}`, label: name, done: returned.mended, action }]
  })
}

/** 还缺什么: what a return asks for, what is missing and what is wrong; every line jumps to its field. */
export function RegistrationMissing({ form }: { form: RegistrationForm }): ReactElement {
  const returned = SECTIONS.flatMap(({ subjects }) => returnedItems(form, subjects))
  return (
    <aside className="stack registration-aside">
      {returned.length > 0 && <MissingList title={words('units.registration.toMend')} items={returned} />}
      <MissingList items={SECTIONS.flatMap((section) => itemsOf(form, section))} />
    </aside>
  )
}
