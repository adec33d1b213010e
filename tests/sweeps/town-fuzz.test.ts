import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import { EXAMPLES } from '../support/endpoint-examples.ts'
import { rounds } from '../support/long.ts'
import { validMutations } from '../support/mutations.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { callInTown, uploadedFiles, type Route } from '../support/town-calls.ts'
import { makeTwoTowns, type Town } from '../support/two-towns.ts'
import { undoingCommits } from '../support/undo-commits.ts'

/** For some ten thousand requests, on a machine that does other things as well. */
const MANY_MS = 600_000
/** A share of the mutations every day, another one for each route. */
const EVERY = rounds(4, 1)
/** Turned away before anything of a row is looked at. */
const TURNED_AWAY = [400, 401, 403, 404, 429]

const everything: readonly Route[] = [...endpoints, ...fileRoutes]

describe('the rows of a town', () => {
  let server: TestServer
  let town: Town
  beforeAll(async () => {
    server = await startTestServer()
    town = (await makeTwoTowns(server)).there
  }, MANY_MS)
  afterAll(() => server.stop())

  it(
    'are met by no valid input that ends in a fault, whoever of the town sends it',
    async () => {
      const files = await uploadedFiles()
      const faults: string[] = []
      const tried = new Map<string, { sent: number; reached: number }>()
      await undoingCommits(async () => {
        for (const [at, route] of everything.entries()) {
          const counted = { sent: 0, reached: 0 }
          tried.set(route.name, counted)
          const inputs = EXAMPLES[route.name]?.inputs(town) ?? []
          const mutated = validMutations(route, inputs).filter((_, index) => (index + at) % EVERY === 0)
          for (const { what, input } of mutated) {
            const file = files[route.name]?.[0]
            const { statusCode, body } = await callInTown(server, town, route, input, { ...(file && { file }) })
            counted.sent += 1
            if (!TURNED_AWAY.includes(statusCode)) counted.reached += 1
            if (statusCode >= 500) faults.push(`${route.name} · ${what}: ${body}`)
          }
        }
      })
      expect(faults).toEqual([])
      const sum = (of: 'sent' | 'reached') => [...tried.values()].reduce((total, one) => total + one[of], 0)
      expect(sum('reached') / sum('sent')).toBeGreaterThan(0.8)
    },
    MANY_MS,
  )
})
