import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenHash } from '../../src/server/accounts/random-codes.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { listEnrolments } from '../../src/server/enrolment/enrolment-lists.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** Passes every statement on and keeps it. */
function keeping(statements: string[]): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      statements.push(JSON.stringify(node))
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

describe('the list of 参保录入', () => {
  let server: TestServer
  let handler: Actor
  const draft = async (people: number) => {
    const id = await newEnrolment(handler, { comprehensive: 1, 'accident-100': 1 })
    for (const planCode of ['comprehensive', 'accident-100']) {
      const bytes = rosterCsv(Array.from({ length: people }, (_, at) => personOf(at)))
      await importFile({ handler, services: server.services }, { id, planCode, name: `${id}.csv`, bytes })
    }
  }
  /** What is asked of the database for the list as the handler sees it. */
  const asked = async (): Promise<string[]> => {
    const token = handler.headers['cookie']?.split('=')[1] ?? ''
    const { transactions, clock } = server.services
    const begin = { kind: 'session', tokenHash: tokenHash(token), touch: false } as const
    const statements: string[] = []
    await inTransaction(transactions, { begin, command: null, now: clock() }, (tx) => {
      const watched = { ...tx, db: tx.db.withPlugin(keeping(statements)) }
      return listEnrolments(watched, { tab: 'editing' })
    })
    return statements
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    await draft(2)
  })
  afterAll(() => server.stop())

  it('asks as many queries for many drafts as for one, and counts no roster', async () => {
    const one = await asked()
    await draft(3)
    await draft(4)
    const many = await asked()
    expect(many).toHaveLength(one.length)
    expect(many.filter((statement) => statement.includes('roster_people'))).toEqual([])
  })
  it('shows what each draft comes to as its rosters stand', async () => {
    const { rows } = (await handler.get('/api/enrolments?tab=editing')).json<{
      rows: { people: number; total: string }[]
    }>()
    expect(rows.map(({ people, total }) => `${people} ${total}`)).toEqual(['8 800.00', '6 600.00', '4 400.00'])
  })
})
