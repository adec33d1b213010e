// Everything: types, lint, format, and the tests of every kind. `--long` repeats kills and races many more times; further
// arguments go to Vitest.
import { spawnSync } from 'node:child_process'

const long = process.argv.includes('--long')
const rest = process.argv.slice(2).filter((argument) => argument !== '--long')
const environment = long ? { ...process.env, HUZHU_LONG: '1' } : process.env

const steps: [string, string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '-b']],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--quiet']],
  ['format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']],
  ['tests', ['node_modules/vitest/vitest.mjs', 'run', ...rest]],
]

let failed = false
for (const [name, command] of steps) {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit', env: environment })
  if (status === 0) continue
  failed = true
  console.error(`FAILED ${name}`)
}
process.exit(failed ? 1 : 0)
