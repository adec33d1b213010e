import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { saveOffer } from '../../src/server/plans/offer-store.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import {
  enteredClaims,
  entryFor,
  onePicture,
  saveEntry,
  submitEntered,
  submittedClaims,
  versionsOf,
  type ClaimWishes,
  type TestClaim,
} from '../support/claims.ts'
import { insuredPeople } from '../support/insured.ts'
import { findLatestVersion } from '../support/latest-version.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Finding = { readonly code: string; readonly sentence: string; readonly other: object | null }

describe('what another case has used already', () => {
  let server: TestServer
  let association: Association
  /** A unit below another office, whose cases the reviewer does not reach. */
  let elsewhere: Association
  let handler: Actor
  let handlerElsewhere: Actor
  let reviewer: Actor

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    elsewhere = await otherOffice()
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    handlerElsewhere = await signIn(server, elsewhere.unitId, { desks: ['unit-handler'], name: '远方经办' })
    reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  }, 60_000)
  afterAll(() => server.stop())

  const otherOffice = () =>
    asSystem(server.services, async (tx) => {
      const add = async (parentId: string, kind: 'office' | 'agency' | 'unit', code: string, name: string) =>
        (await saveOrganisation(tx, { parentId: parentId as never, kind, code, name, address: '示例路 2 号' })).id
      const officeId = await add(association.headId, 'office', '3714', '远方办事处')
      const agencyId = await add(officeId, 'agency', '371401', '远方代办处')
      const unitId = await add(agencyId, 'unit', '91370000MA00000C1X', '丙单位')
      for (const code of ['comprehensive', 'yunnan-inpatient']) {
        const planVersionId = (await findLatestVersion(tx, code))!
        await saveOffer(tx, { officeId, planVersionId, saleFrom: date('2026-01-01') })
      }
      return { ...association, officeId, agencyId, unitId, otherUnitId: unitId }
    })

  const stay = { kinds: ['accident-inpatient'], on: '2026-11-20', selfPaid: '2000.00' } as const
  const withImage = async (actor: Actor, wishes: ClaimWishes, image: Buffer): Promise<TestClaim> => {
    const [claim] = await enteredClaims(server, actor, wishes)
    const path = `/api/claims/${claim!.id}/materials/upload/settlement-sheet`
    expect((await actor.upload(path, '结算单.png', image)).statusCode).toBe(200)
    await submitEntered(actor, [claim!.id])
    return claim!
  }
  const findings = async ({ id }: TestClaim): Promise<readonly Finding[]> => {
    await reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [id] })
    return (await reviewer.post(`/api/claim-reviews/${id}/open`)).json().findings
  }
  const found = async (claim: TestClaim, ...codes: string[]) =>
    (await findings(claim)).filter(({ code }) => codes.includes(code))

  it('is named to a reviewer who reaches that case, and told without its number and image to whoever does not', async () => {
    server.clock.set('2026-11-19T09:00:00+08:00')
    const mine = await insuredPeople(server, association, { people: 3 })
    const theirs = await insuredPeople(server, elsewhere, { people: 1, from: 700 })
    server.clock.set('2026-12-01T09:00:00+08:00')
    const [near, far] = [await onePicture(), await onePicture()]
    const payee = { near: { card: '6222020200112233446' }, far: { card: '6222020200112233453' } }
    const known = await withImage(handler, { ...stay, insured: mine[0]!, payee: payee.near }, near)
    const unknown = await withImage(handlerElsewhere, { ...stay, insured: theirs[0]!, payee: payee.far }, far)

    const beside = await withImage(handler, { ...stay, insured: mine[1]!, payee: payee.near }, near)
    expect(await found(beside, 'image-equal', 'card-elsewhere')).toMatchObject([
      { code: 'image-equal', other: { id: known.id, number: known.number }, sentence: has(known.number) },
      { code: 'card-elsewhere', sentence: has(known.number) },
    ])
    const apart = await withImage(handler, { ...stay, insured: mine[2]!, payee: payee.far }, far)
    const told = await findings(apart)
    expect(told.filter(({ code }) => code === 'image-equal' || code === 'card-elsewhere')).toMatchObject([
      { code: 'image-equal', other: null, sentence: has('管理范围外的另一案件') },
      { code: 'card-elsewhere', sentence: has('管理范围外的另一案件') },
    ])
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${unknown.number}|${unknown.id}`))
  })

  it('refuses the invoice of another person to a handler without the number of a case out of reach', async () => {
    server.clock.set('2026-11-19T09:00:00+08:00')
    const mine = await insuredPeople(server, association, { from: 100, people: 1 })
    const theirs = await insuredPeople(server, elsewhere, { from: 800, people: 1 })
    server.clock.set('2026-12-01T09:00:00+08:00')
    const sheet = { invoiceNumber: '26378888888888888888' }
    const [far] = await submittedClaims(server, handlerElsewhere, { ...stay, insured: theirs[0]!, sheet })
    const [claim] = await enteredClaims(server, handler, { ...stay, insured: mine[0]! })
    await saveEntry(handler, claim!.id, entryFor({ ...stay, insured: mine[0]!, sheet }))
    const { missing } = (await handler.get(`/api/claims/${claim!.id}/entry`)).json()
    const path = 'sheets.0.invoiceNumber'
    expect(missing).toContainEqual({ path, about: 'invoice', sentence: has('已由另一案件为另一人申领') })
    const { version } = await versionsOf(handler, claim!.id)
    const answers = [
      await handler.post(`/api/claims/${claim!.id}/calculate`, { version }),
      await handler.get(`/api/claims/${claim!.id}/entry`),
      await handler.post(`/api/claims/${claim!.id}/open`),
    ]
    for (const { body } of answers) expect(body).not.toContain(far!.number)
  })

  it('shows the same person’s invoice under another plan as allowed, with the number only within reach', async () => {
    server.clock.set('2026-11-19T09:00:00+08:00')
    const mine = await insuredPeople(server, association, { from: 200, people: 2 })
    const near = await insuredPeople(server, association, { from: 200, people: 1, planCode: 'yunnan-inpatient' })
    const far = await insuredPeople(server, elsewhere, { from: 201, people: 1, planCode: 'yunnan-inpatient' })
    server.clock.set('2026-12-01T09:00:00+08:00')
    const both = async (at: number, actor: Actor, under: (typeof near)[number]) => {
      const sheet = { invoiceNumber: `2637777777777777777${at}` }
      const [earlier] = await submittedClaims(server, actor, { ...stay, insured: under, sheet })
      const [later] = await submittedClaims(server, handler, { ...stay, insured: mine[at]!, sheet })
      return { earlier: earlier!, told: await found(later!, 'invoice-same-person', 'invoice-fine') }
    }
    const within = await both(0, handler, near[0]!)
    expect(within.told).toMatchObject([{ code: 'invoice-same-person', sentence: has(within.earlier.number) }])
    const beyond = await both(1, handlerElsewhere, far[0]!)
    expect(beyond.told).toMatchObject([{ code: 'invoice-same-person', sentence: has('管理范围外的另一案件') }])
    expect(JSON.stringify(beyond.told)).not.toContain(beyond.earlier.number)
  })
})

const has = (text: string) => expect.stringContaining(text)
