import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/domain/shared/ids.ts'
import { encodeCharacter } from '../../src/server/gateways/bank/charsets.ts'
import { asSystem } from '../support/actors.ts'
import { cardNumber, payableClaims, type Payable } from '../support/payable-claims.ts'
import { returnCsv } from '../support/payout-office.ts'
import { dialogOpens, download, fill, goTo, press, sees } from './support/controls.ts'
import { judgePage } from './support/judge-page.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { demoVisitor } from './support/sign-in.ts'

const gb18030 = (text: string) => Buffer.concat(Array.from(text, (one) => encodeCharacter('gb18030', one)!))
const MAKER = 'pangning'
const RELEASER = 'yanbing'
const REVIEWER = 'shenruo'

let system: TestSystem
let claims: Payable[]
let maker: Page
let releaser: Page
let unit: Page
let reviewer: Page
let batch: string

beforeAll(async () => {
  system = await openSystem()
  claims = await system.beside(async (services) => {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<{ coverId: string; submittedBy: AccountId; first: AccountId; second: AccountId }>`select c.id as "coverId",
          (select a.id from accounts a where a.organisation_id = c.unit_id and 'unit-handler' = any(a.desks) limit 1) as "submittedBy",
          (select id from accounts where user_name = 'moyang') as first,
          (select id from accounts where user_name = 'jichuan') as second
        from covers c join plan_versions v on v.id = c.plan_version_id
        where c.plan_code = 'comprehensive' and c.unit_id = (select organisation_id from accounts where user_name = 'ouyangjun')
        order by c.row_number limit 4`.execute(db),
    )
    const [first] = rows
    if (!first) throw new Error('the demo has nobody under cover')
    return payableClaims(services, {
      covers: rows.map(({ coverId }) => coverId),
      submittedBy: first.submittedBy,
      firstReviewedBy: first.first,
      secondReviewedBy: first.second,
      selfPaid: (at) => `${1400 + at * 310}.50`,
      // The last two share a card.
      cards: (at) => cardNumber(at === 3 ? 2 : at),
    })
  })
  maker = await demoVisitor(system, MAKER)
  releaser = await demoVisitor(system, RELEASER)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const importText = async (text: string) => {
  await maker
    .getByLabel('导入回盘文件')
    .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer: gb18030(text) })
}

describe('支付批次', () => {
  it('is made from what waits for payment, with a look at the cards first', async () => {
    await sees(maker, '案件待支付')
    expect(await judgePage(maker, 'home-maker', ['light'])).toEqual([])
    await goTo(maker, '申领管理', '支付批次')
    await sees(maker, claims[0]!.number)
    expect(await judgePage(maker, 'payable')).toEqual([])
    await press(maker, '预览全部')
    const dialog = maker.getByRole('dialog', { name: /^编制支付批次：4 件，合计/ })
    await dialog.getByText(/首次使用的卡 4 件、一卡多人 2 件/).waitFor()
    expect(await judgePage(maker, 'preview')).toEqual([])
    await dialog.getByRole('button', { name: '编制批次' }).click()
    await maker.getByRole('heading', { name: /^支付批次 ZF/ }).waitFor()
    batch = /ZF\d+/.exec((await maker.getByRole('heading', { level: 1 }).textContent()) ?? '')![0]
    expect(await judgePage(maker, 'batch-draft')).toEqual([])
  })
  it('lets one line go, and cannot be released by its maker', async () => {
    await press(maker, `剔除 ${claims[3]!.number}`)
    await dialogOpens(maker)
    await press(maker, '剔除')
    await sees(maker, '请填写')
    await fill(maker, { 剔除原因: '与另一案同卡，待核实' })
    await press(maker, '剔除')
    await sees(maker, `案件 ${claims[3]!.number} 已剔除`)
    const release = maker.getByRole('button', { name: '释放', exact: true })
    expect(await release.getAttribute('title')).toBe('由“支付释放”岗位的人释放')
  })
  it('is released by a second person who reads number, count and sum, with 取消 under the finger', async () => {
    await releaser.reload()
    await sees(releaser, '批次待释放')
    await press(releaser, '处理 批次待释放')
    await press(releaser, `查看 ${batch}`)
    await press(releaser, '释放')
    const sum = claims.slice(0, 3).reduce((total, { amount }) => total + Number(amount), 0)
    const dialog = releaser.getByRole('dialog', { name: new RegExp(`^释放批次 ${batch}：3 笔，合计 `) })
    await dialog.waitFor()
    expect((await dialog.getByRole('heading').textContent())!.replaceAll(',', '')).toContain(`${sum.toFixed(2)} 元`)
    expect(await dialog.getByRole('button', { name: '取消' }).evaluate((one) => one === document.activeElement)).toBe(
      true,
    )
    expect(await judgePage(releaser, 'release')).toEqual([])
    await dialog.getByRole('button', { name: '释放' }).click()
    await sees(releaser, `批次 ${batch} 已释放，请下载银行文件`)
    await releaser.getByText('SHA-256').waitFor()
    expect(await judgePage(releaser, 'batch-released')).toEqual([])
  })
  it('gives the bank its file, and takes the bank’s answer only where all of it fits', async () => {
    await maker.reload()
    const file = await download(maker, () => press(maker, '下载银行文件'))
    const text = new TextDecoder('gb18030').decode(file.bytes)
    expect(text.split('\r\n')).toHaveLength(6)
    expect(text).toContain(claims[0]!.payee.card)
    const [one, two, three] = claims.map(({ amount }) => amount)
    await importText(
      returnCsv(batch, [
        { at: 1, amount: one! },
        { at: 2, amount: '1.00' },
      ]),
    )
    await sees(maker, '有 1 处与批次不符，没有导入任何结果')
    expect(await judgePage(maker, 'return-refused')).toEqual([])
    await importText(
      returnCsv(batch, [
        { at: 1, amount: one! },
        { at: 2, amount: two! },
        { at: 3, amount: three!, failed: '账号与户名不符' },
      ]),
    )
    await sees(maker, '已导入：成功 2 笔，失败 1 笔，待回盘 0 笔')
    expect(await judgePage(maker, 'batch-done')).toEqual([])
  })
  it('shows the releaser what failed and the file as imported, and asks why it should be paid again', async () => {
    await releaser.reload()
    await sees(releaser, '账号与户名不符：1 件')
    expect(await judgePage(releaser, 'batch-failures')).toEqual([])
    const file = await download(releaser, () => press(releaser, '下载原文件 回盘.csv'))
    expect(new TextDecoder('gb18030').decode(file.bytes)).toContain('账号与户名不符')
    await press(releaser, '再次支付：账号与户名不符')
    await dialogOpens(releaser)
    await press(releaser, '再次支付')
    await sees(releaser, '请填写')
    expect(await judgePage(releaser, 'pay-again')).toEqual([])
    await press(releaser, '取消')
  })
})

describe('支付失败', () => {
  it('shows the unit why, and lets it correct the payee with a new image of the card', async () => {
    unit = await demoVisitor(system, 'ouyangjun')
    await sees(unit, '支付失败待更正')
    expect(await judgePage(unit, 'home-unit-failed', ['light'])).toEqual([])
    await goTo(unit, '申领处理', '支付失败')
    await sees(unit, '账号与户名不符')
    expect(await judgePage(unit, 'failures')).toEqual([])
    await press(unit, `更正领款人 ${claims[2]!.number}`)
    await sees(unit, '银行返回：账号与户名不符')
    await press(unit, '提交更正')
    await sees(unit, '请上传银行卡的新照片')
    await fill(unit, { 开户银行: '' })
    await unit.getByRole('link', { name: '开户银行：请填写' }).waitFor()
    await fill(unit, { 开户银行: '中国工商银行' })
    expect(await judgePage(unit, 'payee-errors')).toEqual([])
    const relation = unit.getByLabel('与被保障人关系')
    await relation.selectOption('spouse')
    await sees(unit, '由他人领款，请上传关系证明')
    expect(await judgePage(unit, 'payee-other')).toEqual([])
    await relation.selectOption('self')
    await fill(unit, { 银行卡号: cardNumber(77) })
    const image = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer()
    await unit.getByLabel('上传银行卡新照片').setInputFiles({ name: '新卡.jpg', mimeType: 'image/jpeg', buffer: image })
    await sees(unit, '已上传 新卡.jpg')
    await sees(unit, /同一领款人：提交后转领款复核/)
    expect(await judgePage(unit, 'payee')).toEqual([])
    await system.beside((services) =>
      asSystem(services, ({ db }) =>
        sql`update claims set version = version + 1 where id = ${claims[2]!.id}`.execute(db),
      ),
    )
    await press(unit, '提交更正')
    await sees(unit, '这条记录刚被别人修改')
    await sees(unit, '您填写的保留在下面')
    const card = unit.getByRole('textbox', { name: '银行卡号' })
    expect((await card.inputValue()).replaceAll(' ', '')).toBe(cardNumber(77))
    expect(system.troubles.splice(0)).toEqual([expect.stringContaining('409')])
    await press(unit, '提交更正')
    await sees(unit, `${claims[2]!.number} 已提交，等待领款复核`)
  })
  it('comes to 领款复核, where somebody else sees the card and what changed, and approves', async () => {
    reviewer = await demoVisitor(system, REVIEWER)
    await goTo(reviewer, '申领管理', '领款复核')
    await sees(reviewer, claims[2]!.number)
    expect(await judgePage(reviewer, 'payee-reviews')).toEqual([])
    await press(reviewer, `获取并处理 ${claims[2]!.number}`)
    await reviewer.getByRole('cell', { name: cardNumber(77).replace(/\d{4}(?=\d)/g, '$& ') }).waitFor()
    expect(await judgePage(reviewer, 'payee-review')).toEqual([])
    await press(reviewer, '复核通过')
    await press(reviewer, '复核通过')
    await sees(reviewer, `${claims[2]!.number} 复核通过，回到待支付`)
  })
  it('is paid by the next batch, with a mark that it is paid again', async () => {
    await goTo(maker, '申领管理', '支付批次')
    await sees(maker, '再次支付')
    await maker.getByRole('tab', { name: '账务流水' }).click()
    await sees(maker, '互助金支出')
    expect(await judgePage(maker, 'ledger')).toEqual([])
  })
  it('takes back what the bank took back, on the word of two', async () => {
    await maker.getByRole('tab', { name: '支付批次' }).click()
    await press(maker, `查看 ${batch}`)
    await press(maker, `登记退汇 ${claims[0]!.number}`)
    await dialogOpens(maker)
    await fill(maker, { 退汇流水号: 'TH20261124', 退汇原因: '账户已销户' })
    expect(await judgePage(maker, 'reversal')).toEqual([])
    await press(maker, '登记退汇')
    await sees(maker, '退汇已登记，请由另一人确认')
    await releaser.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /^首页/ }).click()
    await press(releaser, '处理 退汇待确认')
    await sees(releaser, '退汇待确认 1 笔')
    expect(await judgePage(releaser, 'batches-reversal')).toEqual([])
    await press(releaser, `查看 ${batch}`)
    await sees(releaser, claims[0]!.number)
    expect(await releaser.getByText(claims[1]!.number).count()).toBe(0)
    expect(await judgePage(releaser, 'lines-reversal')).toEqual([])
    await press(releaser, `确认退汇 ${claims[0]!.number}`)
    await dialogOpens(releaser)
    expect(await judgePage(releaser, 'reversal-confirm', ['light'])).toEqual([])
    await press(releaser, '确认退汇')
    await sees(releaser, '退汇已确认，案件转为支付失败')
    await unit.reload()
    await sees(unit, '账户已销户')
  })
  it('throws nothing at anybody', () => {
    expect(system.troubles).toEqual([])
  })
})
