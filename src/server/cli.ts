// The operator's command line: npm run huzhu -- <command>
import { benefitTry } from './claims/benefit-try-command.ts'
import { type Command, runCommandLine } from './command-line.ts'
import { readConfig } from './config.ts'
import { prepareDatabase } from './db/prepare-database.ts'
import { rosterCheckCommand } from './enrolment/roster-check-command.ts'

// What a command needs is loaded when it runs, so that `--help` answers at once.
const commands: readonly Command[] = [
  {
    name: 'migrate',
    usage: '',
    summary: 'Brings the database to the state of this version',
    options: {},
    files: 0,
    async run({ say }) {
      const database = await prepareDatabase(readConfig(process.env), { attach: true, say, lost: () => undefined })
      await database.stop()
      const { applied } = database
      const done = applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `applied ${name}`)
      return { data: { applied }, lines: done }
    },
  },
  benefitTry,
  rosterCheckCommand,
]

// A default death would leave the embedded database running; an exit takes it along.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
process.exitCode = await runCommandLine(commands, process.argv.slice(2), { print: console.log, say: console.error })
