import type { Measured, Figure, Verdict } from './support/figure.ts'
import { milliseconds, times } from './support/figure.ts'

type Input = { readonly folder: string; readonly roster: string }
const read = (input: string) => JSON.parse(input) as Input

async function ours(input: string) {
  const { folder, roster } = read(input)
  return (await import('./import-roster/ours.ts')).importOurs(folder, roster)
}

async function floor(input: string) {
  const { folder, roster } = read(input)
  return (await import('./import-roster/floor.ts')).importFloor(folder, roster)
}

async function peer(input: string) {
  const { folder, roster } = read(input)
  return (await import('./import-roster/peer.ts')).importPeer(folder, roster)
}

const ROWS = 200_000

function judge(measured: Measured): Verdict[] {
  const of = (contestant: string, what = 'seconds') => (measured.of(contestant).extra[what] ?? Number.NaN) * 1000
  const [own, least, other] = [of('ours'), of('floor'), of('peer')]
  const figures = { ours: milliseconds(own), peer: milliseconds(other), floor: milliseconds(least) }
  const [calm, busy] = [of('ours', 'calm') / 1000, of('ours', 'busy') / 1000]
  const perRow = (own * 1000) / ROWS
  const { peak } = measured.of('ours')
  return [
    { ...figures, ratio: times(own, least), target: '≤ 4 × floor', pass: own <= 4 * least },
    { ours: `${perRow.toFixed(0)} µs a row`, target: '≤ 60 µs a row', pass: perRow <= 60 },
    { ...figures, ratio: times(other, own), target: '≥ 8 × faster than peer', pass: other >= 8 * own },
    { ours: `${peak.toFixed(0)} MB`, target: 'peak ≤ 512 MB', pass: peak <= 512 },
    {
      ours: `p95 ${milliseconds(busy)}, before ${milliseconds(calm)}`,
      target: 'pool page p95 ≤ 2 × before, or ≤ 50 ms',
      pass: busy <= Math.max(2 * calm, 50),
    },
  ]
}

export const figures: readonly Figure[] = [
  {
    name: 'import-roster',
    async prepare(folder) {
      const { prepareDatabase } = await import('./import-roster/database.ts')
      const { rosterFile } = await import('./support/roster-file.ts')
      const roster = rosterFile(folder, ROWS, 'shared')
      return JSON.stringify({ folder: await prepareDatabase(folder), roster } satisfies Input)
    },
    contestants: { ours, floor, peer },
    asking: ['ours'],
    judge,
  },
]
