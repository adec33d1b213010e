import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { control, download, message, sees } from './support/controls.ts'
import { correctedWorkbook, factory, PLAN, rosterFile, wholeId } from './support/factory.ts'
import { numberOn } from './support/officers.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { paper } from './support/paper.ts'
import {
  choose,
  chooseFile,
  enter,
  newcomerWithoutMouse,
  open,
  openRow,
  tabTo,
  type,
  withoutMouse,
} from './support/without-mouse.ts'

let system: TestSystem
/** The unit's handler and the agency's reviewer, neither of whom has a mouse. */
let unit: Page
let reviewer: Page
/** 参保单号, once there is one. */
let number: string
const pointed: string[] = []

beforeAll(async () => {
  system = await openSystem()
  unit = await newcomerWithoutMouse(system, pointed)
  reviewer = await withoutMouse(system, 'gaoyue', pointed)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

describe('2 会员单位注册', () => {
  it('takes the unit, its contact and its documents, and is confirmed by the code from the SMS', async () => {
    await unit.goto('/')
    await unit.getByRole('heading', { name: '登录' }).waitFor()
    await enter(unit, '单位注册')
    await type(unit, { 统一社会信用代码: factory.creditCode, 单位名称: factory.name })
    await choose(unit, '单位性质', '企业')
    await enter(unit, '隶属机构')
    await unit.getByRole('dialog', { name: '选择隶属机构' }).waitFor()
    await unit.keyboard.type('石桥')
    await unit.keyboard.press('Enter')
    await unit.getByRole('dialog').waitFor({ state: 'hidden' })
    await type(unit, {
      行业: '纺织业',
      职工总数: '400',
      在职女职工数: '260',
      地址: '青禾市石桥县纺织路 40 号',
      ...factory.union,
    })
    for (const name of ['统一社会信用代码证书', '工会法人资格证书']) {
      await chooseFile(unit, unit.getByLabel(`上传${name}：拖到这里、粘贴或点击`), await paper(`${name}.jpg`))
      await unit.getByRole('img', { name: `${name}的图片` }).waitFor()
    }
    await enter(unit, '注册')
    await enter(unit, '发送验证码')
    const [, code] = await message(unit, factory.phone, /验证码 (\d{6})，用于单位注册/)
    await type(unit, { 短信验证码: code! })
    await enter(unit, '确定')
    await unit.getByRole('heading', { name: '注册申请已提交' }).waitFor()
  })

  it('is taken and approved in 单位管理 - 注册/审核', async () => {
    await open(reviewer, 'zcsh', '注册/审核')
    await openRow(reviewer, factory.name)
    await reviewer.getByRole('img').first().waitFor()
    await enter(reviewer, '通过')
    await reviewer.getByRole('dialog').waitFor()
    await enter(reviewer, '通过')
    await sees(reviewer, /已通过，用户名 qiuhaiyan/)
  })
})

describe('1 系统登录', () => {
  it('begins with the activation code of the SMS, and leads to the tile 核心业务系统', async () => {
    const [, code] = await message(unit, factory.phone, /激活码[^A-Za-z0-9]*([A-Za-z0-9-]{6,})/)
    await unit.goto('/sign-in')
    await unit.getByRole('heading', { name: '登录' }).waitFor()
    await enter(unit, '首次激活')
    await type(unit, {
      用户名: factory.userName,
      激活码: code!,
      新密码: factory.password,
      再输一次新密码: factory.password,
    })
    await enter(unit, '激活并登录')
    await unit.getByRole('heading', { name: '集成平台' }).waitFor()
    await enter(unit, '核心业务系统')
    await unit.getByRole('heading', { name: '首页' }).waitFor()
  })

  it('is left by the menu of the account, and takes user name and password from then on', async () => {
    await tabTo(unit, unit.getByRole('button', { name: factory.handler }))
    await unit.keyboard.press('Enter')
    await tabTo(unit, control(unit, '退出登录'))
    await unit.keyboard.press('Enter')
    await unit.getByRole('heading', { name: '登录' }).waitFor()
    await type(unit, { '用户名 / 手机号 / 统一社会信用代码': factory.userName, 密码: factory.password })
    await unit.keyboard.press('Enter')
    await unit.getByRole('heading', { name: '集成平台' }).waitFor()
    await enter(unit, '核心业务系统')
    await unit.getByRole('heading', { name: '首页' }).waitFor()
  })
})

describe('3.1 模版下载, 3.2.1 新单录入', () => {
  it('gives the template, and takes the shares of a plan', async () => {
    await open(unit, 'mbxz', '模板下载')
    const { name } = await download(unit, () => enter(unit, `模板下载 ${PLAN}`))
    expect(name).toContain('参保人信息模板-通用')
    await open(unit, 'cblr', '参保录入')
    await enter(unit, '新建参保录入')
    const shares = unit.getByRole('group', { name: `${PLAN} 参保份数` })
    await tabTo(unit, shares.getByRole('radio', { name: '不参加' }))
    await unit.keyboard.press('ArrowRight')
    await unit.keyboard.press('ArrowRight')
    await shares.getByRole('radio', { name: '2 份', checked: true }).waitFor()
    await enter(unit, '下一步')
  })

  it('takes 120 of 120, then 271 of 300', async () => {
    await chooseFile(unit, unit.getByLabel('人员清单导入'), rosterFile('roster-clean-120.xlsx'))
    await sees(unit, /导入成功 120 人，失败 0 行/)
    await chooseFile(unit, unit.getByLabel('人员清单导入'), rosterFile('roster-mixed-300.xlsx'))
    await sees(unit, /导入成功 271 人，失败 29 行/)
  })

  it('corrects a failed row in the grid: arrows to the cell, Enter, the number, Enter', async () => {
    await enter(unit, '在线修改（29 行）')
    const grid = unit.getByRole('grid', { name: '导入失败人员' })
    await choose(unit, '失败原因', '未满最低年龄')
    await grid.getByRole('row').nth(2).waitFor()
    await tabTo(unit, grid.getByRole('row').nth(1).getByRole('gridcell').first())
    await unit.keyboard.press('ArrowRight')
    await unit.keyboard.press('ArrowRight')
    await unit.keyboard.press('Enter')
    await unit.keyboard.type(wholeId('37990219850101401'))
    await unit.keyboard.press('Enter')
    await sees(unit, /已改正并写入清单/)
    await enter(unit, '返回人员清单维护')
  })

  it('downloads the others, and imports what was corrected in the workbook', async () => {
    const refused = await download(unit, () => enter(unit, '导入失败人员下载'))
    expect((await readXlsx(refused.bytes)).sheets[0]!.rows).toHaveLength(1 + 28)
    await chooseFile(unit, unit.getByLabel('人员清单导入'), await correctedWorkbook(refused))
    await sees(unit, /导入成功 8 人，失败 20 行/)
  })

  it('人员详情/修改: seeks one and corrects the phone, seeks another and deletes it', async () => {
    await enter(unit, `人员详情/修改 ${PLAN}`)
    const seek = unit.getByRole('searchbox').or(unit.getByRole('textbox', { name: '姓名 / 证件号码 / 手机号' }))
    const rows = unit.getByRole('grid').getByRole('row')
    await tabTo(unit, seek)
    await unit.keyboard.type('改正甲')
    await sees(unit, '共 1 人')
    await tabTo(unit, rows.nth(1).getByRole('gridcell').first())
    await unit.keyboard.press('Home')
    for (let steps = 0; steps < 3; steps++) await unit.keyboard.press('ArrowRight')
    await unit.keyboard.press('F2')
    await unit.getByRole('textbox', { name: '手机号', exact: true }).waitFor()
    await unit.keyboard.type('19930000599')
    await unit.keyboard.press('Enter')
    await rows.nth(1).getByText('19930000599').waitFor()
    await tabTo(unit, seek)
    await unit.keyboard.press('Control+A')
    await unit.keyboard.type('改正辛')
    await rows.nth(1).getByText('改正辛').waitFor()
    await sees(unit, '共 1 人')
    await tabTo(unit, rows.nth(1).getByRole('gridcell').nth(3))
    await unit.keyboard.press('End')
    await unit.keyboard.press('Enter')
    await sees(unit, '已删除 改正辛')
    await enter(unit, '返回人员清单维护')
    await sees(unit, /399 人/)
    await type(unit, { 在职职工人数: '400', 在职女职工人数: '260' })
    await sees(unit, /20 人/)
    await enter(unit, '下一步')
  })

  it('参保信息录入: attachments, explanation and 完成', async () => {
    await unit.getByRole('heading', { name: '参保信息录入' }).waitFor()
    for (const name of ['社会保险缴费证明表', '超龄证明']) {
      await chooseFile(unit, unit.getByLabel(`上传${name}`, { exact: true }), await paper(`${name}.jpg`))
      await sees(unit, `${name}.jpg`)
    }
    await type(unit, { 参保说明: '全员参保' })
    await enter(unit, '完成')
    await sees(unit, '已提交参保初审')
    number = await numberOn(unit)
  })
})

describe('3.2.2 初审退回重新录入', () => {
  it('is returned from 参保初审 with what is to be mended', async () => {
    await open(reviewer, 'cbcs', '参保初审')
    await openRow(reviewer, number)
    await reviewer.getByRole('heading', { name: '系统检查' }).waitFor()
    await enter(reviewer, '退回')
    await reviewer.getByRole('dialog').waitFor()
    await choose(reviewer, '修改位置', '参保信息录入 · 社会保险缴费证明表')
    await type(reviewer, { 原因和要求: '缴费证明缺少公章，请重新上传' })
    await enter(reviewer, '退回')
    await sees(reviewer, new RegExp(`${number} 已退回`))
  })

  it('shows the reasons; 【继续录入】 leads through the same steps', async () => {
    await open(unit, 'cblr', '参保录入')
    await sees(unit, `${number} 初审退回`)
    await tabTo(unit, control(unit.getByRole('row').filter({ hasText: number }), '继续录入'))
    await unit.keyboard.press('Enter')
    await sees(unit, '缴费证明缺少公章，请重新上传')
    await enter(unit, '下一步')
    await unit.getByRole('heading', { name: '人员清单维护' }).waitFor()
    await enter(unit, '下一步')
    const proofs = unit.getByLabel('上传社会保险缴费证明表', { exact: true })
    await chooseFile(unit, proofs, await paper('盖章的缴费证明.jpg'))
    await sees(unit, '盖章的缴费证明.jpg')
    await enter(unit, '完成')
    await sees(unit, '已提交参保初审')
  })

  it('is approved the second time', async () => {
    await open(reviewer, 'cbcs', '参保初审')
    await openRow(reviewer, number)
    await reviewer.getByRole('heading', { name: '系统检查' }).waitFor()
    await enter(reviewer, '初审通过')
    await sees(reviewer, new RegExp(`${number} 初审通过`))
  })
})

describe('3.3 开票录入', () => {
  it('is sought and opened by 【处理】; Esc leaves the dialog, and the focus returns to the button that opened it', async () => {
    await open(unit, 'kplr', '开票录入')
    await type(unit, { 参保单号: number })
    await enter(unit, '查询')
    await enter(unit, `处理 ${number}`)
    await unit.getByRole('heading', { name: '开票信息' }).waitFor()
    const more = control(unit.getByRole('main'), '新增开票信息')
    await enter(unit, '新增开票信息')
    const dialog = unit.getByRole('dialog', { name: '新增开票信息' })
    await dialog.waitFor()
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await unit.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => more.evaluate((element) => element === document.activeElement)).toBe(true)
    await unit.keyboard.press('Enter')
    await dialog.waitFor()
    await type(unit, { 收票邮箱: 'invoices@example.org', 备注: '纺织厂' })
    await enter(unit, '保存')
    await sees(unit, /已保存，开票日期 2026-11-24/)
    await enter(unit, '提交')
    await sees(unit, '开票信息已提交，等待到账确认')
  })

  it('is paid: finance records the money and confirms it', async () => {
    const finance = await withoutMouse(system, 'songhan', pointed)
    await open(finance, 'dzqr', '到账确认')
    await openRow(finance, number)
    await type(finance, { 银行流水号: `B${number}` })
    await enter(finance, '登记')
    await sees(finance, '已登记到账')
    await enter(finance, '到账确认')
    await finance.getByRole('dialog').waitFor()
    await enter(finance, '到账确认')
    await sees(finance, /已确认到账，399 份保障已建立/)
  })
})

describe('3.4 确认书打印', () => {
  /** In the dialog 参保人员清单列表: seek one, download all, tick by Space, print, leave by Esc. */
  async function print(): Promise<void> {
    const dialog = unit.getByRole('dialog', { name: '参保人员清单列表' })
    await dialog.waitFor()
    await type(unit, { '参保人姓名 / 证件号码': '改正甲' })
    await enter(unit, '查询')
    await sees(unit, '共 1 人')
    const list = await download(unit, () => enter(unit, '下载人员清单'))
    expect((await readXlsx(list.bytes)).sheets[0]?.rows.flat()).toContain('改正甲')
    const confirmed = dialog.getByRole('checkbox', { name: '我已确认人员名单无误' })
    await tabTo(unit, confirmed)
    if (!(await confirmed.isChecked())) await unit.keyboard.press('Space')
    await control(dialog, '打印确认书').and(dialog.locator(':not([aria-disabled])')).waitFor()
    const letter = await download(unit, () => enter(unit, '打印确认书'))
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    await unit.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }

  /** From 未打印 to 已打印 by the arrow. */
  async function toPrinted(): Promise<void> {
    await tabTo(unit, unit.getByRole('tab', { selected: true }))
    await unit.keyboard.press('ArrowRight')
    await unit.getByRole('tab', { name: /^已打印/, selected: true }).waitFor()
  }

  it('未打印: the roster is confirmed and the letter printed; 已打印: 确认书下载 gives it again', async () => {
    await open(unit, 'qrsdy', '确认书打印')
    await enter(unit, '确认人员名单并打印确认书')
    await print()
    await toPrinted()
    await enter(unit, '确认书下载')
    await print()
  })

  it('刷新计划书: makes a new version once the unit has changed its address', async () => {
    await open(unit, 'dwxx', '单位信息')
    await type(unit, { 地址: '青禾市石桥县纺织新路 41 号' })
    await enter(unit, '提交变更')
    await sees(unit, '变更已提交，等待办事处审核')
    const office = await withoutMouse(system, 'linqing', pointed)
    await open(office, 'bgsh', '变更审核')
    await openRow(office, factory.name)
    await office.getByRole('dialog').waitFor()
    await enter(office, '通过')
    await sees(office, `${factory.name}的变更已通过并生效`)
    await open(unit, 'qrsdy', '确认书打印')
    await toPrinted()
    await enter(unit, '刷新计划书')
    await sees(unit, /已更新为第 2 版，请重新打印/)
    await tabTo(unit, control(unit.getByRole('main'), '确认书下载'))
    await unit.keyboard.press('Enter')
    await sees(unit, '以前的版本（1）')
    expect(await unit.getByRole('checkbox', { name: '我已确认人员名单无误' }).isChecked()).toBe(false)
    await print()
  })
})

it('needed no mouse, and left no error in a console', () => {
  expect(pointed).toEqual([])
  expect(system.troubles).toEqual([])
})
