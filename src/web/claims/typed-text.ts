import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { words } from '../words/words.ts'

/** Everything that was typed, a field a line, to be copied where it cannot be saved any more. */
export function typedText({ payee, incident, sheets }: ClaimEntry): string {
  const lines = (prefix: string, part: object) =>
    Object.entries(part).flatMap(([name, value]) =>
      value === '' || value === null || typeof value === 'boolean'
        ? []
        : [words('form.line', { label: entryFieldPlace(`${prefix}.${name}`), message: String(value) })],
    )
  return [
    ...lines('payee', payee),
    ...lines('incident', incident),
    ...sheets.flatMap((sheet, at) => lines(`sheets.${at}`, sheet)),
  ].join('\n')
}
