import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** One run of a letter in a fresh process. */
export type LetterRun = {
  readonly cpuSeconds: number
  readonly peakBytes: number
  readonly fileBytes: number
  readonly pages: number
}

/** The most that a letter with 20,000 persons may take. Source: performance figures, `letter`. */
export const LETTER_TARGET = { cpuSeconds: 4, peakBytes: 300e6, fileBytes: 2e6 } as const

/** Ours and Chromium's, by turns, so that both meet the same moods of the machine. Chromium takes some 5 GB. */
export async function measureLetter(runs: number): Promise<{ ours: LetterRun[]; peer: LetterRun[] }> {
  const ours: LetterRun[] = []
  const peer: LetterRun[] = []
  for (let run = 0; run < runs; run += 1) {
    ours.push(await inFreshProcess('ours.ts'))
    peer.push(await inFreshProcess('peer.ts'))
  }
  return { ours, peer }
}

const run = promisify(execFile)

async function inFreshProcess(script: string): Promise<LetterRun> {
  const path = fileURLToPath(new URL(`letter/${script}`, import.meta.url))
  const { stdout } = await run(process.execPath, [path])
  return JSON.parse(stdout) as LetterRun
}
