import type { LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import type { Doc } from './sheet.ts'
import { createTypesetter } from './typesetter.ts'

/** A character of a letter that no font has. `row` is the person's number in the annex, absent for other texts. */
export type MissingCharacter = {
  readonly person: string
  readonly row?: number
  readonly codePoint: string
  readonly character: string
}

/** Every character that would be printed as a code point, with the name (or other text) that it stands in. */
export function findMissing(doc: Doc, letter: LetterSnapshot): MissingCharacter[] {
  const typesetter = createTypesetter(doc)
  const { unit, office, plan } = letter
  const texts = [letter.association, unit.name, unit.address, office.name, office.address, office.telephone, plan.name]
  const inTexts = [...texts, ...letter.benefits].flatMap((text) => named(typesetter.missingIn(text), { person: text }))
  const inNames = letter.people.flatMap(({ name }, index) =>
    named(typesetter.missingIn(name), { person: name, row: index + 1 }),
  )
  return [...inTexts, ...inNames]
}

function named(characters: readonly string[], where: { person: string; row?: number }): MissingCharacter[] {
  return [...new Set(characters)].map((character) => ({
    ...where,
    character,
    codePoint: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  }))
}
