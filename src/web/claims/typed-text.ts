import '../words/zh/claim-entry.ts'
import { GRADE_NAMES, INSURANCE_NAMES, PAYEE_RELATION_NAMES } from '../../contract/words/claim-words.ts'
import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { words } from '../words/words.ts'

/** Fields whose values are kept as codes. */
const NAMES: { readonly [field: string]: Readonly<Record<string, string>> } = {
  relation: PAYEE_RELATION_NAMES,
  grade: GRADE_NAMES,
  insurance: INSURANCE_NAMES,
}

function valueInWords(name: string, value: unknown): string {
  return value === true ? words('claimEntry.yes') : (NAMES[name]?.[String(value)] ?? String(value))
}

/** Everything that was typed, a field a line, to be copied where it cannot be saved any more. */
export function typedText({ payee, incident, sheets }: ClaimEntry): string {
  const lines = (prefix: string, part: object) =>
    Object.entries(part).flatMap(([name, value]) =>
      value === '' || value === null || value === false
        ? []
        : [words('form.line', { label: entryFieldPlace(`${prefix}.${name}`), message: valueInWords(name, value) })],
    )
  return [
    ...lines('payee', payee),
    ...lines('incident', incident),
    ...sheets.flatMap((sheet, at) => lines(`sheets.${at}`, sheet)),
  ].join('\n')
}
