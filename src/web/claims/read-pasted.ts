import { claimFieldRefusals } from '../../contract/words/refusals-claim-fields.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { pasteSheets, type PastedSheet, type SheetColumn } from '../../domain/claims/paste-sheet.ts'

export type Pasted =
  | { readonly ok: true; readonly value: readonly PastedSheet[] }
  | { readonly ok: false; readonly sentence: string }

/** Lines pasted from a spreadsheet, or what is wrong with them; loaded with the first of them. */
export function readPasted(text: string, order: readonly SheetColumn[]): Pasted {
  const read = pasteSheets(text, order)
  return read.ok ? read : { ok: false, sentence: sentenceIn(claimFieldRefusals, read.refusal) }
}
