import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { demoPerson } from '../../src/server/demo/demo-people.ts'
import { press, sees, word } from './support/controls.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

const person = demoPerson('91379901MA0000027U', 3)
const MATERIALS = ['身份证人像面', '身份证国徽面', '本人银行卡', '医保结算单', '出院记录']

let system: TestSystem
let unit: Page
let clicks = 0

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
  await unit.exposeFunction('noteClick', () => void clicks++)
  await unit.addInitScript(() =>
    addEventListener('pointerdown', () => (globalThis as unknown as { noteClick(): void }).noteClick(), true),
  )
  await unit.goto('/claims/new')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const image = async (name: string, shade: number) => ({
  name: `${name}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: {
      width: 900,
      height: 1200,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 120 + shade * 20, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer(),
})

/** What a combobox proposes first, taken by Enter. */
async function choose(name: string, typed: string, proposed: RegExp): Promise<void> {
  await unit.getByRole('combobox', { name, exact: true }).fill(typed)
  await unit.getByRole('option', { name: proposed }).first().waitFor()
  await unit.keyboard.press('Enter')
}

it('a hospital claim with five images needs at most 9 clicks from the ID number to 申领提交', async () => {
  const main = unit.getByRole('main')
  await main.getByRole('textbox', { name: '证件号码' }).fill(person.idNumber)
  await main.getByRole('textbox', { name: '出险日期' }).fill('20261110')
  await press(unit, '查询')
  const found = unit.getByRole('region', { name: '可申领的保障' })
  await found
    .getByRole('checkbox', { name: /^综合互助保障.*疾病住院$/ })
    .first()
    .click()
  await press(unit, '确认受理')
  await unit.getByRole('heading', { name: /已受理 \d 个案件/ }).waitFor()
  await main.getByRole('link', { name: '材料上传', exact: true }).click()
  const files = await Promise.all(MATERIALS.map((name, index) => image(name, index)))
  const [chooser] = await Promise.all([
    unit.waitForEvent('filechooser'),
    unit.getByLabel('一次拖入多张图片').first().click(),
  ])
  await chooser.setFiles(files)
  await unit.getByRole('textbox', { name: '银行账号' }).fill('6222020909003029')
  await unit
    .getByRole('textbox', { name: '银行名称' })
    .or(unit.getByRole('combobox', { name: '银行名称' }))
    .fill('示例银行')
  await unit.getByRole('button', { name: '确定', exact: true }).waitFor()
  await press(unit, '确定')
  await unit.getByRole('heading', { level: 1, name: word('费用录入') }).waitFor()
  await unit.getByRole('heading', { name: '结算单信息' }).waitFor()
  await choose('诊断', 'K35', /K35/)
  await unit.getByRole('button', { name: '录入结算单' }).focus()
  await unit.keyboard.press('Enter')
  await choose('医院', '示例市第一', /第一人民医院/)
  const amounts = { 结算总金额: '18640', 统筹基金支付: '11980', 个人自付一: '4520', 全额自费: '2140' }
  const fields = { 入院日期: '20261110', 出院日期: '20261118', 发票号码: '26370000000000000055', ...amounts }
  for (const [name, text] of Object.entries(fields)) await unit.getByRole('textbox', { name, exact: true }).fill(text)
  await unit.getByRole('button', { name: '申领计算', exact: true }).click()
  await sees(unit, /各项合计与结算总金额相符/)
  const submit = unit.getByRole('button', { name: /^申领提交(（\d 件）)?$/ })
  await submit.waitFor()
  await picture(unit, 'claim-clicks before submission')
  await submit.click()
  await sees(unit, /已提交申领初审/)
  expect(clicks).toBeLessThanOrEqual(9)
  expect(clicks).toBeGreaterThanOrEqual(7)
})
