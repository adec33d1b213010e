import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { SHEET_AMOUNTS } from '../../src/domain/plans/benefit-terms.ts'
import type { Sheet } from '../../src/domain/claims/benefit-facts.ts'
import { formatYuan } from '../../src/domain/shared/cents.ts'
import { benchCases, type BenchCase } from './cases.ts'

function sheetJson(sheet: Sheet): object {
  const amounts = SHEET_AMOUNTS.filter((name) => sheet[name] > 0).map((name) => [name, formatYuan(sheet[name])])
  return {
    ...sheet,
    ...Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, undefined])),
    ...Object.fromEntries(amounts),
  }
}

function caseLine({ plan, cover, facts, history }: BenchCase): string {
  const sheets = facts.sheets.map(sheetJson)
  const entries = history.map((entry) => ({ ...entry, paid: formatYuan(entry.paid) }))
  return JSON.stringify({ plan: plan.code, cover, claim: facts.claim, sheets, history: entries })
}

/** Writes so many lines of facts over the whole catalogue, as the command line takes them. */
export async function writeFactLines(path: string, count: number): Promise<void> {
  const file = createWriteStream(path)
  for (const found of await benchCases(count)) if (!file.write(`${caseLine(found)}\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}
