// Asks the registry for known faults of what the lock file pins, and holds the answer against docs/advisories.md.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '..')
const LEDGER = 'docs/advisories.md'
const MOST_DAYS = 7

export type Advisory = { readonly url: string; readonly name: string; readonly title: string }

/** The advisories in the answer of `npm audit --json`; undefined where it is no answer but an error. */
export function advisoriesOf(answer: string): Advisory[] | undefined {
  const { vulnerabilities } = JSON.parse(answer) as {
    vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | Advisory)[] }>>
  }
  if (vulnerabilities === undefined) return undefined
  const all = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one !== 'string'))
  return [...new Map(all.map((one) => [one.url, one])).values()]
}

/** What is not in order, a sentence each: advisories without a line in the ledger, and a ledger older than a week. */
export function faultsOf(advisories: readonly Advisory[], ledger: string, today: string): string[] {
  const unjudged = advisories.filter(({ url }) => !ledger.includes(url.split('/').at(-1) ?? url))
  const answered = /^Last answered: (\d{4}-\d{2}-\d{2})$/m.exec(ledger)?.[1]
  const days = answered === undefined ? Infinity : (Date.parse(today) - Date.parse(answered)) / 86_400_000
  const old = `${LEDGER} is older than ${MOST_DAYS} days: write "Last answered: ${today}" once every line is judged.`
  return [
    ...unjudged.map(({ name, title, url }) => `${LEDGER} has no line for ${name}: ${title} (${url})`),
    ...(days > MOST_DAYS ? [old] : []),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const windows = process.platform === 'win32'
  const command = ['audit', '--json', '--package-lock-only']
  const { stdout } = spawnSync('npm', command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, shell: windows })
  const advisories = advisoriesOf(stdout || '{}')
  const ledger = readFileSync(join(root, LEDGER), 'utf8')
  const faults = advisories && faultsOf(advisories, ledger, new Date().toISOString().slice(0, 10))
  const unanswered = ['The registry tells no advisories: name one that does with npm_config_registry.']
  for (const line of faults ?? unanswered) console.error(line)
  if (faults?.length === 0) console.log(`${advisories?.length} advisories, each judged in ${LEDGER}`)
  process.exitCode = faults === undefined ? 2 : Math.min(faults.length, 1)
}
