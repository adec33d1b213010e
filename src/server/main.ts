// npm start: database, pages, jobs and web server in one process; --web or --worker only serves pages or works on jobs;
// --empty makes no demo association, --without-cases one whose desks have no claims yet.
import { parseArgs } from 'node:util'
import type { entrance } from '../contract/accounts.ts'
import type { OutputOf } from '../contract/endpoint.ts'
import { CannotStart } from './cannot-start.ts'
import { type Config, readConfig } from './config.ts'
import { endOnFaults, writeFault } from './logging/last-resort.ts'
import { startSystem, type Part, type System } from './start-system.ts'

const options = {
  empty: { type: 'boolean', default: false },
  'without-cases': { type: 'boolean', default: false },
  web: { type: 'boolean', default: false },
  worker: { type: 'boolean', default: false },
} as const

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

async function run(): Promise<void> {
  const values = parsedOptions()
  const config = readConfig(process.env)
  // A signal that comes while we start waits until there is something to stop.
  const asked = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.resolve())
  const system = await startSystem(config, {
    empty: values.empty,
    cases: !values['without-cases'],
    part: partOf(values),
    say: console.log,
    lost,
  })
  await greet(config, system)
  await asked.promise
  console.log('Stopping …')
  // Requests and jobs under way may end, but not keep the machine from going down.
  setTimeout(() => process.exit(1), 10_000).unref()
  await system.stop()
}

/** An option that is misspelt would otherwise start something else than was meant. */
function parsedOptions() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new CannotStart(`${(error as Error).message.split('. ')[0]}: "npm start" takes ${known.join(', ')}.`)
  }
}

/** Both or neither: everything in this process. */
function partOf({ web, worker }: { web: boolean; worker: boolean }): Part {
  if (web === worker) return 'all'
  return web ? 'web' : 'worker'
}

function lost(): void {
  console.error('The database has ended unexpectedly: see postgres.log beside its data, then start again.')
  process.exit(1)
}

async function greet({ publicUrl, host }: Config, system: System): Promise<void> {
  if (!system.app) return console.log('Working on jobs, without pages.')
  const { demoAccounts } = (await system.app.inject('/api/entrance')).json<OutputOf<typeof entrance>>()
  if (demoAccounts.length > 0) console.log(table(demoAccounts))
  if (system.administratorLink) console.log(`First administrator, one use within 72 hours: ${system.administratorLink}`)
  console.log(`Open ${publicUrl}`)
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:' || (hostname === 'localhost' && loopback.has(host))) return
  console.log('Signing in needs https or localhost: put a proxy with a certificate in front, and set PUBLIC_URL to it.')
}

function table(accounts: OutputOf<typeof entrance>['demoAccounts']): string {
  const lines = accounts.map(
    ({ userName, password, organisationName, title }) =>
      `  ${userName.padEnd(14)}${password.padEnd(28)}${title}  ${organisationName}`,
  )
  return ['Demo accounts (user name, password):', ...lines].join('\n')
}

endOnFaults()
try {
  await run()
  process.exit(0)
} catch (error) {
  if (error instanceof CannotStart) console.error(error.message)
  else writeFault(error)
  process.exit(1)
}
