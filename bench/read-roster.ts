import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createInflateRaw } from 'node:zlib'
import type { RosterRules } from '../src/domain/enrolment/roster-row.ts'
import type { CalendarDate } from '../src/domain/shared/calendar-date.ts'
import { milliseconds, times, type Figure, type Measured, type Verdict } from './support/figure.ts'
import { peer } from './support/peer.ts'

const ROWS = 200_000
const CHUNK = 65_536
const on = '2026-12-01' as CalendarDate
const rules: RosterRules = { ageMin: 16, ageMax: 60, overAgeProofMax: 65, riskClasses: true, idKinds: ['resident-id'] }

/**
 * Our path, as `roster check` takes it: the file's worker reads and judges every row and answers with all that is to be
 * said; no string is made of a row that is accepted without a word. This thread waits for it and must not stall.
 */
async function ours(path: string) {
  const { checkRosterFile } = await import('../src/server/enrolment/check-roster.ts')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const { rows, accepted } = await checkRosterFile(path, path, rules, on)
  expectRows(rows, accepted)
  return { stall: delay.max / 1e6 }
}

/** What the machine cannot do without: unpack in chunks and look at every byte once. */
async function floor(path: string) {
  const { fromBufferPromise } = await import('yauzl')
  const bytes = readFileSync(path)
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
  let sum = 0
  for await (const entry of zip.eachEntry()) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const inflate = createInflateRaw({ chunkSize: CHUNK })
    inflate.end(bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize))
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      for (let i = 0; i < chunk.length; i += 1) sum = (sum + (chunk[i] as number)) | 0
    }
  }
  return { sum }
}

async function hucre(path: string) {
  const { streamXlsxRows } = await import('hucre/xlsx')
  const { judge, end } = await judging()
  for await (const { index, values } of streamXlsxRows(readFileSync(path))) judge(index, values)
  end()
}

/** Characters that lie across two of its chunks come out broken: this many rows of 200,000 may be refused for that. */
const SOME_LOST = 2_000

type StreamedRow = { readonly number: number; readonly values: readonly unknown[] }
type ExcelJs = {
  stream: { xlsx: { WorkbookReader: new (path: string, options: object) => AsyncIterable<AsyncIterable<StreamedRow>> } }
}

async function exceljs(path: string) {
  const { judge, end } = await judging(SOME_LOST)
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore' }
  const reader = new (peer<ExcelJs>('exceljs').stream.xlsx.WorkbookReader)(path, options)
  for await (const sheet of reader) for await (const row of sheet) judge(row.number, row.values.slice(1))
  end()
}

/** The peers' rows are judged by the same rules as ours. */
async function judging(lost = 0) {
  const { createRosterJudge } = await import('../src/domain/enrolment/judge-roster.ts')
  const roster = createRosterJudge(rules, on)
  const text = (value: unknown) => ({ text: value as string, kind: 'text' as const })
  let rows = 0
  let accepted = 0
  function judge(row: number, [sequence, name, idNumber, phone]: readonly unknown[]): void {
    if (name === '参保人姓名') return
    rows += 1
    const cells = { sequence: text(sequence), name: text(name), idNumber: text(idNumber), phone: text(phone) }
    if (roster.judge(row, cells)?.person) accepted += 1
  }
  return { judge, end: () => expectRows(rows, accepted + lost) }
}

function expectRows(rows: number, accepted: number): void {
  if (rows !== ROWS || accepted < ROWS) throw new Error(`${rows} rows, ${accepted} accepted`)
}

function judge(measured: Measured): Verdict[] {
  const [own, least, first, second] = ['ours', 'floor', 'exceljs', 'hucre'].map((name) => measured.of(name)) as [
    ReturnType<Measured['of']>,
    ReturnType<Measured['of']>,
    ReturnType<Measured['of']>,
    ReturnType<Measured['of']>,
  ]
  const best = Math.min(first.cpu, second.cpu)
  const stall = own.extra['stall'] ?? Number.NaN
  const figures = { ours: milliseconds(own.cpu), peer: milliseconds(best), floor: milliseconds(least.cpu) }
  return [
    { ...figures, ratio: times(own.cpu, least.cpu), target: '≤ 3 × floor cpu', pass: own.cpu <= 3 * least.cpu },
    { ...figures, ratio: times(best, own.cpu), target: '≥ 3 × faster than best library', pass: best >= 3 * own.cpu },
    { ours: `${own.peak.toFixed(0)} MB`, target: 'peak ≤ 256 MB', pass: own.peak <= 256 },
    { ours: milliseconds(stall), target: 'no stall > 50 ms', pass: stall <= 50 },
  ]
}

const variant = (strings: 'shared' | 'inline'): Figure => ({
  name: `read-roster, ${strings}`,
  async prepare(folder) {
    const { rosterFile } = await import('./support/roster-file.ts')
    return rosterFile(folder, ROWS, strings)
  },
  contestants: { ours, floor, hucre, exceljs },
  judge,
})

export const figures: readonly Figure[] = [variant('shared'), variant('inline')]
