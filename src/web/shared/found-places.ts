import type { OutputOf } from '../../contract/endpoint.ts'
import type { findObjects } from '../../contract/oversight.ts'
import type { IconName } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import type { MenuItem } from './menu-item.ts'

type Found = OutputOf<typeof findObjects>['found'][number]

/** Something that was found: what it is called, what kind of thing it is, and where it opens. */
export type FoundPlace = {
  readonly key: string
  readonly icon: IconName
  readonly name: string
  readonly kind: string | undefined
  readonly href: string
}

/** Pages whose name has the text in it, or whose pinyin begins with it. */
export function pagesNamed(items: readonly MenuItem[], text: string): readonly FoundPlace[] {
  const wanted = text.trim().toLowerCase()
  return items
    .filter((item) => words(item.label).includes(wanted) || item.initials.startsWith(wanted))
    .map(({ path, icon, label, section }) => ({
      key: path,
      icon,
      name: words(label),
      kind: section && words(section),
      href: path,
    }))
}

function hrefOf({ kind, id, unitName, printed }: Found): string {
  if (kind === 'enrolment') return `/enrolments/${id}`
  if (kind === 'claim') return `/claims/${id}`
  if (kind === 'registration') return `/registrations/${id}`
  if (kind === 'unit') return `/enrolment-archive?${new URLSearchParams({ unitName })}`
  return `/certificates?${new URLSearchParams({ ...(printed && { tab: 'printed' }), open: id })}`
}

const icons: Readonly<Record<Found['kind'], IconName>> = {
  enrolment: 'form',
  certificate: 'letter',
  claim: 'form',
  registration: 'building',
  unit: 'building',
}

/** An object as a line of the list. */
export function placeOfFound(found: Found): FoundPlace {
  const { kind, id, number, unitName } = found
  return {
    key: `${kind} ${id}`,
    icon: icons[kind],
    name: kind === 'unit' ? unitName : `${number} ${unitName}`,
    kind: words(`shell.found.${kind}`),
    href: hrefOf(found),
  }
}
