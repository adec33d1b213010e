import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { demoPerson } from '../../src/server/demo/demo-people.ts'
import { cardNumber } from '../support/payable-claims.ts'
import { sees, word } from './support/controls.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { paper } from './support/paper.ts'
import { picture } from './support/picture.ts'
import { enter, open, tabTo, withoutMouse } from './support/without-mouse.ts'

const person = demoPerson('91379901MA0000027U', 22)
const MATERIALS = ['身份证人像面', '身份证国徽面', '本人银行卡', '医保结算单', '出院记录']

let system: TestSystem
let unit: Page
let number: string
const pointed: string[] = []

beforeAll(async () => {
  system = await openSystem()
  unit = await withoutMouse(system, 'ouyangjun', pointed)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const main = () => unit.getByRole('main')
const field = (name: string) => main().getByRole('textbox', { name, exact: true })

/** Goes to a field by Tab and types into it. */
async function type(target: Locator, text: string): Promise<void> {
  await tabTo(unit, target)
  await unit.keyboard.type(text)
}

/** Types, and takes what is proposed first by arrow and Enter. */
async function choose(name: string, typed: string, proposed: RegExp): Promise<void> {
  await type(main().getByRole('combobox', { name, exact: true }), typed)
  await unit.getByRole('option', { name: proposed }).first().waitFor()
  await unit.keyboard.press('Enter')
}

it('accepts a claim: the focus begins at the number, Space ticks, Enter accepts and leads on', async () => {
  await open(unit, 'slsl', '申领受理')
  await enter(unit, '新增受理')
  await field('证件号码').waitFor()
  await expect.poll(() => field('证件号码').evaluate((one) => one === document.activeElement)).toBe(true)
  await unit.keyboard.type(person.idNumber)
  await type(field('出险日期'), '20261110')
  await unit.keyboard.press('Enter')
  const found = unit.getByRole('region', { name: '可申领的保障' })
  await tabTo(unit, found.getByRole('checkbox', { name: /疾病住院$/ }))
  await unit.keyboard.press('Space')
  await sees(unit, /同一次出险还可申领住院津贴/)
  await enter(unit, '确认受理')
  await unit.getByRole('heading', { name: '已受理 2 个案件' }).waitFor()
  number = /CL\d{19}/.exec((await main().textContent()) ?? '')![0]
  await tabTo(unit, main().getByRole('link', { name: '材料上传', exact: true }))
  await unit.keyboard.press('Enter')
  await unit.getByRole('heading', { level: 1, name: `材料上传 ${number}` }).waitFor()
})

it('uploads its images on the focused zone, tells the card, and goes on by Enter', async () => {
  const zone = main().getByRole('button', { name: '一次拖入多张图片', exact: true })
  await tabTo(unit, zone)
  await zone.setInputFiles(await Promise.all(MATERIALS.map((name) => paper(`${name}.jpg`))))
  for (const name of MATERIALS)
    await unit.getByRole('region', { name, exact: true }).getByRole('listitem').first().waitFor()
  await type(field('银行账号'), cardNumber(201))
  await tabTo(unit, main().getByRole('combobox', { name: '银行名称' }))
  await unit.keyboard.type('中国工商银行')
  await unit.keyboard.press('Tab')
  await picture(unit, 'claim-keyboard materials')
  const image = unit.getByRole('button', { name: '查看 医保结算单.jpg' })
  await tabTo(unit, image)
  await unit.keyboard.press('Enter')
  await unit.getByRole('dialog').waitFor()
  await unit.keyboard.press('Escape')
  await unit.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(() => image.evaluate((one) => one === document.activeElement)).toBe(true)
  await enter(unit, '确定')
  await unit.getByRole('heading', { level: 1, name: `费用录入 ${number}` }).waitFor()
})

it('enters, calculates and submits it', async () => {
  await choose('诊断', 'k35', /K35/)
  await enter(unit, '录入结算单')
  await choose('医院', '示例市第一', /第一人民医院/)
  const facts = {
    入院日期: '20261110',
    出院日期: '20261118',
    发票号码: '26370000000000000201',
    结算总金额: '18640',
    统筹基金支付: '11980',
    个人自付一: '4520',
    全额自费: '2140',
  }
  for (const [name, text] of Object.entries(facts)) await type(field(name), text)
  await unit.keyboard.press('Tab')
  await sees(unit, '各项合计与结算总金额相符')
  await enter(unit, '申领计算')
  await sees(unit, '¥ 1,568.00')
  await picture(unit, 'claim-keyboard calculated')
  await tabTo(unit, main().getByRole('button', { name: '申领提交（2 件）' }))
  await unit.keyboard.press('Enter')
  await sees(unit, new RegExp(`${number}.*已提交申领初审`))
  await unit
    .getByRole('main')
    .getByRole('heading', { level: 1, name: word('费用录入') })
    .waitFor()
})

it('is reviewed: J to the row, Enter takes and opens it, A and Enter pass it', async () => {
  const first = await withoutMouse(system, 'moyang', pointed)
  await open(first, 'slcs', '申领初审')
  await first.getByRole('row').filter({ hasText: number }).waitFor()
  await first.keyboard.press('j')
  await first.keyboard.press('Enter')
  await first.getByRole('heading', { level: 1, name: `申领初审 ${number}` }).waitFor()
  await sees(first, '没有需要核对的发现')
  await first.keyboard.press('a')
  await first.getByRole('dialog').waitFor()
  await enter(first, '初审通过')
  await first.getByRole('heading', { level: 1, name: '申领初审', exact: true }).waitFor()
})

it('needed no mouse, and left no error in a console', () => {
  expect(pointed).toEqual([])
  expect(system.troubles).toEqual([])
})
