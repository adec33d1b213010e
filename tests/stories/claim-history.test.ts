import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims, submittedClaims, versionsOf } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let association: Association
let handler: Actor
/** The clock goes on by months: who works then signs in anew. */
const goOn = async (to: string) => {
  server.clock.set(`${to}T09:00:00+08:00`)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
}

beforeAll(async () => {
  server = await startTestServer({ at: '2026-03-02T09:00:00+08:00' })
  association = await makeAssociation(server)
}, 60_000)
afterAll(() => server.stop())

const breast = (insured: Insured, on: string) =>
  ({
    insured,
    kinds: ['women-illness'],
    on,
    incident: { diagnosisCode: 'C50.900', diagnosisName: '乳腺恶性肿瘤', category: '乳腺癌' },
  }) as const

/** What 申领计算 says of a new case. */
async function amountOf(insured: Insured, on: string): Promise<string> {
  const [claim] = await enteredClaims(server, handler, breast(insured, on))
  const { version } = await versionsOf(handler, claim!.id)
  const answer = await handler.post(`/api/claims/${claim!.id}/calculate`, { version })
  return answer.json().calculation.total
}

it('a diagnosis is paid once within continuous cover, and anew after a gap', async () => {
  const insured = (people: number, from: number) =>
    insuredPeople(server, association, { people, from, planCode: 'beijing-women' })
  const before = await insured(2, 0)
  await goOn('2026-07-01')
  for (const one of before) await submittedClaims(server, handler, breast(one, '2026-06-01'))

  await goOn('2027-02-20')
  const [renewed] = await insured(1, 0)
  await goOn('2027-05-01')
  const [returned] = await insured(1, 1)
  await goOn('2027-09-01')
  expect(await amountOf(renewed!, '2027-08-01')).toBe('0.00')
  expect(await amountOf(returned!, '2027-08-01')).toBe('15000.00')
  expect(await checkInvariants(server.services)).toEqual([])
})
