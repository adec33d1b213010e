import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { acceptedCases } from '../support/material-case.ts'
import { newEnrolment, detailOf } from '../support/enrolment.ts'
import { insuredPeople } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('Ctrl K', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let number: string

  const found = async (actor: Actor, text: string) =>
    (await actor.post('/api/find', { text }))
      .json<{ found: { kind: string; number: string; unitName: string }[] }>()
      .found.map(({ kind, number, unitName }) => `${kind} ${number} ${unitName}`)
  const officer = (...desks: Desk[]) => signIn(server, association.agencyId, { desks })

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    number = (await detailOf(handler, await newEnrolment(handler, { comprehensive: 1 }))).number
  })
  afterAll(() => server.stop())

  it('finds what a number begins with, however it is typed', async () => {
    const mine = `enrolment ${number} 甲单位`
    expect(await found(handler, number)).toEqual([mine])
    expect(await found(handler, ` ${number.slice(0, 6).toLowerCase()} `)).toEqual([mine])
    expect(await found(handler, number.slice(1))).toEqual([])
    expect(await found(handler, number.slice(0, 3))).toEqual([])
  })
  it('finds units by a part of their name or their credit code, for officers', async () => {
    const reviewer = await officer('enrolment-review')
    const both = ['unit 91370000MA00000A1X 甲单位', 'unit 91370000MA00000B1X 乙单位']
    expect((await found(reviewer, '单位')).toSorted()).toEqual(both)
    expect(await found(reviewer, '91370000ma00000a')).toEqual(['unit 91370000MA00000A1X 甲单位'])
    expect(await found(reviewer, '%_')).toEqual([])
    expect(await found(handler, '单位')).toEqual([])
  })
  it('finds cases by their number, for the desks that read them', async () => {
    const [insured] = await insuredPeople(server, association, { people: 1 })
    const [claim] = await acceptedCases(server.services, handler.accountId, {
      coverId: insured!.coverId,
      kinds: ['critical-illness'],
      on: '2026-11-30',
    })
    const mine = `claim ${claim!.number} 甲单位`
    expect(await found(handler, claim!.number)).toEqual([mine])
    expect(await found(await officer('claim-first-review'), claim!.number.toLowerCase())).toEqual([mine])
    expect(await found(await officer('enrolment-review'), claim!.number)).toEqual([])
    const other = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    expect(await found(other, claim!.number)).toEqual([])
  })
  it('finds nothing outside of the scope, and nothing that the desks do not read', async () => {
    const other = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    expect(await found(other, number)).toEqual([])
    expect(await found(await officer('registration-review'), number)).toEqual([])
    expect(await found(await officer('audit'), number)).toEqual([`enrolment ${number} 甲单位`])
  })
})
