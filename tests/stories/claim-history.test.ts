import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parsePlanVersion } from '../../src/domain/plans/parse-plan-version.ts'
import { cents, formatYuan } from '../../src/domain/shared/cents.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { loadCatalogue } from '../../src/server/plans/plan-store.ts'
import { CATALOGUE_FOLDER, readCatalogueFile } from '../../src/server/plans/read-catalogue.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims, entryFor, saveEntry, submitEntered, submittedClaims, versionsOf } from '../support/claims.ts'
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

/** What 申领计算 says of a case. */
async function calculate(id: string): Promise<string> {
  const { version } = await versionsOf(handler, id)
  const answer = await handler.post(`/api/claims/${id}/calculate`, { version })
  return answer.json().calculation.total
}

/** What 申领计算 says of a new case. */
async function amountOf(insured: Insured, on: string): Promise<string> {
  const [claim] = await enteredClaims(server, handler, breast(insured, on))
  return calculate(claim!.id)
}

const stay = (insured: Insured, on: string, sheet: object, selfPaid = '6000.00') =>
  ({
    insured,
    kinds: ['illness-inpatient'],
    on,
    selfPaid,
    sheet,
    incident: { diagnosisCode: 'J18.900', diagnosisName: '肺炎' },
  }) as const

/** 湖北 住院医疗 with a limit over all covers in the place of none, on sale from now on. */
async function sellWithLimitForLife(amount: string): Promise<void> {
  const shipped = (await readCatalogueFile(CATALOGUE_FOLDER, 'hubei-inpatient.json')) as object
  const limit = { name: '疾病住院', per: 'life', kinds: ['illness-inpatient'], amount, clause: '第五条' }
  const json = { ...shipped, version: '2026.1', limits: [limit] }
  const read = parsePlanVersion(json, 'hubei-inpatient.json')
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  const plan = read.value
  await asSystem(server.services, async (tx) => {
    await loadCatalogue(tx, { plans: [{ plan, json }], categoryCaps: [] })
    await sql`update offers o set plan_version_id = v.id from plan_versions v
      where o.plan_code = v.code and v.code = ${plan.code} and v.version = ${plan.version}`.execute(tx.db)
  })
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

it('an illness is chosen among the words of the plan, and reviewers see what was paid under earlier covers', async () => {
  await goOn('2026-03-02')
  const insured = () => insuredPeople(server, association, { people: 1, from: 30, planCode: 'beijing-women' })
  const [before] = await insured()
  await goOn('2026-07-01')
  await submittedClaims(server, handler, breast(before!, '2026-06-01'))
  await goOn('2027-02-20')
  const [renewed] = await insured()
  await goOn('2027-09-01')
  const wishes = breast(renewed!, '2027-08-01')
  const typed = (category: string) => ({ ...wishes, incident: { ...wishes.incident, category } })
  const [claim] = await enteredClaims(server, handler, typed('乳腺恶性肿瘤'))
  const { id } = claim!
  await expect(submitEntered(handler, [id])).rejects.toThrow('病种类别应为：乳腺癌、')
  await saveEntry(handler, id, { ...entryFor(typed('卵巢癌')) })
  await submitEntered(handler, [id])

  const reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  await reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [id] })
  const review = (await reviewer.post(`/api/claim-reviews/${id}/open`)).json()
  expect(review.findings[0]).toMatchObject({ code: 'category-paid-before', level: 'strong', path: 'incident.category' })
  expect(review.findings[0].sentence).toContain('乳腺癌')
  expect(review.categories).toContain('乳腺癌')
  const { version } = review.claim
  const regrade = (category: string) =>
    reviewer.post(`/api/claim-reviews/${id}/regrade`, { version, reason: '按病理报告', category })
  expect((await regrade('乳房癌')).json()).toMatchObject({ refusal: { code: 'claim-category-unknown' } })
  expect((await regrade('乳腺癌')).json()).toMatchObject({ before: '15000.00', after: '0.00' })
})

it('a case is calculated again once an earlier one is regraded to its illness, although the money is the same', async () => {
  await goOn('2026-03-02')
  const insured = () => insuredPeople(server, association, { people: 1, from: 40, planCode: 'beijing-women' })
  const [before] = await insured()
  await goOn('2026-07-01')
  const wishes = breast(before!, '2026-06-01')
  const ovary = { ...wishes, incident: { ...wishes.incident, category: '卵巢癌' } }
  const [earlier] = await submittedClaims(server, handler, ovary)
  await goOn('2027-02-20')
  const [renewed] = await insured()
  await goOn('2027-09-01')
  const [later] = await submittedClaims(server, handler, breast(renewed!, '2027-08-01'))
  expect(await amountHeld(later!.id)).toBe('15000.00')

  const reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  await reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [earlier!.id, later!.id] })
  const { version } = await versionsOf(handler, earlier!.id)
  const regrade = { version, reason: '按病理报告', category: '乳腺癌' }
  const regraded = await reviewer.post(`/api/claim-reviews/${earlier!.id}/regrade`, regrade)
  expect(regraded.json()).toMatchObject({ before: '15000.00', after: '15000.00' })
  const seen = async () => ({ id: later!.id, version: (await versionsOf(handler, later!.id)).version })
  const pass = async () => (await reviewer.post('/api/claim-reviews/pass', { cases: [await seen()] })).json()
  expect((await pass()).refusal).toMatchObject({ code: 'claim-calculation-stale' })
  const again = await reviewer.post(`/api/claim-reviews/${later!.id}/recalculate`, await seen())
  expect(again.json()).toMatchObject({ before: '15000.00', after: '0.00' })
})

it('a limit over all covers cuts a claim under an earlier cover by what a later one has paid already', async () => {
  await goOn('2026-03-02')
  await sellWithLimitForLife('50000.00')
  const insured = () => insuredPeople(server, association, { people: 1, from: 10, planCode: 'hubei-inpatient' })
  const [before] = await insured()
  await goOn('2027-02-20')
  const [renewed] = await insured()
  await goOn('2027-09-01')
  const later = await submittedClaims(server, handler, stay(renewed!, '2027-06-01', {}, '60000.00'))
  expect(await amountHeld(later[0]!.id)).toBe('42000.00')
  const [claim] = await enteredClaims(server, handler, stay(before!, '2026-06-01', {}, '30000.00'))
  expect(await calculate(claim!.id)).toBe('8000.00')
  await submitEntered(handler, [claim!.id])
  expect(await amountHeld(claim!.id)).toBe('8000.00')
  expect(await checkInvariants(server.services)).toEqual([])
})

it('给付试算 calculates facts and cases under any version, and says where two of them differ', async () => {
  await goOn('2026-03-02')
  await sellWithLimitForLife('50000.00')
  const [insured] = await insuredPeople(server, association, { people: 1, from: 50, planCode: 'hubei-inpatient' })
  await goOn('2026-09-01')
  const [claim] = await submittedClaims(server, handler, stay(insured!, '2026-06-01', {}, '80000.00'))
  const reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  const { plans } = (await reviewer.get('/api/benefit-trial/versions')).json()
  const { versions } = plans.find(({ code }: { code: string }) => code === 'hubei-inpatient')
  const [newer, older] = versions
  expect([newer.version, older.version]).toEqual(['2026.1', '2024.1'])

  const facts = JSON.stringify({
    cover: { effectiveOn: '2026-03-03', endsOn: '2027-03-02' },
    claim: { kind: 'illness-inpatient', on: '2026-06-01' },
    sheets: [{ admittedOn: '2026-06-01', dischargedOn: '2026-06-01', selfPaid1: '80000.00' }],
  })
  const tried = async (planVersionId: string, againstId?: string) =>
    (await reviewer.post('/api/benefit-trial', { planVersionId, facts, ...(againstId && { againstId }) })).json()
  expect(await tried(older.id)).toMatchObject({ answer: { version: '2024.1', total: '56000.00' }, against: null })
  expect(await tried(older.id, newer.id)).toMatchObject({
    answer: { version: '2024.1', total: '56000.00' },
    against: { version: '2026.1', total: '50000.00' },
    changes: [{ before: { amount: '-6000.00' }, after: null }],
    problems: [],
  })

  const body = { number: claim!.number, planVersionId: older.id }
  expect((await reviewer.post('/api/benefit-trial/claim', body)).json()).toMatchObject({
    own: { version: '2026.1', total: '50000.00' },
    answer: { version: '2024.1', total: '56000.00' },
  })
  expect(await amountHeld(claim!.id)).toBe('50000.00')
})

it('a case that was returned and is submitted again keeps its place, unless another was calculated in it', async () => {
  await goOn('2026-03-02')
  const people = await insuredPeople(server, association, { people: 2, from: 20, planCode: 'xian-inpatient' })
  await goOn('2026-09-01')
  const reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  const seen = async (id: string) => ({ id, version: (await versionsOf(handler, id)).version })
  const take = (id: string) => reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [id] })
  const returned = async (id: string) => {
    await take(id)
    const point = { target: 'case', path: null, materialId: null, area: null, text: '请补一张图片' }
    const body = { cases: [await seen(id)], to: 'entry', points: [point] }
    expect((await reviewer.post('/api/claim-reviews/return', body)).statusCode).toBe(200)
    server.clock.add(1000)
  }
  const again = async (id: string) => {
    await handler.post('/api/work/take', { kind: 'claim-entry', subjects: [id] })
    await submitEntered(handler, [id])
  }
  const ratio = { ratioSelfPaid: '5000.00' }
  const two = async (insured: Insured) => {
    const [first] = await submittedClaims(server, handler, stay(insured, '2026-05-04', ratio))
    server.clock.add(1000)
    const [second] = await submittedClaims(server, handler, stay(insured, '2026-06-01', ratio))
    server.clock.add(1000)
    expect([await amountHeld(first!.id), await amountHeld(second!.id)]).toEqual(['3300.00', '1620.00'])
    return [first!.id, second!.id] as const
  }

  const [kept, other] = await two(people[0]!)
  await returned(kept)
  await again(kept)
  expect([await amountHeld(kept), await amountHeld(other)]).toEqual(['3300.00', '1620.00'])

  const [late, early] = await two(people[1]!)
  await returned(late)
  await take(early)
  const recalculated = await reviewer.post(`/api/claim-reviews/${early}/recalculate`, await seen(early))
  expect(recalculated.json()).toMatchObject({ before: '1620.00', after: '3300.00' })
  await again(late)
  expect([await amountHeld(late), await amountHeld(early)]).toEqual(['1620.00', '3300.00'])
  expect(await checkInvariants(server.services)).toEqual([])
})

/** What a submitted case reserves. */
async function amountHeld(id: string): Promise<string> {
  const { rows } = await asSystem(server.services, ({ db }) =>
    sql<{ money: number }>`select money from benefit_reserves where claim_id = ${id} and state = 'reserved'`.execute(
      db,
    ),
  )
  return formatYuan(cents(rows[0]!.money))
}
