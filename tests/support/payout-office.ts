import { sql } from 'kysely'
import type { BankFormatCode } from '../../src/domain/payouts/bank-formats.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from './actors.ts'
import { insuredPeople } from './insured.ts'
import { payableClaims, type Payable, type PayableWishes } from './payable-claims.ts'
import { picture } from './registration.ts'
import type { TestServer } from './test-server.ts'

/** An office that pays: its account, and everyone who has a hand in it. */
export type PayoutOffice = Association & {
  readonly handler: Actor
  readonly stranger: Actor
  readonly firstReviewer: Actor
  readonly secondReviewer: Actor
  readonly maker: Actor
  readonly releaser: Actor
  readonly auditor: Actor
}

export async function makePayoutOffice(server: TestServer): Promise<PayoutOffice> {
  const association = await makeAssociation(server)
  const { officeId, unitId, otherUnitId } = association
  await asSystem(server.services, ({ db }) =>
    sql`update organisations set bank_account_name = '示例办事处', bank_name = '示例银行', bank_account_number = '3713000100000188'
      where id = ${officeId}`.execute(db),
  )
  return {
    ...association,
    handler: await signIn(server, unitId, { desks: ['unit-handler'], name: '经办' }),
    stranger: await signIn(server, otherUnitId, { desks: ['unit-handler'], name: '邻单位' }),
    firstReviewer: await signIn(server, officeId, { desks: ['claim-first-review'], name: '初审' }),
    secondReviewer: await signIn(server, officeId, { desks: ['claim-second-review'], name: '复审' }),
    maker: await signIn(server, officeId, { desks: ['payout-making'], name: '编制' }),
    releaser: await signIn(server, officeId, { desks: ['payout-release'], name: '释放' }),
    auditor: await signIn(server, officeId, { desks: ['audit'], name: '审计' }),
  }
}

/** Payable claims of as many people of the unit, through real covers; move the clock past their first day before. */
export async function payablePeople(
  server: TestServer,
  office: PayoutOffice,
  people: number,
  wishes: Partial<PayableWishes> & { readonly from?: number } = {},
): Promise<Payable[]> {
  const { from = 0, ...rest } = wishes
  const insured = await insuredPeople(server, office, { people, from })
  await asSystem(server.services, ({ db }) =>
    sql`update units set contact_account_id = ${office.handler.accountId} where organisation_id = ${office.unitId}`.execute(
      db,
    ),
  )
  return payableClaims(server.services, {
    covers: insured.map(({ coverId }) => coverId),
    submittedBy: office.handler.accountId,
    firstReviewedBy: office.firstReviewer.accountId,
    secondReviewedBy: office.secondReviewer.accountId,
    ...rest,
  })
}

export type Made = { readonly id: string; readonly number: string; readonly version: number }

/** Makes a batch and releases it, by the two who may. */
export async function releasedBatch(
  office: PayoutOffice,
  claims: readonly Payable[],
  format: BankFormatCode = 'csv-gb18030',
): Promise<Made> {
  const made = await must(
    office.maker.post('/api/payout-batches', { officeId: office.officeId, format, claims: claims.map(({ id }) => id) }),
  )
  const { version } = await must(office.releaser.post(`/api/payout-batches/${made['id']}/release`, { version: 0 }))
  return { id: String(made['id']), number: String(made['number']), version: Number(version) }
}

export async function must(answering: ReturnType<Actor['post']>): Promise<Record<string, string | number>> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, string | number>>()
}

/** As if the password had just been typed again. */
export async function confirmNow({ services }: TestServer, { accountId }: Actor): Promise<void> {
  await asSystem(services, ({ db, now }) =>
    sql`update sessions set confirmed_at = ${new Date(now)} where account_id = ${accountId}`.execute(db),
  )
}

/** The maker imports what the bank answered in the CSV of a batch in UTF-8. */
export async function answered(office: PayoutOffice, batch: Made, answers: readonly BankAnswer[]): Promise<void> {
  const file = Buffer.from(returnCsv(batch.number, answers))
  const answer = await office.maker.upload(`/api/payout-batches/${batch.id}/returns`, '回盘.csv', file)
  if (answer.json<{ outcome: string }>().outcome !== 'taken') throw new Error(answer.body)
}

/** 更正领款人 with another card of the same person, its image and the password again. */
export async function correctCard(
  server: TestServer,
  { handler }: PayoutOffice,
  { id, payee }: Payable,
  card: string,
): Promise<void> {
  const { version } = await must(handler.post(`/api/claims/${id}/payee/open`))
  server.clock.add(1000)
  await handler.upload(`/api/claims/${id}/payee/card-image`, '卡.png', await picture())
  await confirmNow(server, handler)
  await must(handler.post(`/api/claims/${id}/payee`, { version, payee: { ...payee, card } }))
}

/** 领款复核 of a corrected payee. */
export async function approvePayee(
  server: TestServer,
  { secondReviewer }: PayoutOffice,
  { id }: Payable,
): Promise<void> {
  await must(secondReviewer.post('/api/work/take', { kind: 'claim-payee-review', subjects: [id] }))
  const { version } = await must(secondReviewer.post(`/api/payee-reviews/${id}/open`))
  await confirmNow(server, secondReviewer)
  await must(secondReviewer.post(`/api/payee-reviews/${id}/decide`, { version, verdict: 'approve' }))
}

/** What the bank answers to a line, by its place in the batch. */
export type BankAnswer = { readonly at: number; readonly amount: string; readonly failed?: string }

/** A return file of the generic CSV form as a bank would write it. */
export function returnCsv(batch: string, answers: readonly BankAnswer[]): string {
  const rows = answers.map(({ at, amount, failed }) =>
    [`${batch}${String(at).padStart(4, '0')}`, amount, failed === undefined ? '成功' : '失败', failed ?? ''].join(','),
  )
  const sum = answers.reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0)
  const foot = ['合计', batch, answers.length, (sum / 100).toFixed(2)].join(',')
  return ['业务参考号,金额,处理结果,失败原因', ...rows, foot].map((row) => `${row}\r\n`).join('')
}
