import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Figure, Measured, Run } from './figure.ts'
import { WATCH } from './scans.ts'

const RUNS = 5
const CONTESTANT = join(import.meta.dirname, 'contestant.ts')

/** Runs all contestants in turn, again and again, each time in a fresh process, and takes the medians. */
export async function measure(
  file: string,
  figure: Figure,
  folder: string,
  say: (remark: string) => void,
): Promise<Measured> {
  const input = await figure.prepare(folder)
  const names = Object.keys(figure.contestants)
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]))
  for (let round = 1; round <= (figure.runs ?? RUNS); round += 1) {
    for (const name of names) {
      const run = runOnce(file, figure.name, name, input)
      runs.get(name)?.push(run)
      say(`${figure.name} ${round} ${name}: ${told(run)}`)
    }
  }
  for (const name of figure.asking ?? []) {
    say(`${figure.name} ${name}: queries that scan a large table`)
    runOnce(file, figure.name, name, input, { ...process.env, [WATCH]: '1' })
  }
  return { of: (name) => medians(runs.get(name) ?? []) }
}

function runOnce(file: string, figure: string, contestant: string, input: string, env = process.env): Run {
  const args = [CONTESTANT, file, figure, contestant, input]
  const answer = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env })
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '') as Run
}

function told({ cpu, peak, extra }: Run): string {
  const more = Object.entries(extra).map(([name, value]) => `, ${name} ${value.toFixed(1)}`)
  return `${cpu.toFixed(0)} ms cpu, ${peak.toFixed(0)} MB${more.join('')}, load ${(loadavg()[0] ?? 0).toFixed(1)}`
}

function medians(runs: readonly Run[]): Run {
  const extras = Object.keys(runs[0]?.extra ?? {})
  return {
    cpu: median(runs.map(({ cpu }) => cpu)),
    wall: median(runs.map(({ wall }) => wall)),
    peak: median(runs.map(({ peak }) => peak)),
    extra: Object.fromEntries(extras.map((name) => [name, median(runs.map(({ extra }) => extra[name] ?? 0))])),
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
