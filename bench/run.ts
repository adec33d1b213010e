/**
 * `npm run bench` measures every figure, `npm run bench -- <name> …` the named ones, and prints one table.
 *
 * To add a figure, add a file `bench/<name>.ts` that exports `figures`, a list of `Figure` (see support/figure.ts).
 * Its contestants are functions run in fresh processes, `ours` among them; peers come from bench/package.json by
 * `peer()`. Inputs are made once by `prepare`, from seeded generators, into the folder it is given (var/bench).
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './support/figure.ts'
import { measure } from './support/measure.ts'
import { tableOf, type Line } from './support/table.ts'

const here = import.meta.dirname
const asked = process.argv.slice(2)
const files = readdirSync(here).filter((file) => file.endsWith('.ts') && file !== 'run.ts')
const names = files.map((file) => file.slice(0, -3))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no figure "${unknown.join(', ')}". There are: ${names.join(', ')}`)
  process.exit(2)
}
// Not `npm ci`: it refuses a lock file without the builds for other platforms, which one peer brings.
if (!existsSync(join(here, 'node_modules')))
  execFileSync('npm', ['install', '--no-save', '--prefix', here], { stdio: 'inherit' })
const folder = join(here, '..', 'var', 'bench')
mkdirSync(folder, { recursive: true })

const lines: Line[] = []
for (const name of asked.length > 0 ? asked : names) {
  const file = join(here, `${name}.ts`)
  const { figures } = (await import(file)) as { figures: readonly Figure[] }
  for (const figure of figures) {
    const measured = await measure(file, figure, folder, (remark) => console.error(remark))
    lines.push(...figure.judge(measured).map((verdict) => ({ figure: figure.name, ...verdict })))
  }
}
console.log(tableOf(lines))
process.exitCode = lines.every(({ pass }) => pass) ? 0 : 1
