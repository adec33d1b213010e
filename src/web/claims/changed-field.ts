import { GRADE_NAMES, INSURANCE_NAMES, PAYEE_RELATION_NAMES } from '../../contract/words/claim-words.ts'
import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import { words } from '../words/words.ts'

/** A field of an entry that was changed, with its values as they are kept; null where its sheet was not there. */
export type ChangedField = { readonly path: string; readonly before: string | null; readonly after: string | null }

const yesNo = () => ({ true: words('claimReview.yes'), false: words('claimReview.no') })

/** Fields whose values are kept as codes. */
const NAMES: ReadonlyMap<string, () => Readonly<Record<string, string>>> = new Map<
  string,
  () => Readonly<Record<string, string>>
>([
  ['grade', () => GRADE_NAMES],
  ['insurance', () => INSURANCE_NAMES],
  ['relation', () => PAYEE_RELATION_NAMES],
  ['inSitu', yesNo],
  ['remote', yesNo],
])

function valueInWords(path: string, value: string | null): string {
  if (value === null || value === '') return words('claimReview.empty')
  return NAMES.get(path.split('.').at(-1) ?? '')?.()[value] ?? value
}

/** 病种等级：轻度 → 重度 */
export function changeInWords({ path, before, after }: ChangedField): string {
  return words('claimReview.fieldChanged', {
    field: entryFieldPlace(path),
    before: valueInWords(path, before),
    after: valueInWords(path, after),
  })
}
