import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { writeFactLines } from './benefit/json-lines.ts'
import { times, type Figure, type Measured, type Verdict } from './support/figure.ts'
import { watchChildren } from './support/watch-children.ts'

/** Who calculates, and how often: peers less often, since they are slower by far. */
const CONTENDERS = {
  ours: 1_000_000,
  text: 1_000_000,
  floor: 1_000_000,
  'json-rules-engine': 20_000,
  'zen-engine': 20_000,
} as const
type Contender = keyof typeof CONTENDERS

const JSON_LINES = 100_000

/**
 * Source: performance figures, `benefit`. Calculations a second on one core; seconds and MB at most for 100,000 JSON
 * lines, which are read in constant memory.
 */
const TARGET = {
  perSecond: 200_000,
  timesFloor: 4,
  textPerSecond: 60_000,
  jsonLinesSeconds: 5,
  jsonLinesMegabytes: 256,
} as const

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
async function commandLine(path: string): Promise<{ seconds: number; peakBytes: number }> {
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

const contestant = (contender: Contender) => async () => ({ perSecond: await inFreshProcess(contender) })

function judge(measured: Measured): Verdict[] {
  const of = (name: string, value: string) => measured.of(name).extra[value] ?? 0
  const [ours, floor, text] = ['ours', 'floor', 'text'].map((name) => of(name, 'perSecond')) as [number, number, number]
  const peer = Math.max(of('json-rules-engine', 'perSecond'), of('zen-engine', 'perSecond'))
  const seconds = of('json-lines', 'seconds')
  const megabytes = of('json-lines', 'peakBytes') / 1e6
  const each = (perSecond: number) => `${Math.round(perSecond).toLocaleString('en-US')} /s`
  return [
    {
      ours: each(ours),
      peer: each(peer),
      floor: each(floor),
      ratio: times(floor, ours),
      target: `≥ ${each(TARGET.perSecond)}, ≤ ${TARGET.timesFloor} × floor`,
      pass: ours >= TARGET.perSecond && floor <= TARGET.timesFloor * ours,
    },
    { ours: `${each(text)} with text`, target: `≥ ${each(TARGET.textPerSecond)}`, pass: text >= TARGET.textPerSecond },
    {
      ours: `${seconds.toFixed(1)} s for ${JSON_LINES.toLocaleString('en-US')} JSON lines`,
      target: `≤ ${TARGET.jsonLinesSeconds} s`,
      pass: seconds > 0 && seconds <= TARGET.jsonLinesSeconds,
    },
    {
      ours: `${megabytes.toFixed(0)} MB for them`,
      target: `peak ≤ ${TARGET.jsonLinesMegabytes} MB`,
      pass: megabytes > 0 && megabytes <= TARGET.jsonLinesMegabytes,
    },
  ]
}

async function prepare(folder: string): Promise<string> {
  const lines = join(folder, 'facts.jsonl')
  await writeFactLines(lines, JSON_LINES)
  return lines
}

export const figures: readonly Figure[] = [
  {
    name: 'benefit',
    prepare,
    contestants: {
      ours: contestant('ours'),
      floor: contestant('floor'),
      text: contestant('text'),
      'json-rules-engine': contestant('json-rules-engine'),
      'zen-engine': contestant('zen-engine'),
      'json-lines': commandLine,
    },
    judge,
  },
]
