import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import { asSystem } from '../support/actors.ts'
import { EXAMPLES, type Input } from '../support/endpoint-examples.ts'
import { validMutations } from '../support/mutations.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { callInTown, uploadedFiles, type Route, type SentFile } from '../support/town-calls.ts'
import { makeTwoTowns, type Town } from '../support/two-towns.ts'

/** A copy of the towns for every command. */
const MANY_MS = 600_000

/** They end the session of whoever repeats them, who is then nobody and is told so. */
const LAST = ['accounts.sign-out', 'accounts.end-session']
/** Commands whose examples end in a refusal, which keeps no key. */
const REFUSED: ReadonlySet<string> = new Set([
  // They want a code, a token or a password that nobody wrote into an example.
  'accounts.activate',
  'accounts.change-password',
  'accounts.change-phone',
  'accounts.confirm-device',
  'accounts.confirm-password',
  'accounts.confirm-phone',
  'accounts.renew-password',
  'accounts.reset-password',
  'accounts.send-device-code',
  'accounts.sign-in',
  'claim-progress.show',
  'units.continue-registration',
  'units.registration-progress',
  'units.resend-activation',
  'units.save-draft',
  'units.send-registration-code',
  'units.submit-registration',
  'units.upload-registration-document',
  // The row of the town is in another state, version or hand than they want.
  'claim-entry.accept-also',
  'claim-entry.change-day',
  'claim-entry.change-kind',
  'claim-materials.complete',
  'claim-materials.restore',
  'claim-review.confirm-ending',
  'claims.accept',
  'enrolment.cancel-batch',
  'enrolment.confirm-left-out',
  'enrolment.reuse-roster-file',
  'enrolment.withdraw',
  'invoicing.confirm-payment',
  'invoicing.resend-invoice-file',
  'invoicing.return',
  'invoicing.save-invoice',
  'invoicing.submit',
  'payouts.correct-payee',
  'payouts.make',
  'payouts.pay-again',
  'payouts.release',
  'payouts.remove-line',
  'payouts.remove-payee-proof',
  'payouts.request-reversal',
  'payouts.stop-payment',
  'plans.add-offer',
  'plans.remove-offer',
  'units.request-change',
  'work-pool.hand-over',
])

describe('a command sent again with its key', () => {
  let origin: TestServer
  let town: Town
  let files: Readonly<Record<string, readonly [SentFile, SentFile]>>
  beforeAll(async () => {
    origin = await startTestServer()
    town = (await makeTwoTowns(origin)).there
    files = await uploadedFiles()
    await origin.park()
  }, MANY_MS)
  afterAll(() => origin.stop())

  const commands: readonly Route[] = [
    ...endpoints.filter(({ kind, name }) => kind === 'command' && !LAST.includes(name)),
    ...fileRoutes.filter(({ kind }) => kind === 'upload'),
  ]
  const entries = async (server: TestServer) => {
    const count = sql<{ count: number }>`select count(*)::int as count from journal`
    return (await asSystem(server.services, (tx) => count.execute(tx.db))).rows[0]?.count
  }

  /** What is wrong with a command that is repeated; undefined where no example of it succeeds. */
  async function problemsOf(server: TestServer, route: Route): Promise<string[] | undefined> {
    const [file, other] = files[route.name] ?? []
    for (const input of EXAMPLES[route.name]?.inputs(town) ?? []) {
      const key = randomUUID()
      const send = (again: Input, sent = file) =>
        callInTown(server, town, route, again, { key, ...(sent && { file: sent }) })
      const first = await send(input)
      if (first.statusCode !== 200) continue
      const before = await entries(server)
      const problems: string[] = []
      const second = await send(input)
      if (second.statusCode !== 200 || second.body !== first.body)
        problems.push(`${route.name} answers ${second.statusCode} ${second.body} instead of ${first.body}`)
      const changed = validMutations(route, [input]).find((one) => JSON.stringify(one.input) !== JSON.stringify(input))
      const thirds = [...(changed ? [await send(changed.input)] : []), ...(other ? [await send(input, other)] : [])]
      for (const { statusCode, body } of thirds)
        if (statusCode !== 422 || !body.includes('key-reused'))
          problems.push(`${route.name} answers ${statusCode} ${body} to another body`)
      if ((await entries(server)) !== before) problems.push(`${route.name} wrote into the journal again`)
      return problems
    }
    return undefined
  }

  it(
    'answers the same, does nothing again, and refuses another body or file',
    async () => {
      const problems: string[] = []
      const refused: string[] = []
      const onCopy = async (work: (server: TestServer) => Promise<void>) => {
        const server = await startTestServer({ copyOf: origin })
        try {
          await work(server)
        } finally {
          await server.stop()
        }
      }
      // What a command before took away is there again in a copy of one's own.
      const alone: Route[] = []
      await onCopy(async (server) => {
        for (const route of commands) {
          const found = await problemsOf(server, route)
          if (found) problems.push(...found)
          else if (!REFUSED.has(route.name)) alone.push(route)
        }
      })
      for (const route of alone)
        await onCopy(async (server) => {
          const found = await problemsOf(server, route)
          if (found) problems.push(...found)
          else refused.push(route.name)
        })
      expect({ problems, refused }).toEqual({ problems: [], refused: [] })
    },
    MANY_MS,
  )
})
