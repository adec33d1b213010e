import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import { EXAMPLES, type Input } from '../support/endpoint-examples.ts'
import { textsOfTables } from '../support/texts-of-tables.ts'
import { callWith, type Route } from '../support/town-calls.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeTwoTowns, type Town } from '../support/two-towns.ts'

const everything: readonly Route[] = [...endpoints, ...fileRoutes].filter(
  ({ kind }) => kind === 'command' || kind === 'download',
)

/** Fields into which people write sentences. */
const FREE = /^(?:reason|note|explanation|text|lateReason|cause|remark)$/
const NUMBERS = ['379901198803030098', '6222020909003028973', '19944440000']
const TYPED = `司法协查 ${NUMBERS.join(' ')}`

/** Texts that stay as they were typed, with the reason. */
const AS_TYPED = new Map([['invoicing.save-invoice', '备注 is printed on the invoice as the unit worded it']])

/** With a copy of the towns for each command, on a machine that does other things as well. */
const PATIENCE = 300_000

describe('whatever people type into a sentence', () => {
  let origin: TestServer
  let town: Town
  beforeAll(async () => {
    origin = await startTestServer()
    town = (await makeTwoTowns(origin)).here
    await origin.park()
  })
  afterAll(() => origin.stop())

  it(
    'leaves no document number, card or phone readable in any table, the journal among them',
    async () => {
      const [done, found]: [string[], string[]] = [[], []]
      for (const one of everything.filter(({ name }) => !AS_TYPED.has(name))) {
        for (const example of EXAMPLES[one.name]?.inputs(town) ?? []) {
          const input = worded(one, example)
          if (JSON.stringify(input) === JSON.stringify(example)) continue
          const { statusCode, readable } = await tried(one, input)
          if (statusCode === 200) done.push(one.name)
          found.push(...readable.map((where) => `${one.name}: ${where}`))
        }
      }
      expect(found).toEqual([])
      expect(done).toEqual(expect.arrayContaining(TAKEN))
    },
    PATIENCE,
  )

  async function tried(one: Route, input: Input): Promise<{ statusCode: number; readable: string[] }> {
    const server = await startTestServer({ copyOf: origin })
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    await superuser.query('set session_replication_role = replica')
    for (const statement of PREPARED[one.name] ?? []) await superuser.query(statement)
    const { headers } = town[EXAMPLES[one.name]?.by ?? 'handler']
    const { statusCode } = await callWith(server, one, input, headers)
    const readable = (await textsOfTables(superuser)).filter(({ text }) => NUMBERS.some((one) => text.includes(one)))
    await superuser.end()
    await server.stop()
    return { statusCode, readable: readable.map(({ table, column }) => `${table}.${column}`) }
  }
})

/** Commands that took such a text: a refused one leaves nothing, and would prove nothing. */
const TAKEN = [
  'certificates.download-insured',
  'claim-entry.save',
  'claim-exports.decide',
  'claim-exports.start',
  'claim-exports.start-unmasked',
  'claim-review.approve',
  'claim-review.pass',
  'claim-review.propose',
  'claim-review.regrade',
  'claim-review.return',
  'claim-review.return-inside',
  'claim-review.save-draft',
  'claim-review.withdraw',
  'claims.delete',
  'enrolment.return',
  'enrolment.save-facts',
  'enrolment.save-review-draft',
  'enrolment.void',
  'invoicing.remove-invoice-file',
  'invoicing.return',
  'invoicing.reverse-payment',
  'payouts.decide-payee',
  'payouts.remove-line',
  'payouts.request-reversal',
  'payouts.void',
  'units.decide-change',
  'units.request-change',
  'units.return-registration',
  'units.save-review-draft',
]

/** What stands in the way of a command in the towns, taken out of it in the copy. */
const PREPARED: Readonly<Record<string, readonly string[]>> = {
  'units.request-change': [`update unit_changes set state = 'returned'`],
  'invoicing.return': ['update enrolments set paid = 0'],
  'payouts.remove-line': ['update payout_batches set count = 2'],
  'payouts.request-reversal': ['delete from payout_reversals'],
}

type Schema = { readonly properties?: Readonly<Record<string, unknown>> }

/** An input with the numbers in every sentence that it has or could have. */
function worded({ input }: Route, example: Input): Input {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema
  const more = Object.keys(properties).filter((name) => FREE.test(name) && !(name in example))
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        FREE.test(name) && typeof inner === 'string' ? TYPED : replaced(inner),
      ]),
    )
  }
  return { ...(replaced(example) as Input), ...Object.fromEntries(more.map((name) => [name, TYPED])) }
}
