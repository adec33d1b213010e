import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { errorFacts } from './log-options.ts'
import { redactLine } from './redact.ts'

const STDERR = 2
/** As the logger numbers what ends a process. */
const FATAL = 60

/** Writes a fault that no request and no job answers for: one line as in the log, with a reference to ask by. */
export function writeFault(error: unknown): void {
  const facts = { level: FATAL, time: Date.now(), reference: randomUUID(), err: errorFacts(error), msg: 'fault' }
  // At once: the process may end before a stream has written.
  writeSync(STDERR, redactLine(JSON.stringify(facts)))
}

/** What nobody caught ends the process in order, and is written like every other fault instead of as it came. */
export function endOnFaults(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      writeFault(error)
      process.exit(1)
    })
}
