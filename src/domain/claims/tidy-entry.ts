import { SHEET_AMOUNTS } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import { formatYuan, parseYuan } from '../shared/cents.ts'
import { normaliseIdNumber } from '../shared/id-number.ts'
import { parsePhone } from '../shared/phone.ts'
import { compact, tidy, tidySentence, tidyTitle } from '../shared/typed-text.ts'
import { takesSheets, type ClaimEntry, type Incident, type Payee, type SheetEntry } from './claim-entry.ts'

/** A payee as it is kept. */
export function tidyPayee(payee: Payee): Payee {
  const phone = parsePhone(payee.mobile)
  return {
    relation: payee.relation,
    name: tidy(payee.name),
    idNumber: normaliseIdNumber(payee.idNumber),
    mobile: phone.ok ? phone.value : compact(payee.mobile),
    card: payee.card,
    bank: tidyTitle(payee.bank),
    branch: tidyTitle(payee.branch),
  }
}

function tidyIncident(incident: Incident, on: string): Incident {
  return {
    ...incident,
    on,
    cause: tidySentence(incident.cause),
    diagnosisCode: compact(incident.diagnosisCode),
    diagnosisName: tidyTitle(incident.diagnosisName),
    category: tidy(incident.category),
  }
}

function tidySheet(sheet: SheetEntry): SheetEntry {
  const amounts = SHEET_AMOUNTS.map((name) => {
    const parsed = parseYuan(sheet[name])
    return [name, parsed.ok ? formatYuan(parsed.value) : sheet[name]] as const
  })
  return {
    ...sheet,
    ...Object.fromEntries(amounts),
    hospital: tidyTitle(sheet.hospital),
    stay: tidy(sheet.stay),
    invoiceNumber: compact(sheet.invoiceNumber).toUpperCase(),
    settlementKind: tidy(sheet.settlementKind),
    treatment: tidySentence(sheet.treatment),
  }
}

/** An entry as it is kept: tidy texts, amounts with two decimals, the day of the event as it was accepted. */
export function tidyEntry(entry: ClaimEntry, incidentOn: string): ClaimEntry {
  return {
    payee: tidyPayee(entry.payee),
    incident: tidyIncident(entry.incident, incidentOn),
    sheets: entry.sheets.map(tidySheet),
  }
}

/** The entry of one case of an event; `stays`: its kind takes stays in hospital and nothing else (see `entryNeeds`). */
export type EventEntry = { readonly entry: ClaimEntry; readonly kind: ClaimKind; readonly stays: boolean }

/**
 * What the cases of one event share: payee, diagnosis and cause, the day of a death, and the sheets where both kinds take
 * any. A sheet without a day of admission is no stay: it is shared among kinds that pay for other bills too, and stays
 * where it is otherwise.
 */
export function shareEntry(from: EventEntry, to: EventEntry): ClaimEntry {
  const { cause, diagnosisCode, diagnosisName } = from.entry.incident
  const diedOn = from.kind === to.kind ? from.entry.incident.diedOn : to.entry.incident.diedOn
  const staysOnly = from.stays || to.stays
  const isShared = ({ admittedOn }: SheetEntry) => !staysOnly || admittedOn !== ''
  return {
    payee: from.entry.payee,
    incident: { ...to.entry.incident, cause, diagnosisCode, diagnosisName, diedOn },
    sheets:
      takesSheets(from.kind) && takesSheets(to.kind)
        ? sharedSheets(from.entry.sheets, to.entry.sheets, isShared)
        : to.entry.sheets,
  }
}

/** Those that are shared as the one case has them, in the places where the other had them; its own keep theirs. */
function sharedSheets(
  from: readonly SheetEntry[],
  to: readonly SheetEntry[],
  isShared: (sheet: SheetEntry) => boolean,
): readonly SheetEntry[] {
  const given = from.filter(isShared)
  const places = to.flatMap((sheet) => (isShared(sheet) ? given.splice(0, 1) : [sheet]))
  return [...places, ...given]
}
