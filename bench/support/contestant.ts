// A fresh process for one run of one contestant: node contestant.ts <file> <figure> <contestant> <input>
import type { Figure } from './figure.ts'

const [file = '', name = '', contestant = '', input = ''] = process.argv.slice(2)
const { figures } = (await import(file)) as { figures: readonly Figure[] }
const run = figures.find((figure) => figure.name === name)?.contestants[contestant]
if (!run) throw new Error(`${name} has no contestant ${contestant}`)
const started = performance.now()
const extra = (await run(input)) ?? {}
const wall = performance.now() - started
const { user, system } = process.cpuUsage()
const peak = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall, peak, extra }))
process.exit()
