import type { Desk } from '../../domain/organisations/desks.ts'
import type { IconName } from '../ui/Icon.tsx'
import type { PlainKey } from '../words/words.ts'

/** A live count: a pool by its kind, or one of the unit's own lists. */
export type CountKey =
  | 'registration'
  | 'enrolment-review'
  | 'payment'
  | 'unit-change'
  | 'claim-entry'
  | 'claim-first-review'
  | 'claim-second-review'
  | 'claim-approval'
  | 'claim-payee-review'
  | 'enrolments-to-edit'
  | 'enrolments-to-invoice'
  | 'letters-to-print'
  | 'payouts'
  | 'payment-failures'

export type Counts = Readonly<Partial<Record<CountKey, number>>>

/** A line of the left menu. It shows for holders of one of its desks on its side, once its page exists. */
export type MenuItem = {
  readonly path: string
  /** Pages elsewhere that belong to it, e.g. a case under 申领查询. */
  readonly under?: RegExp
  readonly label: PlainKey
  readonly icon: IconName
  readonly side: 'unit' | 'office' | 'both'
  /** Heading under which it stands; items of one heading follow each other. */
  readonly section?: PlainKey
  /** Empty: everyone on that side. */
  readonly desks: readonly Desk[]
  /** Initials of the label's pinyin, for finding the page by keyboard. */
  readonly initials: string
  /** Which live count stands behind the label; the home page leads here when it is not 0. */
  readonly count?: CountKey
  /** Only in a demo database. */
  readonly demo?: true
}
