import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { times, type Figure, type Measured, type Verdict } from './support/figure.ts'

/** What a letter's script prints. */
type LetterRun = {
  readonly cpuSeconds: number
  readonly peakBytes: number
  readonly fileBytes: number
  readonly pages: number
}

/** The most that a letter with 20,000 persons may take. Source: performance figures, `letter`. */
const TARGET = { cpuSeconds: 4, peakBytes: 300e6, fileBytes: 2e6 } as const

const run = promisify(execFile)

/** Both scripts measure themselves: Chromium's time and memory are those of its children. */
function contestant(script: string) {
  return async (): Promise<LetterRun> => {
    const path = fileURLToPath(new URL(`letter/${script}`, import.meta.url))
    const { stdout } = await run(process.execPath, [path])
    return JSON.parse(stdout) as LetterRun
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function judge(measured: Measured): Verdict[] {
  const of = (name: string, value: string) => measured.of(name).extra[value] ?? Number.POSITIVE_INFINITY
  const line = (value: keyof typeof TARGET, shown: (amount: number) => string): Verdict => {
    const [ours, peer, most] = [of('ours', value), of('peer', value), TARGET[value]]
    const ratio = times(ours, peer)
    return { ours: shown(ours), peer: shown(peer), ratio, target: `≤ ${shown(most)}`, pass: ours <= most }
  }
  const seconds = (amount: number) => `${amount.toFixed(1)} s CPU`
  return [line('cpuSeconds', seconds), line('peakBytes', megabytes), line('fileBytes', megabytes)]
}

export const figures: readonly Figure[] = [
  {
    name: 'letter',
    prepare: async () => '',
    contestants: { ours: contestant('ours.ts'), peer: contestant('peer.ts') },
    judge,
  },
]
