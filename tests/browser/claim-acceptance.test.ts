import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_SAMPLES, demoPerson } from '../../src/server/demo/demo-people.ts'
import { control, dialogOpens, fill, goTo, leaveDialog, message, press, sees } from './support/controls.ts'
import { judgePage } from './support/judge-page.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

const [, long] = DEMO_SAMPLES
const UNIT = '91379901MA0000027U'
const colleague = demoPerson(UNIT, 3)
const foreign = demoPerson('12379900495000001R', 0)

let system: TestSystem
let unit: Page

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const main = () => unit.getByRole('main')
const found = () => unit.getByRole('region', { name: '可申领的保障' })
const cart = () => unit.getByRole('region', { name: '确认受理数据' })

async function search(idNumber: string, incidentOn: string): Promise<void> {
  await fill(main(), { 证件号码: idNumber, 出险日期: incidentOn })
  await press(unit, '查询')
}

describe('4.1.1 受理案件', () => {
  it('点击【申领处理】-【申领受理】 and 【新增受理】 open the page to add to', async () => {
    expect(long?.unit).toBe(UNIT)
    await goTo(unit, '申领处理', '申领受理')
    await sees(unit, '没有待上传材料或待录入费用的案件')
    expect(await judgePage(unit, 'claims empty', ['light'])).toEqual([])
    await press(unit, '新增受理')
    await unit.getByRole('heading', { name: '添加受理信息' }).waitFor()
    await sees(unit, '还没有勾选')
    expect(await judgePage(unit, 'claims new', ['light'])).toEqual([])
  })

  it('says in one sentence what is wrong with a number, and the same of people of other units and of nobody', async () => {
    await search('379981197201011001', '2026-11-20')
    await sees(unit, '证件号码校验位不对')
    await search(foreign.idNumber, '2026-11-20')
    await sees(unit, '没有查到本单位参保的此人')
    expect(await judgePage(unit, 'claims nobody', ['light'])).toEqual([])
    await search(demoPerson(UNIT, 90).idNumber, '2026-11-20')
    await sees(unit, '没有查到本单位参保的此人')
  })

  it('lists every kind under the covers of the day, and why the rest is not payable', async () => {
    await search(long?.idNumber ?? '', '2026-06-25')
    await found().getByText('等待期至').first().waitFor()
    const waiting = found().getByRole('row').filter({ hasText: '等待期至' }).first()
    expect(await waiting.getByRole('checkbox').isDisabled()).toBe(true)
    await search(long?.idNumber ?? '', '2026-11-10')
    await found().getByText('2026-11-10 出险').waitFor()
    expect(await found().getByText('等待期至').count()).toBe(0)
  })

  it('a tick goes into 确认受理数据, with what the same event usually gives a right to', async () => {
    await found()
      .getByRole('checkbox', { name: /疾病住院$/ })
      .check()
    await sees(unit, /同一次出险还可申领住院津贴，已一并勾选/)
    expect(await cart().getByRole('row').count()).toBe(1 + 3)
    expect(
      await found()
        .getByRole('checkbox', { name: /意外住院$/ })
        .isDisabled(),
    ).toBe(true)
    await control(cart(), '移除第 3 行').click()
    expect(await cart().getByRole('row').count()).toBe(1 + 2)
  })

  it('takes a second person with another number, whom nothing but the page remembers', async () => {
    await search(colleague.idNumber, '2026-11-12')
    await found().getByText('2026-11-12 出险').waitFor()
    await found()
      .getByRole('checkbox', { name: /重大疾病$/ })
      .check()
    await cart().getByText(colleague.name).waitFor()
    expect(await judgePage(unit, 'claims ticked')).toEqual([])
    const kept = await unit.evaluate(() =>
      [location.href, ...[localStorage, sessionStorage].map((store) => JSON.stringify(Object.entries(store)))].join(),
    )
    for (const { idNumber } of [colleague, long ?? colleague]) expect(kept).not.toContain(idNumber)
  })

  it('asks before leaving, since the data would be lost', async () => {
    await press(unit, '返回')
    await dialogOpens(unit)
    await sees(unit, '确认受理数据中有 3 项尚未受理')
    expect(await judgePage(unit, 'claims leave', ['light'])).toEqual([])
    await press(unit, '取消')
    await cart().getByText(colleague.name).waitFor()
  })

  it('【确认受理】 makes a case of each, and leads on to 材料上传 and 费用录入', async () => {
    await press(unit, '确认受理')
    await unit.getByRole('heading', { name: '已受理 3 个案件' }).waitFor()
    const rows = main().getByRole('row')
    expect(await rows.filter({ hasText: '材料上传' }).count()).toBe(1)
    expect(await rows.filter({ hasText: '费用录入' }).count()).toBe(2)
    expect(
      await main()
        .getByText(/^CL379020261124000000[123]$/)
        .count(),
    ).toBe(3)
    expect(await judgePage(unit, 'claims accepted', ['light', 'dark'])).toEqual([])
  })

  it('prints a receipt whose code leads to the progress, masked', async () => {
    await press(unit, '受理回执')
    await unit.getByRole('img', { name: '查看案件进度的二维码' }).waitFor()
    expect(await main().textContent()).not.toContain(colleague.name)
    await sees(unit, /10 个工作日内作出决定；如今天提交，最迟 2026-12-08/)
    expect(await judgePage(unit, 'claims receipt')).toEqual([])
  })
})

describe('4.1.2 删除案件', () => {
  it('is asked for by 确认删除? with its reason, and the case leaves the list', async () => {
    await goTo(unit, '申领处理', '申领受理')
    await fill(main(), { 案件号: 'CL3790202611240000002' })
    await press(unit, '查询')
    await main().getByRole('row').nth(1).waitFor()
    expect(await judgePage(unit, 'claims list')).toEqual([])
    await main().getByRole('button', { name: '案件删除 CL3790202611240000002' }).click()
    await dialogOpens(unit)
    await unit.getByRole('heading', { name: '确认删除? CL3790202611240000002' }).waitFor()
    await press(unit, '确定')
    await sees(unit, '请填写')
    expect(await judgePage(unit, 'claims delete', ['light'])).toEqual([])
    await leaveDialog(unit)
    await main().getByRole('button', { name: '案件删除 CL3790202611240000002' }).click()
    await fill(unit.getByRole('dialog'), { 删除原因: '重复受理' })
    await press(unit, '确定')
    await sees(unit, 'CL3790202611240000002 已删除')
    await sees(unit, '没有符合条件的记录')
    await press(unit, '重置')
    await main()
      .getByRole('row', { name: /CL3790202611240000003/ })
      .waitFor()
  })

  it('【上传】 and 【证件拍照】 of the list lead to the materials', async () => {
    const row = main().getByRole('row', { name: /CL3790202611240000001/ })
    await control(row, '上传').waitFor()
    expect(await control(row, '证件拍照').getAttribute('href')).toMatch(/\/materials\?camera=on$/)
  })
})

describe('案件进度 without signing in', () => {
  it('shows state and days by number, phone and code, and nothing medical', async () => {
    const visitor = await system.newVisitor()
    await visitor.goto('/claim-progress?number=CL3790202611240000001')
    await fill(visitor, { '申领人、领款人或单位经办人的手机号': long?.phone ?? '' })
    await press(visitor, '发送验证码')
    const [, code] = await message(visitor, long?.phone ?? '', /验证码 (\d{6})，用于查看申领案件进度/)
    await fill(visitor, { 短信验证码: code! })
    await press(visitor, '查询')
    await visitor.getByRole('heading', { name: 'CL3790202611240000001' }).waitFor()
    await sees(visitor, '案件在单位办理中')
    await picture(visitor, 'claim-progress')
    expect(await visitor.getByRole('main').textContent()).not.toMatch(/住院|疾病|冉|温/)
    expect(await judgePage(visitor, 'claim progress')).toEqual([])
  })
})

describe('without a mouse', () => {
  it('searches, ticks and accepts by keys alone', async () => {
    await goTo(unit, '申领处理', '申领受理')
    await press(unit, '新增受理')
    await unit.getByRole('textbox', { name: '证件号码' }).waitFor()
    await unit.keyboard.type(demoPerson(UNIT, 6).idNumber)
    await unit.keyboard.press('Tab')
    await unit.keyboard.type('20261110')
    await unit.keyboard.press('Enter')
    await found().getByText('2026-11-10 出险').waitFor()
    const tick = found().getByRole('checkbox', { name: /意外伤残$/ })
    for (let steps = 0; steps < 30 && !(await tick.evaluate((one) => one === document.activeElement)); steps += 1)
      await unit.keyboard.press('Tab')
    await unit.keyboard.press('Space')
    const accept = main().getByRole('button', { name: '确认受理（1）' })
    for (let steps = 0; steps < 30 && !(await accept.evaluate((one) => one === document.activeElement)); steps += 1)
      await unit.keyboard.press('Tab')
    await unit.keyboard.press('Enter')
    await unit.getByRole('heading', { name: '已受理 1 个案件' }).waitFor()
  })
})

it('no page leaves an error in the console', () => {
  expect(system.troubles).toEqual([])
})
