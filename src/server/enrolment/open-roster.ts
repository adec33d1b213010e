import { createRosterJudge } from '../../domain/enrolment/judge-roster.ts'
import type { FileProblem, RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { RosterRules, RowJudgement } from '../../domain/enrolment/roster-row.ts'
import {
  HEADER_ROWS,
  readHeader,
  type ColumnPlaces,
  type HeaderReading,
  type RosterCells,
} from '../../domain/enrolment/roster.ts'
import { usualJudgement } from '../../domain/enrolment/usual-row.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import {
  cellReference,
  LIMITS,
  unreadable,
  type Cell,
  type MergedRange,
  type RowInPlace,
  type Sheet,
  type Workbook,
  type WorkbookLimits,
} from '../workbooks/cells.ts'
import { openWorkbook } from '../workbooks/open-workbook.ts'
import { BATCH_PROPERTY } from './failed-rows-property.ts'

/** A row as typed and as judged; `row` counts from the first row under the header, `sheetRow` from the sheet's top. */
export type JudgedRow = {
  readonly row: number
  readonly sheetRow: number
  readonly cells: RosterCells
  readonly judgement: RowJudgement
}

/** What a row comes to: a person, or none, and what is to be said. */
export type Verdict = { readonly accepted: boolean; readonly problems: readonly RosterProblem[] }
export type HearVerdict = (row: number, sheetRow: number, verdict: Verdict) => void
const USUAL: Verdict = { accepted: true, problems: [] }

/** Rows that a merged range covers; both ends included, counted under the header. */
export type MergedRows = { readonly from: number; readonly to: number; readonly problem: MergedCells }
type MergedCells = Extract<RosterProblem, { readonly code: 'merged-cells' }>

export type Roster = {
  readonly places: ColumnPlaces
  /** Import batch whose refused rows this file brings back, where it is one of our failed-rows workbooks. */
  readonly batch: string | undefined
  /** Visible sheets with a header and rows that are not read. */
  readonly otherSheets: readonly string[]
  /** How much of the roster has been read by now, 0 to 1. */
  readonly share: number
  judged(rules: RosterRules, on: CalendarDate): AsyncGenerator<JudgedRow[], void>
  /** Judges as `judged` does and keeps no row: `hear` gets the verdicts, the generator stops for breath now and then. */
  verdicts(rules: RosterRules, on: CalendarDate, hear: HearVerdict): AsyncGenerator<void, void>
  /** Once all rows were judged: what is said about the whole file, and rows that merged cells refuse after all. */
  end(): { readonly findings: readonly FileProblem[]; readonly merged: readonly MergedRows[] }
}

/**
 * Opens a roster file and finds its header. Runs in a worker; throws `UnreadableWorkbook`, also while it is judged: the
 * workbook lets a few rows more pass than there may be people, for what stands above them.
 */
export async function openRoster(
  bytes: Buffer,
  fileName: string,
  limits: WorkbookLimits = LIMITS,
): Promise<Roster | { readonly problem: FileProblem }> {
  const workbook = await openWorkbook(bytes, fileName, limits)
  const found = await findSheets(workbook)
  if ('problem' in found) return found
  return rosterOf(workbook, found, limits.rows)
}

type Found = { readonly sheet: Sheet; readonly header: Header; readonly otherSheets: readonly string[] }
type Header = { readonly row: number; readonly places: ColumnPlaces }

/** The first visible sheet with a header is the roster; the others with header and rows are named. */
async function findSheets(workbook: Workbook): Promise<Found | { readonly problem: FileProblem }> {
  let roster: { sheet: Sheet; header: Header } | undefined
  let faulty: FileProblem = { code: 'header-missing' }
  const otherSheets: string[] = []
  for (const sheet of workbook.sheets.filter(({ visible }) => visible)) {
    const reading = await findHeader(sheet)
    if ('problem' in reading) {
      if (faulty.code === 'header-missing') faulty = reading.problem
    } else if (!roster) roster = { sheet, header: reading }
    else if (await hasRows(sheet, reading)) otherSheets.push(sheet.name)
  }
  return roster ? { ...roster, otherSheets } : { problem: faulty }
}

async function findHeader(sheet: Sheet): Promise<Header | { readonly problem: FileProblem }> {
  let problem: FileProblem = { code: 'header-missing' }
  for await (const rows of sheet.rows()) {
    for (const { row, cells } of rows) {
      if (row > HEADER_ROWS) return { problem }
      const reading = readHeader(cells.map(({ text }) => text))
      if (reading.kind === 'header') return { row, places: reading.places }
      if (reading.kind === 'incomplete' && problem.code === 'header-missing') problem = faultOf(reading, row)
    }
  }
  return { problem }
}

function faultOf(reading: Extract<HeaderReading, { kind: 'incomplete' }>, row: number): FileProblem {
  return reading.missing.length > 0
    ? { code: 'columns-missing', missing: reading.missing, row }
    : { code: 'columns-repeated', repeated: reading.repeated, row }
}

async function hasRows(sheet: Sheet, header: Header): Promise<boolean> {
  for await (const rows of sheet.rows()) if (rows.some(({ row }) => row > header.row)) return true
  return false
}

function rosterOf(workbook: Workbook, { sheet, header, otherSheets }: Found, most: number): Roster {
  let findings: FileProblem[] = otherSheets.map((name) => ({ code: 'other-sheet-left-out', sheet: name }))
  const pick = cellPicker(header.places, workbook.from1904)

  async function* judged(rules: RosterRules, on: CalendarDate): AsyncGenerator<JudgedRow[], void> {
    let batch: JudgedRow[] = []
    const keep: Hear = (sheetRow, at, judged) => {
      const cells = judged?.cells ?? pick(at)
      const judgement = judged?.judgement ?? usualJudgement(cells)
      batch.push({ row: sheetRow - header.row, sheetRow, cells, judgement })
    }
    for await (const _ of judgeEach(rules, on, keep)) {
      if (batch.length > 0) yield batch
      batch = []
    }
  }

  async function* verdicts(rules: RosterRules, on: CalendarDate, hear: HearVerdict): AsyncGenerator<void, void> {
    yield* judgeEach(rules, on, (sheetRow, _, judged) => {
      hear(sheetRow - header.row, sheetRow, judged ? verdictOf(judged.judgement) : USUAL)
    })
  }

  async function* judgeEach(rules: RosterRules, on: CalendarDate, hear: Hear): AsyncGenerator<void, void> {
    const judge = createRosterJudge(rules, on, header.places)
    let people = 0
    function count(): void {
      people += 1
      if (people > most) throw unreadable({ code: 'too-many-rows', most })
    }
    function inFull(sheetRow: number, at: CellAt): void {
      const cells = pick(at)
      const judgement = judge.judge(sheetRow, cells)
      if (!judgement) return
      count()
      hear(sheetRow, at, { cells, judgement })
    }
    yield* eachRow(sheet, header.row, inFull, (place) => {
      if (!judge.accepts(place.row, place)) return inFull(place.row, place.cell)
      count()
      hear(place.row, place.cell)
    })
    findings = [...findings, ...(people === 0 ? [{ code: 'no-people' } as const] : judge.findings())]
  }

  function end() {
    return { findings, merged: mergedRows(sheet.merges, header) }
  }

  return {
    places: header.places,
    batch: workbook.properties.get(BATCH_PROPERTY),
    otherSheets,
    judged,
    verdicts,
    end,
    get share() {
      return sheet.share
    },
  }
}

type CellAt = (column: number) => Cell | undefined
/** Hears of a row: where its cells are, and how it was judged, where it is none of the usual. */
type Hear = (sheetRow: number, at: CellAt, judged?: Pick<JudgedRow, 'cells' | 'judgement'>) => void

function verdictOf({ person, problems }: RowJudgement): Verdict {
  return { accepted: person !== undefined, problems }
}

/** Every row below the header, in its place where the file has places, else by its cells. */
async function* eachRow(
  sheet: Sheet,
  headerRow: number,
  typed: (row: number, at: CellAt) => void,
  inPlace: (place: RowInPlace) => void,
): AsyncGenerator<void, void> {
  if (sheet.scan) return yield* sheet.scan((place) => place.row > headerRow && inPlace(place))
  for await (const rows of sheet.rows()) {
    for (const { row, cells } of rows) {
      if (row > headerRow) typed(row, (column) => (column < cells.length ? cells[column] : undefined))
    }
    yield
  }
}

/** Takes the roster's columns out of a row; other columns are never kept. */
function cellPicker(places: ColumnPlaces, from1904: boolean) {
  const NOWHERE = Number.MAX_SAFE_INTEGER
  const { sequence = NOWHERE, name = NOWHERE, idNumber = NOWHERE, phone = NOWHERE } = places
  const { idKind = NOWHERE, born = NOWHERE, sex = NOWHERE, riskClass = NOWHERE } = places
  return (at: CellAt): RosterCells => {
    return {
      sequence: at(sequence),
      name: at(name),
      idNumber: at(idNumber),
      phone: at(phone),
      idKind: at(idKind),
      born: from1904 ? in1900(at(born)) : at(born),
      sex: at(sex),
      riskClass: at(riskClass),
    }
  }
}

const DAYS_BETWEEN_SYSTEMS = 1462

function in1900(cell: Cell | undefined): Cell | undefined {
  return cell?.kind === 'number' ? { ...cell, text: String(Number(cell.text) + DAYS_BETWEEN_SYSTEMS) } : cell
}

/** Merged ranges that reach into the roster's columns below the header. */
function mergedRows(merges: readonly MergedRange[], header: Header): MergedRows[] {
  const places = Object.values(header.places)
  return merges.flatMap(({ top, left, bottom, right }) => {
    const several = top !== bottom || left !== right
    const touches = places.some((place) => place + 1 >= left && place + 1 <= right)
    if (bottom <= header.row || !several || !touches) return []
    const range = `${cellReference(top, left)}:${cellReference(bottom, right)}`
    const problem: MergedCells = { code: 'merged-cells', range }
    return [{ from: Math.max(1, top - header.row), to: bottom - header.row, problem }]
  })
}
