import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { writeFactLines } from './benefit/json-lines.ts'
import { watchChildren } from './watch-children.ts'

/** Who calculates, and how often: peers less often, since they are slower by far. */
const CONTENDERS = {
  ours: 1_000_000,
  text: 1_000_000,
  floor: 1_000_000,
  'json-rules-engine': 20_000,
  'zen-engine': 20_000,
} as const
export type Contender = keyof typeof CONTENDERS

const JSON_LINES = 100_000

/** Source: performance figures, `benefit`. Calculations a second on one core; seconds for 100,000 JSON lines. */
export const BENEFIT_TARGET = {
  perSecond: 200_000,
  timesFloor: 4,
  textPerSecond: 60_000,
  jsonLinesSeconds: 5,
} as const

export type BenefitRun = {
  readonly [C in Contender]: number
} & { readonly jsonLines: { readonly seconds: number; readonly peakBytes: number } }

const run = promisify(execFile)
const scriptPath = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Calculations a second of one contender in a fresh process. */
async function inFreshProcess(contender: Contender): Promise<number> {
  const { stdout } = await run(process.execPath, [
    scriptPath('benefit/one-run.ts'),
    contender,
    String(CONTENDERS[contender]),
  ])
  return (JSON.parse(stdout) as { perSecond: number }).perSecond
}

/** The command line over a file of JSON lines: seconds from start to end, and memory at its most. */
async function commandLine(path: string): Promise<BenefitRun['jsonLines']> {
  await using input = await open(path)
  const watch = watchChildren()
  const begun = performance.now()
  const child = spawn(process.execPath, [scriptPath('../src/server/cli.ts'), 'benefit', 'try', '--jsonl'], {
    stdio: [input.fd, 'ignore', 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  const seconds = (performance.now() - begun) / 1_000
  const { peakBytes } = watch.stop()
  if (code !== 0) throw new Error(`benefit try ended with ${code}`)
  return { seconds, peakBytes }
}

/** All contenders by turns, so that they meet the same moods of the machine. */
export async function measureBenefit(runs: number): Promise<BenefitRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'huzhu-benefit-'))
  const lines = join(folder, 'facts.jsonl')
  const measured: BenefitRun[] = []
  try {
    await writeFactLines(lines, JSON_LINES)
    for (let at = 0; at < runs; at += 1)
      measured.push({
        ours: await inFreshProcess('ours'),
        floor: await inFreshProcess('floor'),
        text: await inFreshProcess('text'),
        'json-rules-engine': await inFreshProcess('json-rules-engine'),
        'zen-engine': await inFreshProcess('zen-engine'),
        jsonLines: await commandLine(lines),
      })
  } finally {
    await rm(folder, { recursive: true })
  }
  return measured
}
