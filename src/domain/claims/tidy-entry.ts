import { SHEET_AMOUNTS } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import { formatYuan, parseYuan } from '../shared/cents.ts'
import { normaliseIdNumber } from '../shared/id-number.ts'
import { parsePhone } from '../shared/phone.ts'
import { compact, tidy, tidySentence, tidyTitle } from '../shared/typed-text.ts'
import { takesSheets, type ClaimEntry, type Incident, type Payee, type SheetEntry } from './claim-entry.ts'
import { withDiagnosis } from './diagnosis-proposal.ts'
import type { DiagnosisAsked } from './entry-facts.ts'

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
export type EventEntry = {
  readonly entry: ClaimEntry
  readonly kind: ClaimKind
  readonly planCode: string
  readonly stays: boolean
  readonly asks: DiagnosisAsked
}

/** The case that is saved, with its entry as it was before. */
export type SavedEntry = EventEntry & { readonly before: ClaimEntry }

/**
 * What the cases of one event share: payee, diagnosis and cause, the day of a death, and the sheets where both kinds take
 * any. Another case may have been entered by a colleague meanwhile: it is given what this save changed, and what it does
 * not have yet.
 */
export function shareEntry(from: SavedEntry, to: EventEntry): ClaimEntry {
  return {
    payee: sharedPayee(from, to.entry.payee),
    incident: sharedIncident(from, to),
    sheets: takesSheets(from.kind) && takesSheets(to.kind) ? sharedSheets(from, to) : to.entry.sheets,
  }
}

const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)

/** Name, number and mobile are offered by the page: a payee is entered once there is more. */
function sharedPayee({ entry, before }: SavedEntry, own: Payee): Payee {
  const { relation, card, bank, branch } = own
  const isEntered = relation !== 'self' || `${card}${bank}${branch}` !== ''
  return isEntered && !differ(entry.payee, before.payee) ? own : entry.payee
}

function sharedIncident({ entry, before, kind }: SavedEntry, to: EventEntry): Incident {
  const { incident: own } = to.entry
  const { cause, diedOn, diagnosisCode, diagnosisName } = entry.incident
  const changed = (...fields: readonly (keyof Incident)[]) =>
    fields.some((field) => entry.incident[field] !== before.incident[field])
  const isDiagnosed = own.diagnosisCode !== '' || own.diagnosisName !== ''
  const takesDiagnosis = !isDiagnosed || changed('diagnosisCode', 'diagnosisName')
  return {
    ...(takesDiagnosis ? withDiagnosis(own, { diagnosisCode, diagnosisName }, to) : own),
    cause: own.cause === '' || changed('cause') ? cause : own.cause,
    diedOn: kind === to.kind && (own.diedOn === '' || changed('diedOn')) ? diedOn : own.diedOn,
  }
}

/**
 * A sheet without a day of admission is no stay: it is shared among kinds that pay for other bills too, and stays where it
 * is otherwise. Shared ones stand as the saved case has them, in the places where the other had them; its own keep theirs.
 * More of them than the saved case had before are somebody's own work.
 */
function sharedSheets(from: SavedEntry, to: EventEntry): readonly SheetEntry[] {
  const staysOnly = from.stays || to.stays
  const isShared = ({ admittedOn }: SheetEntry) => !staysOnly || admittedOn !== ''
  const own = to.entry.sheets
  const [had, given] = [from.before.sheets.filter(isShared), from.entry.sheets.filter(isShared)]
  const held = own.filter(isShared).length
  if (held > 0 && (held > had.length || !differ(had, given))) return own
  const places = own.flatMap((sheet) => (isShared(sheet) ? given.splice(0, 1) : [sheet]))
  return [...places, ...given]
}
