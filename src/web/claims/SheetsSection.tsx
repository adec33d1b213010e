import '../words/zh/claim-entry.ts'
import { useState, type ReactElement } from 'react'
import { MOST_SHEETS, type SheetEntry } from '../../domain/claims/claim-entry.ts'
import type { SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { listOf, words } from '../words/words.ts'
import { fieldId, type EntryForm } from './entry-form.ts'
import { newSheet } from './sheet-columns.ts'
import { SheetForm } from './SheetForm.tsx'
import { SheetsSummary } from './SheetsSummary.tsx'

/** 结算单信息: one form per sheet. */
export function SheetsSection({ form }: { form: EntryForm }): ReactElement {
  const { entry, needs, sheetOrder, readOnly } = form
  const { sheets } = entry
  const [note, setNote] = useState<string>()
  const put = (next: readonly SheetEntry[]) => form.change((whole) => ({ ...whole, sheets: next }))
  const paste = (at: number) => async (text: string, from: SheetAmount) => {
    const order = sheetOrder.slice(sheetOrder.indexOf(from))
    const { readPasted, withPasted, withoutPasted } = await import('./read-pasted.ts')
    const read = readPasted(text, order)
    if (!read.ok) return setNote(read.sentence)
    if (at + read.value.length > MOST_SHEETS) return setNote(words('claimEntry.pasteTooMany', { most: MOST_SHEETS }))
    const cells = read.value.flatMap(({ unread }) => unread.map(({ cell }) => cell))
    setNote(cells.length === 0 ? undefined : words('claimEntry.unread', { count: cells.length, cells: listOf(cells) }))
    form.change((whole) => ({ ...whole, sheets: withPasted(whole.sheets, at, read.value) }))
    toast(words('claimEntry.pasted', { count: read.value.length }), () =>
      form.change((whole) => ({ ...whole, sheets: withoutPasted(whole.sheets, at, read.value, sheets) })),
    )
  }
  const remove = (at: number) => {
    const removed = sheets.slice(at, at + 1)
    put(sheets.filter((_, index) => index !== at))
    toast(words('claimEntry.sheetRemoved'), () =>
      form.change((whole) => ({
        ...whole,
        sheets: [...whole.sheets.slice(0, at), ...removed, ...whole.sheets.slice(at)],
      })),
    )
  }
  const { error } = form.field('sheets')
  return (
    <section className="card card-body" aria-labelledby="entry-part-sheets">
      <h2 id="entry-part-sheets" className="entry-head">
        {words('claimEntry.sheets')}
      </h2>
      {sheets.length === 0 && <p className="quiet">{words('claimEntry.noSheets')}</p>}
      {note !== undefined && (
        <Notice tone="warning" live>
          {note}
        </Notice>
      )}
      {sheets.map((sheet, at) => (
        <SheetForm
          // The sheets have no ids: they are a list that is kept whole, in its order.
          key={at}
          form={form}
          at={at}
          sheet={sheet}
          onPaste={(text, from) => void paste(at)(text, from)}
          onRemove={() => remove(at)}
        />
      ))}
      {sheets.length > 0 && <SheetsSummary sheets={sheets} />}
      {error !== undefined && <p className="field-error">{error}</p>}
      {!readOnly && (
        <Button
          id={fieldId('sheets')}
          reason={sheets.length < MOST_SHEETS ? undefined : words('claimEntry.sheetsFull', { most: MOST_SHEETS })}
          onClick={() => put([...sheets, newSheet(sheets.at(-1), needs.insurance ? '' : 'employee')])}
        >
          {words(sheets.length === 0 ? 'claimEntry.firstSheet' : 'claimEntry.addSheet')}
        </Button>
      )}
    </section>
  )
}
