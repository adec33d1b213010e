import type { ReactNode } from 'react'
import type { assessClaimEntry } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimEntry, Incident, Payee, SheetEntry } from '../../domain/claims/claim-entry.ts'
import type { ClaimDetail } from './claim-detail.ts'

export type Assessment = OutputOf<typeof assessClaimEntry>
export type Needs = Assessment['needs']
/** Something about a field, in a sentence. */
export type Noted = { readonly path: string; readonly sentence: string }

/** What the fields of the form share: what is entered, how it is changed, and what stands at each field. */
export type EntryForm = {
  readonly claim: ClaimDetail
  readonly entry: ClaimEntry
  readonly needs: Needs
  /** Amounts in the order of the office's paper. */
  readonly sheetOrder: Assessment['sheetOrder']
  readonly readOnly: boolean
  readonly change: (change: (entry: ClaimEntry) => ClaimEntry) => void
  /** Properties of a field of the kit, by its path. */
  readonly field: (path: string) => {
    readonly id: string
    readonly label: string
    readonly error: string | undefined
    readonly hint?: ReactNode
    readonly readOnly: boolean
  }
}

/** The id of the control of a field, to jump to. */
export function fieldId(path: string): string {
  return `entry-${path.replaceAll('.', '-')}`
}

export function changePayee(form: EntryForm, change: Partial<Payee>): void {
  form.change((entry) => ({ ...entry, payee: { ...entry.payee, ...change } }))
}

export function changeIncident(form: EntryForm, change: Partial<Incident>): void {
  form.change((entry) => ({ ...entry, incident: { ...entry.incident, ...change } }))
}

export function changeSheet(form: EntryForm, at: number, change: Partial<SheetEntry>): void {
  form.change((entry) => ({
    ...entry,
    sheets: entry.sheets.map((sheet, index) => (index === at ? { ...sheet, ...change } : sheet)),
  }))
}
