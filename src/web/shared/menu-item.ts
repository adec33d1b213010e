import type { Desk } from '../../domain/organisations/desks.ts'
import type { IconName } from '../ui/Icon.tsx'
import type { PlainKey } from '../words/words.ts'

/** A line of the left menu. It shows for holders of one of its desks on its side. */
export type MenuItem = {
  readonly path: string
  readonly label: PlainKey
  readonly icon: IconName
  readonly side: 'unit' | 'office' | 'both'
  /** Heading under which it stands; items of one heading follow each other. */
  readonly section?: PlainKey
  /** Empty: everyone on that side. */
  readonly desks: readonly Desk[]
  /** Initials of the label's pinyin, for finding the page by keyboard. */
  readonly initials: string
  /** Which of the live counts stands behind the label. */
  readonly count?: string
}
