import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pdfText } from '../support/pdf-text.ts'
import { control, download, fill, goTo, message, press, sees, leaveDialog } from './support/controls.ts'
import { correctedWorkbook, factory, PLAN, rosterFile, wholeId } from './support/factory.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor, signIn } from './support/sign-in.ts'

let system: TestSystem
/** The unit's handler, the agency's reviewer, the office's finance: each at a machine of their own. */
let unit: Page
let reviewer: Page
let finance: Page
let jpg: Buffer
/** 参保单号, once there is one. */
let number: string

beforeAll(async () => {
  jpg = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a9' } })
    .jpeg()
    .toBuffer()
  system = await openSystem()
  unit = await system.newVisitor()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const photograph = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: jpg })

describe('2 会员单位注册', () => {
  let reference: string

  it('takes the unit, its contact and its documents, and is confirmed by the code from the SMS', async () => {
    await unit.goto('/')
    await press(unit, '单位注册')
    await fill(unit, {
      统一社会信用代码: factory.creditCode,
      单位名称: factory.name,
      行业: '纺织业',
      地址: '青禾市石桥县纺织路 40 号',
      职工总数: '400',
      在职女职工数: '260',
      ...factory.union,
    })
    await unit.getByRole('combobox', { name: '单位性质' }).selectOption('企业')
    await unit.getByRole('button', { name: '隶属机构' }).click()
    const dialog = unit.getByRole('dialog', { name: '选择隶属机构' })
    await dialog.getByRole('textbox', { name: '按名称查找' }).fill('石桥')
    await dialog.getByRole('radio', { name: /石桥县经办机构/ }).check()
    await press(unit, '确定')
    for (const name of ['统一社会信用代码证书', '工会法人资格证书']) {
      await unit.getByLabel(`上传${name}：拖到这里、粘贴或点击`).setInputFiles(photograph(`${name}.jpg`))
      await unit.getByRole('img', { name: `${name}的图片` }).waitFor()
    }
    await picture(unit, 'registration')
    await press(unit, '注册')
    await press(unit, '发送验证码')
    const [, code] = await message(unit, factory.phone, /验证码 (\d{6})，用于单位注册/)
    await fill(unit, { 短信验证码: code! })
    await press(unit, '确定')
    await unit.getByRole('heading', { name: '注册申请已提交' }).waitFor()
    reference = /ZC\w+/.exec((await unit.getByRole('main').textContent()) ?? '')![0]
    await picture(unit, 'registration-submitted')
  })

  it('comes to 单位管理 - 注册/审核, where it is taken and approved', async () => {
    reviewer = await demoVisitor(system, 'gaoyue')
    await goTo(reviewer, '单位管理', '注册/审核')
    await reviewer.getByRole('tab', { name: /^待处理/ }).waitFor()
    await picture(reviewer, 'registrations')
    await press(reviewer, `获取并处理 ${reference}`)
    await sees(reviewer, factory.name)
    await reviewer.getByRole('img').first().waitFor()
    await picture(reviewer, 'registration-review')
    await press(reviewer, '通过')
    await press(reviewer, '通过')
    await sees(reviewer, /已通过，用户名 qiuhaiyan/)
  })
})

describe('1 系统登录', () => {
  it('begins with the activation code of the SMS, and leads to the tile 核心业务系统', async () => {
    const [, code] = await message(unit, factory.phone, /激活码[^A-Za-z0-9]*([A-Za-z0-9-]{6,})/)
    await unit.goto('/sign-in')
    await press(unit, '首次激活')
    await fill(unit, {
      用户名: factory.userName,
      激活码: code!,
      新密码: factory.password,
      再输一次新密码: factory.password,
    })
    await press(unit, '激活并登录')
    await unit.getByRole('heading', { name: '集成平台' }).waitFor()
    await picture(unit, 'platform')
    await control(unit.getByRole('main'), '核心业务系统').click()
    await unit.getByRole('heading', { name: '首页' }).waitFor()
    await picture(unit, 'home-unit')
  })

  it('takes user name and password from then on', async () => {
    await unit.getByRole('button', { name: factory.handler }).click()
    await control(unit, '退出登录').click()
    await unit.getByRole('heading', { name: '登录' }).waitFor()
    await signIn(unit, factory.userName, factory.password, factory.phone)
  })
})

describe('3.1 模版下载', () => {
  it('gives 参保人信息模板-通用 for a plan', async () => {
    await goTo(unit, '参保入会', '模板下载')
    await picture(unit, 'templates')
    const { name, bytes } = await download(unit, () => press(unit, `模板下载 ${PLAN}`))
    expect(name).toContain('参保人信息模板-通用')
    const { sheets } = await readXlsx(bytes)
    expect(sheets[0]?.rows[0]).toEqual(expect.arrayContaining(['参保人姓名', '身份证号', '手机号']))
  })
})

/** 人员清单导入 of a file; resolves with the sentence that says what became of it. */
async function importRoster(file: string | { name: string; mimeType: string; buffer: Buffer }, said: RegExp) {
  await unit.getByLabel('人员清单导入').setInputFiles(typeof file === 'string' ? rosterFile(file) : file)
  await sees(unit, said)
}

describe('3.2.1 新单录入', () => {
  it('保障活动录入: shares of a plan, then 下一步', async () => {
    await goTo(unit, '参保入会', '参保录入')
    await press(unit, '新建参保录入')
    await unit.getByRole('heading', { name: '保障活动录入' }).waitFor()
    await unit
      .getByRole('group', { name: `${PLAN} 参保份数` })
      .getByRole('radio', { name: '2 份' })
      .check()
    await sees(unit, '已选 1 个保障活动，已保存')
    await picture(unit, 'step-plans')
    await press(unit, '下一步')
    await unit.getByRole('heading', { name: '人员清单维护' }).waitFor()
  })

  it('人员清单维护: takes 120 of 120, then 271 of 300 with warnings', async () => {
    await importRoster('roster-clean-120.xlsx', /导入成功 120 人，失败 0 行/)
    await importRoster('roster-mixed-300.xlsx', /导入成功 271 人，失败 29 行/)
    const causes = unit.getByRole('list', { name: '按原因汇总' })
    for (const cause of ['提醒： 姓名用字请核对', '提醒： 超过年龄上限', '失败： 身份证校验位不对']) {
      await causes.getByRole('listitem').filter({ hasText: cause }).first().waitFor()
    }
    await picture(unit, 'step-roster')
  })

  it('corrects a failed row in the grid, where it is judged at once', async () => {
    await press(unit, '在线修改（29 行）')
    const grid = unit.getByRole('grid', { name: '导入失败人员' })
    await unit.getByRole('combobox', { name: '失败原因' }).selectOption({ label: '未满最低年龄' })
    await picture(unit, 'refused-grid')
    const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(2)
    await cell.dblclick()
    await cell.getByRole('textbox').fill(wholeId('37990219850101401'))
    await unit.keyboard.press('Enter')
    await sees(unit, /已改正并写入清单/)
    await press(unit, '返回人员清单维护')
  })

  it('导入失败人员下载: the others are corrected in the workbook and imported again', async () => {
    const refused = await download(unit, () => control(unit.getByRole('main'), '导入失败人员下载').first().click())
    expect(refused.name).toContain('导入失败人员')
    const rows = (await readXlsx(refused.bytes)).sheets[0]!.rows
    expect(rows[0]?.at(-1)).toBe('错误原因')
    expect(rows).toHaveLength(1 + 28)
    await importRoster(await correctedWorkbook(refused), /导入成功 8 人，失败 20 行/)
    await sees(unit, /400 人/)
  })

  it('人员详情/修改: seeks one of them, and deletes one', async () => {
    await press(unit, `人员详情/修改 ${PLAN}`)
    await unit
      .getByRole('searchbox')
      .or(unit.getByRole('textbox', { name: '姓名 / 证件号码 / 手机号' }))
      .fill('改正辛')
    await sees(unit, '共 1 人')
    await picture(unit, 'people')
    await press(unit, '删除 改正辛')
    await sees(unit, '已删除 改正辛')
    await press(unit, '返回人员清单维护')
    await sees(unit, /399 人/)
    await fill(unit, { 在职职工人数: '400', 在职女职工人数: '260' })
    await sees(unit, /20 人/)
    await press(unit, '下一步')
  })

  it('参保信息录入: attachments, explanation and 完成', async () => {
    await unit.getByRole('heading', { name: '参保信息录入' }).waitFor()
    for (const name of ['社会保险缴费证明表', '超龄证明']) {
      await unit.getByLabel(`上传${name}`, { exact: true }).setInputFiles(photograph(`${name}.jpg`))
      await sees(unit, `${name}.jpg`)
    }
    await fill(unit, { 参保说明: '全员参保' })
    await picture(unit, 'step-submission')
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
    number = /CB\w+/.exec((await unit.getByRole('main').textContent()) ?? '')![0]
    await picture(unit, 'enrolment-submitted')
  })
})

describe('3.2.2 初审退回重新录入', () => {
  it('is returned from 参保初审 with what is to be mended', async () => {
    await goTo(reviewer, '参保管理', '参保初审')
    await picture(reviewer, 'reviews')
    await press(reviewer, `获取并处理 ${number}`)
    await reviewer.getByRole('heading', { name: '系统检查' }).waitFor()
    await reviewer
      .getByText(/^\d{17}[\dX]$/)
      .first()
      .waitFor()
    await picture(reviewer, 'review')
    await press(reviewer, '退回')
    const dialog = reviewer.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '修改位置' }).selectOption('参保信息录入 · 社会保险缴费证明表')
    await fill(dialog, { 原因和要求: '缴费证明缺少公章，请重新上传' })
    await picture(reviewer, 'return-dialog')
    await press(reviewer, '退回')
    await sees(reviewer, new RegExp(`${number} 已退回`))
  })

  it('shows the reasons in 参保录入; 【继续录入】 leads through the same steps', async () => {
    await goTo(unit, '参保入会', '参保录入')
    await sees(unit, `${number} 初审退回`)
    await picture(unit, 'enrolments-returned')
    await control(unit.getByRole('row').filter({ hasText: number }), '继续录入').click()
    await sees(unit, '缴费证明缺少公章，请重新上传')
    await press(unit, '下一步')
    await unit.getByRole('heading', { name: '人员清单维护' }).waitFor()
    await press(unit, '下一步')
    await unit.getByLabel('上传社会保险缴费证明表', { exact: true }).setInputFiles(photograph('盖章的缴费证明.jpg'))
    // Not while it is on its way: 完成 would close the enrolment to it.
    await unit.getByRole('button', { name: '下载 盖章的缴费证明.jpg' }).waitFor()
    await picture(unit, 'step-submission-returned')
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
  })

  it('is approved the second time', async () => {
    await goTo(reviewer, '参保管理', '参保初审')
    await press(reviewer, `获取并处理 ${number}`)
    await press(reviewer, '初审通过')
    await sees(reviewer, new RegExp(`${number} 初审通过`))
    await message(unit, factory.phone, /审核通过，应缴会费 79,?800.00 元/)
  })
})

describe('3.3 开票录入', () => {
  it('is sought and opened by 【处理】, takes an invoice, and goes on to 到账确认', async () => {
    await goTo(unit, '参保入会', '开票录入')
    await fill(unit, { 参保单号: number })
    await press(unit, '查询')
    await picture(unit, 'invoices')
    await press(unit, `处理 ${number}`)
    await unit.getByRole('heading', { name: '开票信息' }).waitFor()
    await picture(unit, 'invoicing')
    await press(unit, '新增开票信息')
    const dialog = unit.getByRole('dialog', { name: '新增开票信息' })
    await fill(dialog, { 收票邮箱: 'invoices@example.org', 备注: '纺织厂' })
    await picture(unit, 'invoice-dialog')
    await press(unit, '保存')
    await sees(unit, /已保存，开票日期 2026-11-24/)
    await press(unit, '提交')
    await sees(unit, '开票信息已提交，等待到账确认')
    await picture(unit, 'invoicing-submitted')
  })

  it('is paid: finance records the money and confirms it', async () => {
    finance = await demoVisitor(system, 'songhan')
    await goTo(finance, '参保管理', '到账确认')
    await press(finance, `获取并处理 ${number}`)
    // First the money of another enrolment, which is taken back.
    await fill(finance, { 银行流水号: 'B20261124000002' })
    await press(finance, '登记')
    await sees(finance, '已登记到账')
    await press(finance, '冲销')
    const dialog = finance.getByRole('dialog', { name: /^冲销流水号 B20261124000002/ })
    await fill(dialog, { 冲销原因: '属于另一参保单' })
    await picture(finance, 'payment-reversal')
    await press(finance, '冲销')
    await sees(finance, /流水号 B20261124000002 于 .+ 冲销：属于另一参保单/)
    await fill(finance, { 银行流水号: 'B20261124000001' })
    await picture(finance, 'payment')
    await press(finance, '登记')
    await sees(finance, '已登记到账')
    await press(finance, '到账确认')
    await press(finance, '到账确认')
    await sees(finance, /已确认到账，399 份保障已建立/)
    await picture(finance, 'payment-confirmed')
  })
})

describe('3.4 确认书打印', () => {
  let firstPrinted: Buffer

  /** In the dialog 参保人员清单列表: seek one, download all, tick, print. */
  async function print(page = unit, listed = '改正甲'): Promise<Buffer> {
    const dialog = page.getByRole('dialog', { name: '参保人员清单列表' })
    await fill(dialog, { '参保人姓名 / 证件号码': '改正甲' })
    await press(page, '查询')
    await sees(page, '共 1 人')
    const list = await download(page, () => press(page, '下载人员清单'))
    const { sheets } = await readXlsx(list.bytes)
    expect(sheets[0]?.rows.flat()).toContain(listed)
    await dialog.getByRole('checkbox', { name: '我已确认人员名单无误' }).check()
    await control(dialog, '打印确认书').and(dialog.locator(':not([aria-disabled])')).waitFor()
    const letter = await download(page, () => press(page, '打印确认书'))
    expect(letter.name).toMatch(/\.pdf$/)
    return letter.bytes
  }

  it('未打印: the roster is confirmed and the letter printed', async () => {
    await goTo(unit, '参保入会', '确认书打印')
    await unit.getByRole('tab', { name: /^未打印/, selected: true }).waitFor()
    await press(unit, '查询')
    await picture(unit, 'certificates')
    await press(unit, '确认人员名单并打印确认书')
    await picture(unit, 'print-dialog')
    firstPrinted = await print()
    expect(firstPrinted.subarray(0, 5).toString()).toBe('%PDF-')
    await picture(unit, 'print-dialog-done')
    await leaveDialog(unit)
  })

  it('已打印: 确认书下载 gives the same letter again', async () => {
    await unit.getByRole('tab', { name: /^已打印/ }).click()
    await press(unit, '查询')
    await press(unit, '确认书下载')
    expect((await print()).subarray(0, 5).toString()).toBe('%PDF-')
    await leaveDialog(unit)
  })

  it('业务端: the agency finds the letter of the unit by its name, and prints it as well', async () => {
    await goTo(reviewer, '参保管理', '确认书打印')
    await reviewer.getByRole('tab', { name: /^已打印/ }).click()
    await fill(reviewer, { 参保单位: factory.name })
    await press(reviewer, '查询')
    const row = reviewer.getByRole('row').filter({ hasText: number })
    await expect.poll(() => reviewer.getByRole('row').count()).toBe(2)
    expect(await row.textContent()).toContain(factory.name)
    await picture(reviewer, 'certificates-office')
    await press(reviewer, '确认书下载')
    const people = reviewer.getByRole('dialog').getByRole('grid')
    await people.getByText(/^.\*$/).first().waitFor()
    expect(await people.textContent()).not.toMatch(/\d{17}[\dX]/)
    await picture(reviewer, 'print-dialog-office')
    expect(await print(reviewer, '改*')).toEqual(firstPrinted)
    await leaveDialog(reviewer)
  })

  it('刷新计划书: makes a new version once the unit has changed its address', async () => {
    await press(unit, '刷新计划书')
    await sees(unit, /信息没有变化/)
    await goTo(unit, '信息维护', '单位信息')
    await fill(unit, { 地址: '青禾市石桥县纺织新路 41 号' })
    await picture(unit, 'unit-profile')
    await press(unit, '提交变更')
    await sees(unit, '变更已提交，等待办事处审核')
    const office = await demoVisitor(system, 'linqing')
    await goTo(office, '参保管理', '变更审核')
    await picture(office, 'unit-changes')
    await press(office, `获取并处理 ${factory.name}`)
    await picture(office, 'unit-change')
    await press(office, '通过')
    await sees(office, `${factory.name}的变更已通过并生效`)
    await goTo(unit, '参保入会', '确认书打印')
    await unit.getByRole('tab', { name: /^已打印/ }).click()
    await press(unit, '刷新计划书')
    await sees(unit, /已更新为第 2 版，请重新打印/)
    await picture(unit, 'certificates-refreshed')
    await press(unit, '确认书下载')
    await sees(unit, '以前的版本（1）')
    const current = await print()
    const visitor = await system.newVisitor()
    await visitor.goto(scannedFrom(current))
    await sees(visitor, '有效：这是当前版本')
    await picture(visitor, 'verify')
    await visitor.goto(scannedFrom(firstPrinted))
    await sees(visitor, '已被替代：当前为第 2 版，请以当前版本为准')
    await picture(visitor, 'verify-superseded')
    await visitor.goto(scannedFrom(current).replace(/\/2$/, ''))
    await sees(visitor, /有效版本为第 2 版/)
    await picture(visitor, 'verify-without-version')
  })

  /** Path of the address that a letter prints beside its code. */
  function scannedFrom(pdf: Buffer): string {
    const text = pdfText(pdf).join('').replaceAll('\n', '')
    return /\/verify\/[\w-]{22}\/\d/.exec(text)?.[0] ?? `no address in ${text}`
  }
})

it('leaves no error in the console of any page', () => {
  expect(system.troubles).toEqual([])
})
