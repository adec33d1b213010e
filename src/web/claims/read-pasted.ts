import '../words/zh/claim-entry.ts'
import { claimFieldRefusals } from '../../contract/words/refusals-claim-fields.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import type { SheetEntry } from '../../domain/claims/claim-entry.ts'
import { pasteSheets, type PastedSheet, type SheetColumn } from '../../domain/claims/paste-sheet.ts'
import { newSheet } from './sheet-columns.ts'

/** What came of a paste. */
export type Pasted =
  | { readonly ok: true; readonly value: readonly PastedSheet[] }
  | { readonly ok: false; readonly sentence: string }

/** Lines pasted from a spreadsheet, or what is wrong with them; loaded with the first of them. */
export function readPasted(text: string, order: readonly SheetColumn[]): Pasted {
  const read = pasteSheets(text, order)
  return read.ok ? read : { ok: false, sentence: sentenceIn(claimFieldRefusals, read.refusal) }
}

type Sheets = readonly SheetEntry[]
type Pastes = readonly PastedSheet[]

/** Puts pasted lines into the sheets from this one on; further lines become further sheets. */
export function withPasted(sheets: Sheets, at: number, pasted: Pastes): Sheets {
  const filled = [...sheets]
  for (const [index, { values }] of pasted.entries())
    filled[at + index] = { ...(filled[at + index] ?? newSheet(filled[at])), ...values } as SheetEntry
  return filled
}

/** Takes what was pasted away again; what was typed since then stays. */
export function withoutPasted(sheets: Sheets, at: number, pasted: Pastes, before: Sheets): Sheets {
  return sheets.flatMap((sheet, index) => {
    const values = pasted[index - at]?.values
    if (values === undefined) return [sheet]
    const old = before[index] ?? newSheet()
    const kept = Object.entries(values).map(([name, value]) => {
      const now = sheet[name as keyof SheetEntry]
      return [name, now === value ? old[name as keyof SheetEntry] : now] as const
    })
    const restored = { ...sheet, ...Object.fromEntries(kept) } as SheetEntry
    const isEmpty = Object.keys(values).every((name) => restored[name as keyof SheetEntry] === '')
    return before[index] === undefined && isEmpty ? [] : [restored]
  })
}
