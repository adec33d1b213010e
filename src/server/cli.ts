// The operator's command line: npm run huzhu -- <command>
import { benefitTry } from './claims/benefit-try-command.ts'
import { dictionaryImportCommand, dictionaryLoadCommand } from './claims/dictionary-commands.ts'
import { runCommandLine } from './command-line.ts'
import { keysRotateCommand } from './crypto/keys-rotate-command.ts'
import { migrateCommand } from './db/migrate-command.ts'
import { demoCommand } from './demo/demo-command.ts'
import { rosterCheckCommand } from './enrolment/roster-check-command.ts'
import { endOnFaults } from './logging/last-resort.ts'
import { invariantsCommand } from './oversight/invariants-command.ts'
import { calendarImportCommand } from './work-pool/calendar-import-command.ts'

const commands = [
  migrateCommand,
  demoCommand,
  calendarImportCommand,
  rosterCheckCommand,
  benefitTry,
  dictionaryLoadCommand,
  dictionaryImportCommand,
  invariantsCommand,
  keysRotateCommand,
]

endOnFaults()
// A default death would leave the embedded database running; an exit takes it along.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
process.exitCode = await runCommandLine(commands, process.argv.slice(2), { print: console.log, say: console.error })
