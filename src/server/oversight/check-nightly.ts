import { inTransaction } from '../db/transaction.ts'
import type { JobsLog } from '../jobs/start-jobs.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { checkInvariants } from './check-invariants.ts'
import { checkStoredBytes, saveFilesChecked } from './check-stored-bytes.ts'

/** So many violations are told one by one; the journal has their number. */
const TOLD = 20

/**
 * What the operator would run every night: the whole database is read, each violation is an error in the log, with ids
 * and numbers only, and the journal says what was found.
 */
export async function checkNightly(services: Services, log: JobsLog): Promise<void> {
  const { read, violations: damaged } = await checkStoredBytes(services, 'nightly')
  const violations = [...(await checkInvariants(services, 'nightly')), ...damaged]
  for (const { invariant, says, subject, found } of violations.slice(0, TOLD)) {
    log.error(`invariant ${invariant} is violated at ${subject}: ${found}. ${says}.`)
  }
  if (violations.length > TOLD) {
    log.error(`${violations.length} violations in all: run "npm run huzhu -- invariants" to see them.`)
  }
  const begin = { kind: 'system', purpose: 'nightly' } as const
  const command = 'oversight.check-invariants'
  await inTransaction(services.transactions, { begin, command, now: services.clock() }, async (tx) => {
    await saveFilesChecked(tx, read)
    const invariants = [...new Set(violations.map(({ invariant }) => invariant))]
    await record(tx, { action: command, facts: { violations: violations.length, invariants } })
  })
}
