import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { encodeCharacter } from '../../src/server/gateways/bank/charsets.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem } from '../support/actors.ts'
import { cardNumber, type Payable } from '../support/payable-claims.ts'
import {
  makePayoutOffice,
  must,
  payablePeople,
  releasedBatch,
  returnCsv,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { pdfText } from '../support/pdf-text.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const gb18030 = (text: string) => Buffer.concat(Array.from(text, (one) => encodeCharacter('gb18030', one)!))

describe('支付批次: three claims, of which one fails, is corrected and paid by the next batch', () => {
  let server: TestServer
  let office: PayoutOffice
  let claims: Payable[]
  let batch: Made

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    claims = await payablePeople(server, office, 3, { selfPaid: (at) => `${400 + at * 100}.00` })
    server.clock.set('2026-11-24T09:00:00+08:00')
  })
  afterAll(() => server.stop())

  const stateOf = async (claim: Payable) =>
    (await office.auditor.get(`/api/claims/${claim.id}/payment`)).json<{ state: string; paid: string }>()
  const importText = (text: string, by = office.maker, id = batch.id) =>
    by.upload(`/api/payout-batches/${id}/returns`, '回盘.csv', gb18030(text))
  const detail = async () => (await office.maker.get(`/api/payout-batches/${batch.id}`)).json()

  it('finance sees what waits for payment, with names and cards masked', async () => {
    const { rows, offices } = (await office.maker.get('/api/payouts/payable')).json()
    expect(rows.map(({ number, amount }: Payable) => ({ number, amount }))).toEqual(
      claims.map(({ number, amount }) => ({ number, amount })),
    )
    expect(rows[0]).toMatchObject({ payeeName: '职*', cardTail: cardNumber(1000).slice(-4), decidedByMe: false })
    expect(offices).toMatchObject([{ name: '示例办事处', count: 3 }])
    expect((await office.handler.get('/api/payouts/payable')).statusCode).toBe(403)
  })
  it('an account that a form cannot hold is told before a batch is made of it', async () => {
    const named = (name: string) =>
      asSystem(server.services, ({ db }) =>
        sql`update organisations set bank_account_name = ${name} where id = ${office.officeId}`.execute(db),
      )
    await named('示例市职工互助保障'.repeat(5))
    const form = { format: 'fixed-gb18030', officeId: office.officeId, claims: claims.map(({ id }) => id) }
    const preview = (await office.maker.post('/api/payouts/preview', form)).json()
    expect(preview.accountProblem).toMatch(/^户名比该格式允许的长度多 30 个字节，请换一种银行格式/)
    const made = await office.maker.post('/api/payout-batches', form)
    expect(made.json().refusal).toMatchObject({ code: 'office-account-faulty', problem: preview.accountProblem })
    const csv = (await office.maker.post('/api/payouts/preview', { ...form, format: 'csv-gbk' })).json()
    expect(csv.accountProblem).toBeNull()
    await named('示例办事处')
  })
  it('the preview names cards that are new, and what a form cannot hold', async () => {
    const preview = await office.maker.post('/api/payouts/preview', { format: 'csv-gb18030' })
    expect(preview.json()).toMatchObject({
      claims: claims.map(({ id }) => id),
      leftOut: 0,
      flagged: { 'first-time-card': 3, 'shared-card': 0, 'changed-card': 0 },
      more: false,
      account: { number: '3713000100000188' },
      lines: [{ flags: ['first-time-card'], faults: [] }, {}, {}],
    })
  })
  it('the maker makes a batch of all of them, once', async () => {
    const wanted = { officeId: office.officeId, format: 'csv-gb18030', claims: claims.map(({ id }) => id) }
    const made = await must(office.maker.post('/api/payout-batches', wanted))
    expect(made).toMatchObject({ number: 'ZF37132611240001', count: 3 })
    batch = { id: String(made['id']), number: String(made['number']), version: 0 }
    const again = await office.maker.post('/api/payout-batches', wanted)
    expect(again.json()).toMatchObject({ refusal: { code: 'claim-in-batch', batch: batch.number } })
    expect((await office.maker.get('/api/payouts/payable')).json().rows).toEqual([])
  })
  it('has no file before somebody else has released it', async () => {
    expect((await office.maker.get(`/api/payout-batches/${batch.id}/file`)).json()).toMatchObject({
      refusal: { code: 'batch-file-missing' },
    })
    expect((await importText(returnCsv(batch.number, []))).json()).toMatchObject({
      refusal: { code: 'return-before-release' },
    })
  })
  it('a second person releases it, with the password again, and the file is the same bytes each time', async () => {
    server.clock.add(6 * 60_000)
    const unconfirmed = await office.releaser.post(`/api/payout-batches/${batch.id}/release`, { version: 0 })
    expect(unconfirmed.json()).toMatchObject({ refusal: { code: 'password-needed' } })
    await confirmedNow(office.releaser.accountId)
    await must(office.releaser.post(`/api/payout-batches/${batch.id}/release`, { version: 0 }))
    const first = await office.maker.get(`/api/payout-batches/${batch.id}/file`)
    expect(first.headers['content-disposition']).toContain(`${batch.number}.csv`)
    const text = new TextDecoder('gb18030').decode(first.rawPayload)
    expect(text.split('\r\n')).toEqual([
      '序号,业务参考号,收款人户名,收款账号,开户银行,金额,用途',
      ...claims.map(({ payee, amount }, at) =>
        [at + 1, `${batch.number}000${at + 1}`, payee.name, payee.card, '示例银行青禾支行', amount, '互助金'].join(','),
      ),
      `合计,${batch.number},3,${sumOf(claims)}`,
      '',
    ])
    for (let time = 0; time < 100; time += 1) {
      const by = time % 2 === 0 ? office.maker : office.releaser
      const again = await by.get(`/api/payout-batches/${batch.id}/file`)
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true)
    }
    const entries = await count(`select count(*)::int from journal where action = 'payouts.download-file'`)
    expect(entries).toBe(101)
  })
  it('takes nothing of a file that does not fit, and says what does not', async () => {
    const [one, two, three] = claims.map(({ amount }) => amount)
    const wrong = [
      returnCsv('ZF37132611249999', [{ at: 1, amount: one! }]),
      returnCsv(batch.number, [
        { at: 9, amount: one! },
        { at: 1, amount: one! },
      ]),
      returnCsv(batch.number, [
        { at: 1, amount: one! },
        { at: 2, amount: '0.01' },
      ]),
      returnCsv(batch.number, [
        { at: 1, amount: one! },
        { at: 1, amount: one!, failed: '账号不存在' },
      ]),
      returnCsv(batch.number, [{ at: 1, amount: one! }]).slice(0, -12),
      returnCsv(batch.number, [
        { at: 1, amount: one! },
        { at: 2, amount: two! },
        { at: 3, amount: three! },
      ])
        .split('\r\n')
        .filter((_, at) => at !== 2)
        .join('\r\n'),
      '',
    ]
    const answers = []
    for (const text of wrong) answers.push((await importText(text)).json())
    expect(answers.map(({ outcome, problems }) => [outcome, problems[0]?.problem])).toEqual([
      ['refused', 'other-batch'],
      ['refused', 'unknown-line'],
      ['refused', 'other-amount'],
      ['refused', 'answered-twice'],
      ['refused', 'unreadable'],
      ['refused', 'unreadable'],
      ['refused', 'unreadable'],
    ])
    expect(answers[2].problems[0].sentence).toContain('0.01')
    expect((await detail()).batch).toMatchObject({ state: 'released', waiting: 3 })
    expect(await count('select count(*)::int from bank_returns')).toBe(0)
  })
  it('takes a part of the answers, in any order: paid closes, failed goes back to the unit', async () => {
    const part = returnCsv(batch.number, [
      { at: 3, amount: claims[2]!.amount, failed: '账号与户名不符 6222021234567890' },
      { at: 1, amount: claims[0]!.amount },
    ])
    expect((await importText(part)).json()).toEqual({
      outcome: 'taken',
      paid: 1,
      failed: 1,
      unchanged: 0,
      waiting: 1,
      problems: [],
    })
    expect((await detail()).batch).toMatchObject({ state: 'partly-answered', paid: 1, failed: 1, waiting: 1 })
    expect(await stateOf(claims[0]!)).toMatchObject({ state: 'closed', paid: claims[0]!.amount })
    expect(await stateOf(claims[2]!)).toMatchObject({
      state: 'payment-failed',
      paid: '0.00',
      payments: [{ reason: '账号与户名不符 ************7890' }],
    })
    expect(await reserveOf(claims[0]!)).toBe('paid')
    expect(await reserveOf(claims[2]!)).toBe('reserved')
    const again = (await importText(part)).json()
    expect(again).toMatchObject({ outcome: 'unchanged', paid: 0, failed: 0, waiting: 1 })
    expect(await count('select count(*)::int from bank_returns')).toBe(1)
  })
  it('refuses another answer than the one before, and takes the rest with what it knows already', async () => {
    const other = returnCsv(batch.number, [{ at: 1, amount: claims[0]!.amount, failed: '账户已销' }])
    expect((await importText(other)).json()).toMatchObject({
      outcome: 'refused',
      problems: [{ problem: 'other-answer' }],
    })
    const rest = returnCsv(batch.number, [
      { at: 1, amount: claims[0]!.amount },
      { at: 2, amount: claims[1]!.amount },
    ])
    expect((await importText(rest)).json()).toMatchObject({ outcome: 'taken', paid: 1, unchanged: 1, waiting: 0 })
    expect((await detail()).batch).toMatchObject({ state: 'done', paid: 2, failed: 1 })
  })
  it('tells payee and unit, and posts the ledger', async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ kind: string; count: number }>`select kind, count(*)::int as count from messages
        where kind in ('benefit-paid', 'claim-closed', 'payment-failed') group by kind order by kind`.execute(db),
    )
    expect(Object.fromEntries(rows.map(({ kind, count: of }) => [kind, of]))).toEqual({
      'benefit-paid': 2,
      'claim-closed': 2,
      'payment-failed': 1,
    })
    const ledger = (await office.auditor.get('/api/payouts/ledger')).json()
    const paid = sumOf(claims.slice(0, 2))
    expect(ledger.sums).toEqual({ debit: paid, credit: paid })
    expect(ledger.rows).toHaveLength(4)
    const pageAt = async (more: string) => (await office.auditor.get(`/api/payouts/ledger?limit=3${more}`)).json()
    const first = await pageAt('')
    expect(first.sums).toEqual({ debit: paid, credit: paid })
    const last = await pageAt(`&cursor=${encodeURIComponent(first.next)}`)
    expect(last).toMatchObject({ next: null, sums: null })
    expect([...first.rows, ...last.rows]).toEqual(ledger.rows)
    expect((await pageAt('&to=2026-11-01')).sums).toEqual({ debit: '0.00', credit: '0.00' })
    const one = (await pageAt(`&batch=${batch.number}&kind=payment`)).sums
    expect(one).toEqual({ debit: paid, credit: paid })
    const finance = await office.auditor.get(`/api/payouts/ledger?claim=${claims[0]!.number}&kind=payment`)
    expect(
      finance
        .json()
        .rows.map(({ account }: { account: string }) => account)
        .toSorted(),
    ).toEqual(['bank', 'benefit'])
    expect((await office.handler.get('/api/payouts/ledger')).statusCode).toBe(403)
  })
  it('writes the closing letter with the calculation', async () => {
    await makeClaimLetter(server.services, { subject: claims[0]!.id })
    const letter = await office.handler.get(`/api/claims/${claims[0]!.id}/letters/closed`)
    const text = pdfText(letter.rawPayload).join('\n')
    for (const part of ['给付通知书', claims[0]!.number, claims[0]!.payee.name, '大写', '合计'])
      expect(text).toContain(part)
    expect(text).not.toContain(claims[0]!.payee.card)
    expect((await stateOf(claims[0]!)) as unknown).toMatchObject({ letter: true })
  })
  it('the unit sees why, and corrects the card with a new image and the password again', async () => {
    const failed = (await office.handler.get('/api/payouts/failed')).json()
    expect(failed.rows).toMatchObject([
      { number: claims[2]!.number, payeeName: claims[2]!.payee.name, cameBack: false },
    ])
    expect((await office.stranger.get('/api/payouts/failed')).json().rows).toEqual([])
    const opened = (await office.handler.post(`/api/claims/${claims[2]!.id}/payee/open`)).json()
    expect(opened).toMatchObject({ state: 'payment-failed', payee: claims[2]!.payee, images: [] })
    const payee = { ...claims[2]!.payee, card: cardNumber(7) }
    const correct = () => office.handler.post(`/api/claims/${claims[2]!.id}/payee`, { version: opened.version, payee })
    expect((await correct()).json()).toMatchObject({ refusal: { code: 'password-needed' } })
    await confirmedNow(office.handler.accountId)
    const comma = { ...payee, bank: '示例银行，城东支行' }
    expect(
      (
        await office.handler.post(`/api/claims/${claims[2]!.id}/payee`, { version: opened.version, payee: comma })
      ).json(),
    ).toMatchObject({ refusal: { code: 'payee-incomplete', problem: '银行名称中的“,”不能写入银行文件，请去掉' } })
    expect((await correct()).json()).toMatchObject({ refusal: { code: 'payee-image-missing' } })
    server.clock.add(1000)
    const image = await office.handler.upload(
      `/api/claims/${claims[2]!.id}/payee/card-image`,
      '卡.png',
      await picture(),
    )
    expect(image.statusCode).toBe(200)
    expect((await correct()).json()).toMatchObject({ state: 'payee-review' })
  })
  it('somebody else at 复审 returns it with a reason, then approves what the unit sends again', async () => {
    const [, , claim] = claims
    const take = (by = office.secondReviewer) =>
      by.post('/api/work/take', { kind: 'claim-payee-review', subjects: [claim!.id] })
    await take()
    const review = (await office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/open`)).json()
    expect(review).toMatchObject({ full: true, before: { card: claim!.payee.card }, after: { card: cardNumber(7) } })
    const decide = (body: object) => office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/decide`, body)
    expect((await decide({ version: review.version, verdict: 'approve' })).json()).toMatchObject({
      refusal: { code: 'password-needed' },
    })
    await confirmedNow(office.secondReviewer.accountId)
    expect((await decide({ version: review.version, verdict: 'return' })).json()).toMatchObject({
      refusal: { code: 'reason-missing' },
    })
    await must(decide({ version: review.version, verdict: 'return', reason: '照片看不清' }))
    const failed = (await office.handler.get('/api/payouts/failed')).json()
    expect(failed.rows).toMatchObject([{ returned: true, reason: '照片看不清' }])
    const opened = (await office.handler.post(`/api/claims/${claim!.id}/payee/open`)).json()
    await confirmedNow(office.handler.accountId)
    const payee = { ...claim!.payee, card: cardNumber(8) }
    await must(office.handler.post(`/api/claims/${claim!.id}/payee`, { version: opened.version, payee }))
    await take()
    const again = (await office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/open`)).json()
    expect((await decide({ version: again.version - 1, verdict: 'approve' })).json()).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
    expect(await must(decide({ version: again.version, verdict: 'approve' }))).toMatchObject({ state: 'payable' })
  })
  it('the next batch pays the new card, flags that it changed, and closes the claim', async () => {
    const preview = (await office.maker.post('/api/payouts/preview', { format: 'fixed-gb18030' })).json()
    expect(preview.lines).toMatchObject([{ number: claims[2]!.number, again: true, cardTail: cardNumber(8).slice(-4) }])
    const wanted = { officeId: office.officeId, format: 'fixed-gb18030', claims: [claims[2]!.id] }
    const made = await must(office.maker.post('/api/payout-batches', wanted))
    await confirmedNow(office.releaser.accountId)
    await must(office.releaser.post(`/api/payout-batches/${made['id']}/release`, { version: 0 }))
    const file = await office.releaser.get(`/api/payout-batches/${made['id']}/file`)
    expect(file.rawPayload.toString('latin1')).toContain(cardNumber(8))
    const fen = String(Math.round(Number(claims[2]!.amount) * 100)).padStart(15, '0')
    const number = String(made['number'])
    const fixed = [
      `H${number.padEnd(20)}`,
      `D${`${number}0001`.padEnd(24)}${fen}0000${' '.repeat(60)}`,
      `T${'1'.padStart(6, '0')}${fen}`,
    ]
    const answer = await importText(`${fixed.join('\r\n')}\r\n`, office.maker, String(made['id']))
    expect(answer.json()).toMatchObject({ outcome: 'taken', paid: 1, waiting: 0 })
    expect(await stateOf(claims[2]!)).toMatchObject({ state: 'closed', paid: claims[2]!.amount })
  })
  it('退汇 days after: one asks, a second confirms, opposite entries are posted, and the claim waits again', async () => {
    server.clock.set('2026-11-27T10:00:00+08:00')
    const [claim] = claims
    const { rows } = (await office.maker.get(`/api/payout-batches/${batch.id}/lines`)).json()
    const facts = { returnedOn: '2026-11-27', reference: 'TH1', reason: '账户已销户' }
    const path = `/api/payout-batches/${batch.id}/lines/${rows[0].id}/reversal`
    expect((await office.maker.post(path, { ...facts, returnedOn: '2026-11-28' })).json()).toMatchObject({
      refusal: { code: 'reversal-in-future' },
    })
    const { reversalId } = await must(office.maker.post(path, facts))
    expect((await office.maker.post(path, facts)).json()).toMatchObject({ refusal: { code: 'reversal-standing' } })
    expect(await stateOf(claim!)).toMatchObject({ state: 'closed' })
    await confirmedNow(office.releaser.accountId)
    const decide = () => office.releaser.post(`/api/payout-reversals/${reversalId}/decide`, { verdict: 'confirm' })
    await must(decide())
    expect((await decide()).json()).toMatchObject({ refusal: { code: 'reversal-decided' } })
    expect(await stateOf(claim!)).toMatchObject({ state: 'payment-failed', paid: '0.00' })
    expect(await reserveOf(claim!)).toBe('reserved')
    const letter = (by: typeof office.handler) => by.get(`/api/claims/${claim!.id}/letters/closed`)
    expect((await letter(office.handler)).json()).toMatchObject({ refusal: { code: 'claim-letter-superseded' } })
    expect((await letter(office.secondReviewer)).headers['content-disposition']).toContain('-closed-superseded.pdf')
    const review = (await office.secondReviewer.post(`/api/claim-reviews/${claim!.id}/open`)).json()
    expect(review.letters).toEqual([{ kind: 'closed', issue: 1, superseded: true }])
    const ledger = (await office.auditor.get(`/api/payouts/ledger?claim=${claim!.number}`)).json()
    expect(ledger.rows.map(({ kind, reversed }: { kind: string; reversed: boolean }) => [kind, reversed])).toEqual([
      ['reversal', false],
      ['reversal', false],
      ['payment', true],
      ['payment', true],
    ])
    expect((await office.handler.get('/api/payouts/failed')).json().rows).toMatchObject([
      { number: claim!.number, cameBack: true, reason: '账户已销户' },
    ])
  })
  it('after a 退汇 the bank may tell all lines again: it was right that they were paid', async () => {
    const all = returnCsv(
      batch.number,
      [1, 0].map((at) => ({ at: at + 1, amount: claims[at]!.amount })),
    )
    expect((await importText(all)).json()).toMatchObject({ outcome: 'unchanged', unchanged: 2, problems: [] })
    expect(await stateOf(claims[0]!)).toMatchObject({ state: 'payment-failed' })
  })
  it('another payee goes through the whole review again', async () => {
    const [claim] = claims
    const opened = (await office.handler.post(`/api/claims/${claim!.id}/payee/open`)).json()
    server.clock.add(1000)
    await office.handler.upload(`/api/claims/${claim!.id}/payee/card-image`, '卡.png', await picture())
    await confirmedNow(office.handler.accountId)
    const payee = {
      ...claim!.payee,
      relation: 'spouse',
      name: '王五',
      idNumber: '379901199001010500',
      card: cardNumber(9),
    }
    const answer = await office.handler.post(`/api/claims/${claim!.id}/payee`, { version: opened.version, payee })
    expect(answer.json()).toMatchObject({ refusal: { code: 'payee-incomplete' } })
    const right = { ...payee, idNumber: `37990119900101050${checkCharacter('37990119900101050')}` }
    const change = () =>
      office.handler.post(`/api/claims/${claim!.id}/payee`, { version: opened.version, payee: right })
    expect((await change()).json()).toMatchObject({
      refusal: { code: 'payee-proof-missing', name: '关系证明', count: 1 },
    })
    expect(opened.proofs).toMatchObject([
      { kind: 'relation-proof', min: 1, images: [] },
      { kind: 'payee-identity-card', min: 0, images: [] },
    ])
    const prove = (kind: string) =>
      picture().then((bytes) =>
        office.handler.upload(`/api/claims/${claim!.id}/payee/proofs/${kind}`, '户口簿.png', bytes),
      )
    expect((await prove('settlement-sheet')).json()).toMatchObject({ refusal: { code: 'material-kind-unknown' } })
    const { id: wrong } = (await prove('relation-proof')).json()
    await must(office.handler.post(`/api/claims/${claim!.id}/payee/proofs/${wrong}/remove`))
    expect((await change()).json()).toMatchObject({ refusal: { code: 'payee-proof-missing' } })
    await must(prove('relation-proof'))
    expect((await change()).json()).toMatchObject({ state: 'first-review' })
    expect((await prove('relation-proof')).json()).toMatchObject({ refusal: { code: 'claim-step-not-allowed' } })
    await office.firstReviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [claim!.id] })
    const review = (await office.firstReviewer.post(`/api/claim-reviews/${claim!.id}/open`)).json()
    expect(review.claim.materials.map(({ kind }: { kind: string }) => kind)).toContain('relation-proof')
    expect(review.materialNames).toContainEqual({ kind: 'relation-proof', name: '关系证明' })
    await office.firstReviewer.post('/api/work/release', { kind: 'claim-first-review', subjects: [claim!.id] })
    const pool = await office.firstReviewer.post('/api/claims/list', { tab: 'first-review-waiting' })
    expect(pool.json().rows).toMatchObject([{ number: claim!.number }])
  })
  it('a new card of somebody who died meanwhile is neither asked for nor approved', async () => {
    const [claim] = await payablePeople(server, office, 1, { from: 50 })
    const batchOfOne = await releasedBatch(office, [claim!])
    const failed = returnCsv(batchOfOne.number, [{ at: 1, amount: claim!.amount, failed: '账户已销' }])
    expect((await importText(failed, office.maker, batchOfOne.id)).json()).toMatchObject({
      outcome: 'taken',
      failed: 1,
    })
    server.clock.add(1000)
    await office.handler.upload(`/api/claims/${claim!.id}/payee/card-image`, '卡.png', await picture())
    const correct = async (payee: object) => {
      const opened = (await office.handler.post(`/api/claims/${claim!.id}/payee/open`)).json()
      await confirmedNow(office.handler.accountId)
      return (await office.handler.post(`/api/claims/${claim!.id}/payee`, { version: opened.version, payee })).json()
    }
    const card = { ...claim!.payee, card: cardNumber(77) }
    expect(await correct(card)).toMatchObject({ state: 'payee-review' })
    await asSystem(server.services, ({ db }) => sql`select mark_deceased(${claim!.id}, '2026-11-26'::date)`.execute(db))
    await office.secondReviewer.post('/api/work/take', { kind: 'claim-payee-review', subjects: [claim!.id] })
    const review = (await office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/open`)).json()
    const decide = (body: object) => office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/decide`, body)
    await confirmedNow(office.secondReviewer.accountId)
    expect((await decide({ version: review.version, verdict: 'approve' })).json()).toMatchObject({
      refusal: { code: 'claim-payee-dead', diedOn: '2026-11-26' },
    })
    await must(decide({ version: review.version, verdict: 'return', reason: '被保障人已身故' }))
    expect(await correct(card)).toMatchObject({
      refusal: { code: 'payee-incomplete', problem: expect.stringContaining('被保障人已身故') },
    })
  })
  it('who died after the approval is not paid: the batch names the case, and finance gives it to its unit', async () => {
    const [claim, other] = await payablePeople(server, office, 2, { from: 60 })
    const wanted = (one: Payable) => ({ officeId: office.officeId, format: 'csv-gb18030', claims: [one.id] })
    const made = await must(office.maker.post('/api/payout-batches', wanted(claim!)))
    const stop = (one: Payable) => office.maker.post(`/api/payouts/payable/${one.id}/stop`)
    expect((await stop(other!)).json()).toMatchObject({ refusal: { code: 'payee-not-dead', number: other!.number } })
    await asSystem(server.services, ({ db }) => sql`select mark_deceased(${claim!.id}, '2026-11-26'::date)`.execute(db))
    const dead = { refusal: { code: 'claim-payee-dead', number: claim!.number, diedOn: '2026-11-26' } }
    await confirmedNow(office.releaser.accountId)
    const release = await office.releaser.post(`/api/payout-batches/${made['id']}/release`, { version: 0 })
    expect(release.json()).toMatchObject(dead)
    expect((await stop(claim!)).json()).toMatchObject({ refusal: { code: 'claim-in-batch', batch: made['number'] } })
    await must(office.maker.post(`/api/payout-batches/${made['id']}/void`, { version: 0, reason: '被保障人已身故' }))
    const listed = (await office.maker.get(`/api/payouts/payable?number=${claim!.number}`)).json()
    expect(listed.rows).toMatchObject([{ number: claim!.number, payeeDead: true }])
    const both = { format: 'csv-gb18030', claims: [claim!.id, other!.id] }
    const preview = (await office.maker.post('/api/payouts/preview', both)).json()
    expect(preview).toMatchObject({ claims: [other!.id], leftOut: 1 })
    expect((await office.maker.post('/api/payout-batches', wanted(claim!))).json()).toMatchObject(dead)

    await must(stop(claim!))
    const reason = '被保障人已身故，请更换领款人'
    expect(await stateOf(claim!)).toMatchObject({ state: 'payment-failed', paid: '0.00', stopped: { reason } })
    expect(await reserveOf(claim!)).toBe('reserved')
    const failed = (await office.handler.get(`/api/payouts/failed?number=${claim!.number}`)).json()
    expect(failed.rows).toMatchObject([{ number: claim!.number, stopped: true, cameBack: false, reason }])
    const opened = (await office.handler.post(`/api/claims/${claim!.id}/payee/open`)).json()
    expect(opened).toMatchObject({ stopped: true, reason, payee: claim!.payee })
    server.clock.add(1000)
    await office.handler.upload(`/api/claims/${claim!.id}/payee/card-image`, '卡.png', await picture())
    await office.handler.upload(`/api/claims/${claim!.id}/payee/proofs/relation-proof`, '户口簿.png', await picture())
    await confirmedNow(office.handler.accountId)
    const idNumber = `37990119900101050${checkCharacter('37990119900101050')}`
    const heir = { ...claim!.payee, relation: 'heir', name: '王五', idNumber, card: cardNumber(79) }
    const change = { version: opened.version, payee: heir }
    expect(await must(office.handler.post(`/api/claims/${claim!.id}/payee`, change))).toMatchObject({
      state: 'first-review',
    })
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('no card number stands in the journal', async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{
        all: string
      }>`select coalesce(string_agg(facts::text || coalesce(before::text, '') || coalesce(after::text, ''), ' '), '')
        as all from journal`.execute(db),
    )
    for (const { payee } of claims) expect(rows[0]!.all).not.toContain(payee.card)
  })

  async function confirmedNow(accountId: string): Promise<void> {
    await asSystem(server.services, ({ db, now }) =>
      sql`update sessions set confirmed_at = ${new Date(now)} where account_id = ${accountId}`.execute(db),
    )
  }
  async function count(text: string): Promise<number> {
    const { rows } = await asSystem(server.services, ({ db }) => sql.raw<{ count: number }>(text).execute(db))
    return rows[0]!.count
  }
  async function reserveOf({ id }: Payable): Promise<string> {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ state: string }>`select state from benefit_reserves where claim_id = ${id}`.execute(db),
    )
    return rows[0]!.state
  }
  function sumOf(some: readonly Payable[]): string {
    return (some.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0) / 100).toFixed(2)
  }
})
