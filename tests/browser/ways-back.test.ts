import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { personOf, rosterCsv, type Person } from '../support/people.ts'
import { paper } from '../support/two-towns.ts'
import { approve, numberOn } from './support/officers.ts'
import { control, dialogOpens, download, fill, goTo, leaveDialog, message, press, sees } from './support/controls.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

const PLAN = '综合互助保障（住院+医疗+意外）（示例）'
const PHONE = '19900000012'
/** No font has its first character. */
const RARE: Person = { ...personOf(9), name: '𮉡王' }

let system: TestSystem
let unit: Page
let reviewer: Page
let finance: Page
let office: Page
let proof: { name: string; mimeType: string; buffer: Buffer }
/** 参保单号 of the enrolment that goes there and back. */
let number: string

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
  reviewer = await demoVisitor(system, 'gaoyue')
  finance = await demoVisitor(system, 'songhan')
  office = await demoVisitor(system, 'linqing')
  const image = sharp({ create: { width: 320, height: 240, channels: 3, background: '#a97' } })
  proof = { name: '缴费证明.jpg', mimeType: 'image/jpeg', buffer: await image.jpeg().toBuffer() }
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const csv = (people: readonly Person[], name = '名单.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: rosterCsv(people),
})

/** 新建参保录入 as far as 人员清单维护. */
async function begin(): Promise<void> {
  await goTo(unit, '参保入会', '参保录入')
  await press(unit, '新建参保录入')
  await unit
    .getByRole('group', { name: `${PLAN} 参保份数` })
    .getByRole('radio', { name: '1 份' })
    .check()
  await sees(unit, '已选 1 个保障活动，已保存')
  await press(unit, '下一步')
  await unit.getByLabel('人员清单导入').waitFor()
}

/** From an imported roster to 参保初审. */
async function finish(): Promise<void> {
  await press(unit, '下一步')
  const slot = unit.getByLabel('上传社会保险缴费证明表', { exact: true })
  await slot.waitFor()
  await slot.setInputFiles(proof)
  await sees(unit, proof.name)
  await press(unit, '完成')
  await sees(unit, '已提交参保初审')
}

/** An enrolment of these people, handed in and approved; answers its number. */
async function approved(people: readonly Person[]): Promise<string> {
  await begin()
  await unit.getByLabel('人员清单导入').setInputFiles(csv(people))
  await sees(unit, `导入成功 ${people.length} 人`)
  await finish()
  const made = await numberOn(unit)
  await approve(reviewer, made)
  return made
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

describe('the unit', () => {
  it('cancels an import, which leaves nobody behind', async () => {
    await begin()
    const many = Array.from({ length: 30_000 }, (_, index) => personOf(20_000 + index))
    await unit.getByLabel('人员清单导入').setInputFiles(csv(many, '大名单.csv'))
    await sees(unit, /已读 [\d,]+ 行/)
    await press(unit, '取消')
    await sees(unit, '导入已取消，未写入任何人员。')
    await picture(unit, 'import-cancelled')
    await unit.reload()
    await sees(unit, '导入已取消，未写入任何人员。')
    expect(await unit.getByText(/^[1-9][\d,]* 人$/).count()).toBe(0)
  })
  it('then imports the right file and hands the enrolment in', async () => {
    await unit.getByLabel('人员清单导入').setInputFiles(csv([1, 2, 3, 4].map(personOf).concat(RARE)))
    await sees(unit, '导入成功 5 人')
    await finish()
    number = await numberOn(unit)
  })
  it('takes it back by 撤回 while nobody has taken it, and hands it in again', async () => {
    await press(unit, '撤回')
    await dialogOpens(unit)
    await picture(unit, 'withdraw-dialog')
    await press(unit, '撤回')
    await sees(unit, `已撤回 ${number}，可以继续录入`)
    await press(unit, '继续录入')
    await press(unit, '下一步')
    await sees(unit, '人员清单维护')
    await press(unit, '下一步')
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
  })
  it('gives up another one by 删除', async () => {
    await begin()
    await goTo(unit, '参保入会', '参保录入')
    const draft = rowOf(unit, '录入中')
    await control(draft, '删除').click()
    await unit.getByRole('dialog').waitFor()
    await picture(unit, 'delete-dialog')
    await press(unit, '删除')
    await sees(unit, /已删除 CB/)
    expect(await draft.count()).toBe(0)
  })
})

describe('the reviewer', () => {
  it('finds the reasons gathered so far after F5, and returns with them', async () => {
    await goTo(reviewer, '参保管理', '参保初审')
    await press(reviewer, `获取并处理 ${number}`)
    await press(reviewer, '查看 缴费证明.jpg')
    const proofShown = reviewer.getByRole('img', { name: '缴费证明.jpg' })
    await expect.poll(() => proofShown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320)
    await picture(reviewer, 'attachment-shown')
    await reviewer.getByRole('button', { name: `记为原因：${personOf(2).name}` }).click()
    await press(reviewer, '退回')
    const dialog = reviewer.getByRole('dialog')
    await fill(dialog, { 原因和要求: '手机号已停用' })
    await Promise.all([
      reviewer.waitForResponse((answer) => answer.url().endsWith('/review-draft')),
      leaveDialog(reviewer),
    ])
    await reviewer.reload()
    await sees(reviewer, '已记退回原因 1 条')
    await press(reviewer, '退回')
    await dialog.getByText(`参保人 ${personOf(2).name}`).waitFor()
    expect(await dialog.getByRole('textbox', { name: '原因和要求' }).inputValue()).toBe('手机号已停用')
    await picture(reviewer, 'return-dialog-kept')
    await press(reviewer, '退回')
    await sees(reviewer, `${number} 已退回`)
    await goTo(unit, '参保入会', '参保录入')
    await control(rowOf(unit, number), '继续录入').click()
    await sees(unit, `${personOf(2).name}：手机号已停用`)
    await press(unit, '下一步')
    await sees(unit, '人员清单维护')
    await press(unit, '下一步')
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
    await approve(reviewer, number)
  })
})

/** 【提交】 of the invoice that is proposed. */
async function submitInvoices(): Promise<void> {
  await goTo(unit, '参保入会', '开票录入')
  await press(unit, `处理 ${number}`)
  await press(unit, '提交')
  await sees(unit, '开票信息已提交，等待到账确认')
}

describe('finance', () => {
  it('returns 开票录入 with a reason, which the unit is told by SMS and on the page', async () => {
    await submitInvoices()
    await goTo(finance, '参保管理', '到账确认')
    await press(finance, `获取并处理 ${number}`)
    await press(finance, '退回开票录入')
    await control(finance.getByRole('dialog'), '退回开票录入').click()
    await sees(finance, '请填写')
    await fill(finance.getByRole('dialog'), { 退回原因: '抬头与税号不一致' })
    await picture(finance, 'return-invoices-dialog')
    await press(finance, '退回开票录入')
    await sees(finance, `${number} 已退回开票录入`)
    await message(unit, PHONE, /开票信息被财务退回/)
    await goTo(unit, '参保入会', '开票录入')
    await press(unit, `处理 ${number}`)
    await sees(unit, '财务退回：抬头与税号不一致。')
    await picture(unit, 'invoicing-returned')
  })
})

describe('the office', () => {
  it('takes 到账确认 back to 初审退回 with reasons that the unit mends', async () => {
    await submitInvoices()
    await goTo(office, '参保管理', '参保查询')
    await control(rowOf(office, number), '查看').click()
    await office.getByRole('heading', { name: '办理经过' }).waitFor()
    await picture(office, 'enrolment-of-office')
    await press(office, '退回')
    const dialog = office.getByRole('dialog', { name: `退回参保单 ${number}？` })
    await dialog.getByRole('combobox', { name: '修改位置' }).selectOption('参保信息录入 · 参保说明')
    await fill(dialog, { 原因和要求: '请说明参保范围' })
    await picture(office, 'take-back-dialog')
    await press(office, '退回')
    await sees(office, `${number} 已退回`)
    await message(unit, PHONE, /被退回，请登录系统在【参保录入】中查看原因/)
    await goTo(unit, '参保入会', '参保录入')
    await control(rowOf(unit, number), '继续录入').click()
    await sees(unit, '请说明参保范围')
    await press(unit, '下一步')
    await sees(unit, '人员清单维护')
    await press(unit, '下一步')
    await fill(unit, { 参保说明: '在职职工全员参保' })
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
    await approve(reviewer, number)
  })
  it('ends an approved enrolment without money by 作废, with a reason that the unit sees', async () => {
    const ended = await approved([personOf(31), personOf(32)])
    await goTo(office, '参保管理', '参保查询')
    await control(rowOf(office, ended), '查看').click()
    await press(office, '作废')
    await fill(office.getByRole('dialog'), { 作废原因: '单位来电放弃参保' })
    await picture(office, 'void-dialog')
    await press(office, '作废')
    await sees(office, `已作废 ${ended}`)
    await message(unit, PHONE, new RegExp(`${ended} 已由办事处作废`))
    await unit.reload()
    await sees(unit, '单位来电放弃参保')
    await picture(unit, 'enrolment-void')
  })
})

describe('invoice files and letters', () => {
  it('finance uploads the invoice, which is mailed once it is confirmed for whom, and confirms the money', async () => {
    await submitInvoices()
    // By a link, nobody having taken it: what the server would refuse rests and says why, and 获取 stands on the page.
    await goTo(finance, '参保管理', '到账确认')
    await finance.goto(unit.url().replace(/invoices\/([^?#]+).*$/, 'payments/$1'))
    const record = control(finance.getByRole('main'), '登记')
    await record.waitFor()
    const resting = () => Promise.all([record.getAttribute('aria-disabled'), record.getAttribute('title')])
    expect(await resting()).toEqual(['true', '请先获取这张参保单'])
    await picture(finance, 'payment-free')
    await press(finance, '获取')
    await expect.poll(resting).toEqual([null, null])
    const zone = finance.getByLabel('上传发票')
    await zone.setInputFiles({ name: '发票.txt', mimeType: 'text/plain', buffer: Buffer.from('no invoice') })
    await sees(finance, /\.pdf、\.ofd|PDF 或 OFD/)
    await zone.setInputFiles({ name: '发票一.pdf', mimeType: 'application/pdf', buffer: paper('发票') })
    await sees(finance, '把 发票一.pdf 发送给单位？')
    await picture(finance, 'invoice-file-asked')
    await press(finance, '发送')
    await control(finance.getByRole('main'), '发票一.pdf').waitFor()
    await sees(finance, /已发送/)
    await picture(finance, 'invoice-files')
    const { name, bytes } = await download(finance, () => press(finance, '发票一.pdf'))
    expect([name, bytes.equals(paper('发票'))]).toEqual(['发票一.pdf', true])
    // With money recorded neither finance nor the office sends it back.
    await fill(finance, { 银行流水号: 'B20261124000031' })
    await press(finance, '登记')
    await sees(finance, '已登记到账')
    expect(await control(finance.getByRole('main'), '退回开票录入').getAttribute('aria-disabled')).toBe('true')
    await goTo(office, '参保管理', '参保查询')
    await control(rowOf(office, number), '查看').click()
    const takeBack = control(office.getByRole('main'), '退回')
    await takeBack.waitFor()
    expect([await takeBack.getAttribute('aria-disabled'), await takeBack.getAttribute('title')]).toEqual([
      'true',
      '已登记到账，不能退回',
    ])
    await press(finance, '到账确认')
    await press(finance, '到账确认')
    await sees(finance, /已确认到账，5 份保障已建立/)
  })
  it('a name with a character that no font has is told before printing, and printed after a tick', async () => {
    await goTo(unit, '参保入会', '确认书打印')
    await press(unit, '确认人员名单并打印确认书')
    const dialog = unit.getByRole('dialog', { name: '参保人员清单列表' })
    await sees(unit, '𮉡王：“𮉡”（U+2E261）')
    // The letter itself stands beside the list, page by page.
    await dialog.getByRole('img', { name: '确认书第 1 页，共 3 页' }).waitFor()
    await picture(unit, 'print-dialog-unprintable')
    await press(unit, '下一页')
    await dialog.getByRole('img', { name: '确认书第 2 页，共 3 页' }).waitFor()
    await press(unit, '放大')
    await picture(unit, 'print-dialog-large')
    await press(unit, '缩小')
    await dialog.getByRole('checkbox', { name: '我已确认人员名单无误' }).check()
    const print = control(dialog, '打印确认书')
    expect(await print.getAttribute('title')).toBe('请先勾选“以编码显示并继续打印”')
    await dialog.getByRole('checkbox', { name: '以编码显示并继续打印' }).check()
    await print.and(dialog.locator(':not([aria-disabled])')).waitFor()
    const letter = await download(unit, () => press(unit, '打印确认书'))
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('Ctrl K', () => {
  const find = async (page: Page, text: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: '查找' }).waitFor()
    await page.keyboard.type(text)
  }

  it('opens an enrolment and a letter by number, and the enrolments of a unit by its name', async () => {
    await find(unit, number.toLowerCase())
    await unit.keyboard.press('Enter')
    await unit.getByRole('heading', { level: 1, name: `参保单 ${number}` }).waitFor()
    await find(unit, 'QR3790')
    await control(unit.getByRole('dialog'), 'QR3790').first().waitFor()
    await picture(unit, 'find-letter')
    await unit.keyboard.press('Enter')
    await unit.getByRole('dialog', { name: '参保人员清单列表' }).waitFor()
    await leaveDialog(unit)
    await find(office, '石桥机械')
    await office.getByRole('link', { name: /石桥机械.*单位的参保单/ }).waitFor()
    await picture(office, 'find-unit')
    await office.keyboard.press('Enter')
    await office.getByRole('heading', { level: 1, name: '参保查询' }).waitFor()
    await rowOf(office, number).waitFor()
    // Somebody else's numbers are not found.
    const other = await demoVisitor(system, 'shanxiaomei')
    await find(other, number)
    await sees(other, '没有找到')
  })
})

it('leaves no error in the console of any page', () => {
  expect(system.troubles).toEqual([])
})
