import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { words } from '../words/words.ts'
import type { Profile } from './unit-change-values.ts'

/** What a unit cannot change itself, and whom to ask. */
export function ProfileFacts({ profile }: { profile: Profile }): ReactElement {
  const facts: readonly (readonly [string, string | number])[] = [
    [REGISTRATION_WORDS.creditCode, profile.creditCode],
    [REGISTRATION_WORDS.agencyId, profile.agencyName],
    [words('units.profile.office'), profile.officeName],
    [words('units.profile.officeTelephone'), profile.officeTelephone],
    [words('units.profile.officeMail'), profile.officeMail],
    [words('units.profile.officeAddress'), profile.officeAddress],
    [REGISTRATION_WORDS.staffCount, profile.staffCount],
    [REGISTRATION_WORDS.womenCount, profile.womenCount],
    [REGISTRATION_WORDS.contactName, profile.contactName],
    [REGISTRATION_WORDS.contactPhone, profile.contactPhoneMasked],
  ]
  return (
    <section className="card card-body" aria-label={words('units.profile.facts')}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
