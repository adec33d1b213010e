import type { Figure, Measured, Verdict } from './support/figure.ts'
import { milliseconds, times } from './support/figure.ts'

async function open(folder: string) {
  return (await import('./take/clients.ts')).openLoad(folder)
}

async function closed(folder: string) {
  return (await import('./take/clients.ts')).closedLoop(folder)
}

async function floor(folder: string) {
  return (await import('./take/floor.ts')).takeFloor(folder)
}

async function peer(folder: string) {
  return (await import('./take/peer.ts')).takePeer(folder)
}

function judge(measured: Measured): Verdict[] {
  const of = (contestant: string, what = 'perSecond') => measured.of(contestant).extra[what] ?? Number.NaN
  const [own, least, other] = [of('closed'), of('floor'), of('peer')]
  const perSecond = (value: number) => `${value.toFixed(0)} a second`
  const p99 = of('open', 'p99')
  const twice = of('open', 'twice') + of('closed', 'twice')
  return [
    {
      ours: `p50 ${milliseconds(of('open', 'p50'))}, p99 ${milliseconds(p99)}`,
      target: '500 a second of 200 clients: p99 ≤ 50 ms',
      pass: p99 <= 50,
    },
    {
      ours: perSecond(own),
      peer: perSecond(other),
      floor: perSecond(least),
      ratio: times(own, least),
      target: '16 in a loop: ≥ 0.5 × floor',
      pass: own >= 0.5 * least,
    },
    { ours: `${twice} held twice`, target: '0', pass: twice === 0 },
  ]
}

export const figures: readonly Figure[] = [
  {
    name: 'take',
    prepare: async (folder) => (await import('./take/database.ts')).prepareTake(folder),
    contestants: { open, closed, floor, peer },
    asking: ['closed'],
    judge,
  },
]
