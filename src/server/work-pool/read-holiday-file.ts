import { readFile } from 'node:fs/promises'
import { parseHolidayFile, type HolidayFileFault, type SpecialDay } from '../../domain/shared/holiday-file.ts'
import { CannotStart } from '../cannot-start.ts'
import { WrongUsage } from '../command-line.ts'

const LINE = 'write each day as 2026-10-01,休,国庆节 or 2026-10-10,班,国庆节'

const sentences: { [Code in HolidayFileFault['code']]: (fault: HolidayFileFault & { code: Code }) => string } = {
  'holiday-line-malformed': ({ line }) => `line ${line} cannot be read: ${LINE}`,
  'holiday-twice': ({ line, day }) => `line ${line} names ${day} a second time: leave one of the two out`,
  'holidays-missing': () => `it holds no day: ${LINE}`,
}

/** Reads a file of holidays, UTF-8 or as Chinese spreadsheets save it; throws `CannotStart` that says what is wrong. */
export async function readHolidayFile(path: string): Promise<readonly SpecialDay[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new WrongUsage(`The file "${path}" cannot be read (${error.code}).`)
  })
  const parsed = parseHolidayFile(textOf(bytes))
  if (parsed.ok) return parsed.value
  const { refusal } = parsed
  const say = sentences[refusal.code] as (fault: HolidayFileFault) => string
  throw new CannotStart(`Nothing was imported from "${path}": ${say(refusal)}.`)
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
