import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calculateBenefit } from '../../src/domain/claims/benefit.ts'
import { parseBenefitCase } from '../../src/domain/claims/parse-benefit-case.ts'
import { formatYuan } from '../../src/domain/shared/cents.ts'
import { caseFor } from '../support/benefit-arbitraries.ts'
import { catalogue, planOf } from '../support/benefit-cases.ts'
import { broken } from '../support/broken-facts.ts'
import { rounds } from '../support/long.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

type Question = { readonly plan: string; readonly facts: unknown }

const BATCH = 2_000

/** Nine sound cases for each one that may be refused. */
const questions: fc.Arbitrary<Question> = fc.constantFrom(...catalogue).chain((plan) => {
  const sound = caseFor(plan)
  const facts = fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: sound.chain(broken) })
  return facts.map((found) => ({ plan: plan.code, facts: found }))
})

/** Our answer in the oracle's words: the total, or the field that is refused. */
function ours({ plan: code, facts: json }: Question): string {
  const plan = planOf(code)
  const found = parseBenefitCase(json, plan)
  if (!found.ok)
    return `refused ${found.refusal.problems.map(({ path }) => path).toSorted((a, b) => (a < b ? -1 : 1))[0]}`
  const { facts, cover, history } = found.value
  return formatYuan(calculateBenefit(facts, cover, history, plan).total)
}

describe('a second calculation in SQL, written from the catalogue', () => {
  let database: TestDatabase
  let client: pg.Client

  beforeAll(async () => {
    database = await freshDatabase()
    client = new pg.Client({ connectionString: database.superuserUrl })
    await client.connect()
    await client.query(await readFile(new URL('../oracle/benefit.sql', import.meta.url), 'utf8'))
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })

  async function theirs(asked: readonly Question[]): Promise<string[]> {
    const { rows } = await client.query<{ answer: string }>(
      `select oracle.answer(plan, facts::jsonb) as answer
         from unnest($1::text[], $2::text[]) with ordinality asked(plan, facts, place) order by place`,
      [asked.map((one) => one.plan), asked.map((one) => JSON.stringify(one.facts))],
    )
    return rows.map((row) => row.answer)
  }

  it('agrees to the fen, and on every field that is refused', { timeout: 900_000 }, async () => {
    const many = rounds(3_000, 100_000)
    const answers = new Map<string, number>()
    for (let batch = 0; batch < many / BATCH; batch++) {
      const asked = fc.sample(questions, { numRuns: Math.min(BATCH, many - batch * BATCH), seed: 20_260_101 + batch })
      const expected = await theirs(asked)
      for (const [at, question] of asked.entries()) {
        const answer = ours(question)
        const sort = answer.startsWith('refused') ? 'refused' : answer === '0.00' ? 'nothing' : 'paid'
        answers.set(sort, (answers.get(sort) ?? 0) + 1)
        expect(answer, JSON.stringify(question)).toBe(expected[at])
      }
    }
    // A generator that went astray would agree on nothing but zeros.
    for (const sort of ['refused', 'nothing', 'paid']) expect(answers.get(sort)).toBeGreaterThan(many / 50)
  })
})
