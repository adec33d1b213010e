import type { ImageHint } from './image-hints.ts'
import { ALIKE_AT_MOST } from './image-likeness.ts'

/** `strong` must be looked at, `weak` is worth a look, `fine` was looked at by the system. It never decides by itself. */
export type FindingLevel = 'strong' | 'weak' | 'fine'

export type FindingCode =
  | 'cover'
  | 'entry-lack'
  | 'entry-doubt'
  | 'entry-fine'
  | 'death'
  | 'late'
  | 'category-paid-before'
  | 'payee-other'
  | 'invoice-other-person'
  | 'invoice-same-person'
  | 'invoice-fine'
  | 'image-equal'
  | 'image-like'
  | 'image-fine'
  | 'image-poor'
  | 'card-elsewhere'
  | 'card-fine'

/** What the system knows about a case, with the figures that its sentence prints. */
export type ReviewFinding = {
  readonly code: FindingCode
  readonly level: FindingLevel
  readonly facts: Readonly<Record<string, string | number>>
  /** Field of the entry that it is about. */
  readonly path?: string
  readonly materialId?: string
  /** The other case, where the reviewer may see it. */
  readonly other?: { readonly id: string; readonly number: string; readonly materialId: string | null }
}

/** An image of another case that looks the same; `distance` counts the bits in which they differ, 0 are equal pixels. */
export type AlikeImage = {
  readonly materialId: string
  readonly kind: string
  readonly distance: number
  readonly samePerson: boolean
  readonly other: { readonly id: string; readonly number: string; readonly materialId: string | null } | null
}

/** Papers of the person that rightly look the same in every case of theirs. */
const PERSONAL = new Set([
  'identity-card-front',
  'identity-card-back',
  'passport',
  'own-bank-card',
  'payee-bank-card',
  'payee-identity-card',
  'relation-proof',
])

/** Equal pixels are a strong sign, alike ones a weak one. Source: decisions, "Images". */
export function imageFindings(alike: readonly AlikeImage[]): readonly ReviewFinding[] {
  const found = alike
    .filter(({ kind, samePerson, distance }) => distance <= ALIKE_AT_MOST && !(samePerson && PERSONAL.has(kind)))
    .map(({ materialId, distance, samePerson, other }): ReviewFinding => ({
      code: distance === 0 ? 'image-equal' : 'image-like',
      level: distance === 0 ? 'strong' : 'weak',
      facts: { number: other?.number ?? '', samePerson: samePerson ? 1 : 0 },
      materialId,
      ...(other && { other }),
    }))
  return found.length > 0 ? found : [{ code: 'image-fine', level: 'fine', facts: {} }]
}

export type SeenImage = { readonly id: string; readonly name: string; readonly hints: readonly ImageHint[] }

/** An image on which print may be illegible or missing is worth a look. Source: decisions, "Make it the best" 4. */
export function poorImageFindings(images: readonly SeenImage[]): readonly ReviewFinding[] {
  return images
    .filter(({ hints }) => hints.includes('blurred') || hints.includes('cut'))
    .map(({ id, name, hints }) => ({
      code: 'image-poor',
      level: 'weak',
      facts: { name, blurred: hints.includes('blurred') ? 1 : 0 },
      materialId: id,
    }))
}

export type InvoiceUse = { readonly path: string; readonly otherPerson: boolean; readonly number: string | null }

/** An invoice of somebody else is a strong sign; other kinds and plans of the same person are allowed and shown. */
export function invoiceFindings(uses: readonly InvoiceUse[]): readonly ReviewFinding[] {
  const found = uses.map(({ path, otherPerson, number }): ReviewFinding => ({
    code: otherPerson ? 'invoice-other-person' : 'invoice-same-person',
    level: otherPerson ? 'strong' : 'weak',
    facts: { number: number ?? '' },
    path,
  }))
  return found.length > 0 ? found : [{ code: 'invoice-fine', level: 'fine', facts: {} }]
}

const ORDER: readonly FindingLevel[] = ['strong', 'weak', 'fine']

/** What must be looked at first. */
export function inOrder(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level))
}
