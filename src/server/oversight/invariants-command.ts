import type { Command } from '../command-line.ts'
import { withServices } from '../with-services.ts'
import { CHECKS_IN_CODE, checkInvariants } from './check-invariants.ts'
import { checkStoredBytes } from './check-stored-bytes.ts'
import { INVARIANTS } from './invariants.ts'

/** `invariants`: reads the whole database and changes nothing; also beside a server that runs. */
export const invariantsCommand: Command = {
  name: 'invariants',
  usage: '',
  summary: 'Checks that the data contradict none of the rules that must always hold',
  options: {},
  files: 0,
  run: ({ say }) =>
    withServices(say, async ({ services }) => {
      const { violations: damaged } = await checkStoredBytes(services)
      const violations = [...(await checkInvariants(services)), ...damaged]
      const checked = INVARIANTS.length + CHECKS_IN_CODE
      const lines = violations.map(
        ({ invariant, says, subject, found }) => `${invariant}  ${subject}: ${found}. ${says}.`,
      )
      const summary = `${checked} invariants checked, ${violations.length} violations`
      return { data: { checked, violations }, lines: [...lines, summary], problems: violations.length > 0 }
    }),
}
