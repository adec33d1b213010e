import { sql } from 'kysely'
import { signIn, asSystem, type Actor, type Association } from './actors.ts'
import { approvedEnrolment } from './approved-enrolment.ts'
import type { TestServer } from './test-server.ts'

export type InsuredWishes = {
  readonly people: number
  readonly planCode?: string
  /** Ends of serial numbers: the same ones are the same persons in another plan. */
  readonly from?: number
  readonly unit?: 'unitId' | 'otherUnitId'
  readonly names?: (index: number) => string
  readonly rows?: (index: number) => number
}

/** Someone under a cover: their document number as it would be typed at 受理. */
export type Insured = { readonly coverId: string; readonly name: string; readonly idNumber: string }

async function must(answering: ReturnType<Actor['post']>): Promise<Record<string, string & number>> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, string & number>>()
}

/**
 * People of a unit under cover from the day after the clock's, through invoice, payment and 到账确认 as the product does
 * it. The number of person `i` is `numberOfInsured(i)`, as `approvedEnrolment` makes it.
 */
export async function insuredPeople(
  server: TestServer,
  association: Association,
  wishes: InsuredWishes,
): Promise<readonly Insured[]> {
  const { people, planCode = 'comprehensive', from = 0, unit = 'unitId', names, rows } = wishes
  const unitId = association[unit]
  const handler = await signIn(server, unitId, { desks: ['unit-handler'], name: '经办' })
  const reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'], name: '初审' })
  const finance = await signIn(server, association.officeId, { desks: ['finance'], name: '财务' })
  const id = await approvedEnrolment(server, {
    ...association,
    unitId,
    submittedBy: handler.accountId,
    reviewedBy: reviewer.accountId,
    people,
    planCode,
    from,
    ...(names && { names }),
    ...(rows && { rows }),
  })
  const due = `${people * 100}`
  await must(
    handler.post(`/api/enrolments/${id}/invoices`, {
      planCode,
      kind: 'invoice',
      titleKind: 'unit',
      title: '抬头',
      taxNumber: '91370000MA00000A1X',
      heads: people,
      amount: due,
      mail: 'unit@unit.example',
    }),
  )
  const { version } = await must(handler.get(`/api/enrolments/${id}/invoicing`))
  await must(handler.post(`/api/enrolments/${id}/invoicing/submit`, { version }))
  await must(finance.post('/api/work/take', { kind: 'payment', subjects: [id] }))
  const paidOn = new Date(server.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await must(finance.post(`/api/enrolments/${id}/payments`, { paidOn, amount: due, payer: '付款', reference: id }))
  const latest = await must(finance.get(`/api/enrolments/${id}/invoicing`))
  await must(finance.post(`/api/enrolments/${id}/confirm`, { version: latest['version'] }))
  return asSystem(server.services, async ({ db }) => {
    const { rows } = await sql<{ coverId: string; name: string; masked: string; peopleId: string; sealed: Buffer }>`
      select c.id as "coverId", p.name, p.id as "peopleId", p.sealed from covers c join people p on p.id = c.people_id
      where c.enrolment_id = ${id} order by c.row_number`.execute(db)
    return rows.map(({ coverId, name, peopleId, sealed }) => {
      const [idNumber = ''] = server.services.crypto.open('people.sealed', peopleId, sealed).toString().split('\n')
      return { coverId, name, idNumber }
    })
  })
}
