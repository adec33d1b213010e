import { readXlsx } from 'hucre/xlsx'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { encodeCharacter } from '../../src/server/gateways/bank/charsets.ts'
import { demoPerson } from '../../src/server/demo/demo-people.ts'
import { cardNumber } from '../support/payable-claims.ts'
import { returnCsv } from '../support/payout-office.ts'
import { control, dialogOpens, download, fill, goTo, message, press, sees } from './support/controls.ts'
import { ALL_MODES, dress, judgePage } from './support/judge-page.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { paper } from './support/paper.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

const UNIT = '91379901MA0000027U'
const HANDLER_PHONE = '19900000012'
/** Who was in hospital, and who is gravely ill. */
const inHospital = demoPerson(UNIT, 21)
const ill = demoPerson(UNIT, 3)
const gb18030 = (text: string) => Buffer.concat(Array.from(text, (one) => encodeCharacter('gb18030', one)!))

let system: TestSystem
/** Each at a machine of their own, in the order in which a case comes to them. */
let unit: Page
let first: Page
let second: Page
let approver: Page
let maker: Page
let releaser: Page
/** Case numbers: 疾病住院, the 住院津贴 of the same stay, 重大疾病. */
let stay: string
let allowance: string
let illness: string
let batch: string

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

/** Pictures of a page in every mode, where pictures are kept. */
async function pictures(page: Page, name: string): Promise<void> {
  if (process.env['HUZHU_PICTURES'] === undefined) return
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const mode of ALL_MODES) {
    await dress(page, mode)
    await picture(page, `${name} ${mode}`)
  }
  await dress(page, 'light')
}

const main = (page: Page) => page.getByRole('main')
const rowOf = (page: Page, number: string) => main(page).getByRole('row').filter({ hasText: number })

/** Chooses from what a combobox proposes for what is typed. */
async function choose(scope: Page | Locator, name: string, typed: string, proposed: RegExp): Promise<void> {
  const page = 'keyboard' in scope ? scope : scope.page()
  await scope.getByRole('combobox', { name, exact: true }).fill(typed)
  await page.getByRole('option', { name: proposed }).first().click()
}

/** Puts an image into a slot and waits until it is there. */
async function upload(page: Page, slot: string, count = 1): Promise<void> {
  await page
    .getByRole('button', { name: `上传${slot}`, exact: true })
    .setInputFiles(await paper(`${slot}-${count}.jpg`))
  await page
    .getByRole('region', { name: slot, exact: true })
    .getByRole('listitem')
    .nth(count - 1)
    .waitFor()
}

describe('4.1 申领受理', () => {
  it('点击【申领处理】-【申领受理】, 【新增受理】: the number of the first person, 查询, a tick', async () => {
    await goTo(unit, '申领处理', '申领受理')
    await press(unit, '新增受理')
    await unit.getByRole('heading', { name: '添加受理信息' }).waitFor()
    await fill(main(unit), { 证件号码: inHospital.idNumber, 出险日期: '2026-11-02' })
    await press(unit, '查询')
    const found = unit.getByRole('region', { name: '可申领的保障' })
    await found.getByText('2026-11-02 出险').waitFor()
    await picture(unit, 'chapter 01 covers')
    await found.getByRole('checkbox', { name: /疾病住院$/ }).check()
    await sees(unit, /同一次出险还可申领住院津贴，已一并勾选/)
  })

  it('another number, another person: both lie in 确认受理数据', async () => {
    await fill(main(unit), { 证件号码: ill.idNumber, 出险日期: '2026-11-10' })
    await press(unit, '查询')
    const found = unit.getByRole('region', { name: '可申领的保障' })
    await found.getByText('2026-11-10 出险').waitFor()
    await found.getByRole('checkbox', { name: /重大疾病$/ }).check()
    const cart = unit.getByRole('region', { name: '确认受理数据' })
    await cart.getByText(ill.name).waitFor()
    expect(await cart.getByRole('row').count()).toBe(1 + 3)
    await pictures(unit, 'chapter 02 cart')
  })

  it('【确认受理】: 疾病住院 waits in 材料上传, the others in 费用录入', async () => {
    await press(unit, '确认受理')
    await unit.getByRole('heading', { name: '已受理 3 个案件' }).waitFor()
    const numberOf = async (kind: string) => {
      const row = main(unit).getByRole('row').filter({ hasText: kind })
      return /CL\d{19}/.exec((await row.textContent()) ?? '')![0]
    }
    stay = await numberOf('疾病住院')
    allowance = await numberOf('住院津贴')
    illness = await numberOf('重大疾病')
    expect(await rowOf(unit, stay).textContent()).toContain('材料上传')
    expect(await rowOf(unit, illness).textContent()).toContain('费用录入')
    await picture(unit, 'chapter 03 accepted')
    await goTo(unit, '申领处理', '申领受理')
    await rowOf(unit, stay).waitFor()
    await picture(unit, 'chapter 04 list')
  })

  it('材料上传: 【上传】, every required image from the local folder, 确定', async () => {
    await control(rowOf(unit, stay), '上传').click()
    await unit.getByRole('heading', { level: 1, name: `材料上传 ${stay}` }).waitFor()
    await picture(unit, 'chapter 05 slots')
    for (const slot of ['身份证人像面', '身份证国徽面', '本人银行卡', '医保结算单', '出院记录'])
      await upload(unit, slot)
    await fill(main(unit), { 银行账号: cardNumber(101) })
    await unit.getByRole('combobox', { name: '银行名称' }).fill('中国工商银行')
    await pictures(unit, 'chapter 06 slots-filled')
    await press(unit, '确定')
    await unit.getByRole('heading', { level: 1, name: `费用录入 ${stay}` }).waitFor()
  })
})

/** A settlement sheet of the stay, by its region's name. */
async function enterSheet(name: string, facts: Readonly<Record<string, string>>, more: string): Promise<void> {
  const sheet = unit.getByRole('region', { name, exact: true })
  await choose(sheet, '医院', '示例市第一人民医院', /示例市第一人民医院/)
  await sheet.getByRole('combobox', { name: '医保类别' }).selectOption({ index: 1 })
  await fill(sheet, facts)
  await sheet.getByText('更多项目').click()
  await fill(sheet, { 同次住院编号: more })
  await sheet.getByText('各项合计与结算总金额相符').waitFor()
}

describe('4.2 费用录入', () => {
  it('领款人信息, 出险信息 and two 结算单 of one stay', async () => {
    await unit.getByRole('heading', { name: '领款人信息' }).waitFor()
    await expect.poll(() => unit.getByRole('textbox', { name: '领款人姓名' }).inputValue()).toBe(inHospital.name)
    await choose(unit, '诊断', 'k35', /K35/)
    await press(unit, '录入结算单')
    await enterSheet(
      '第 1 张，共 1 张',
      {
        入院日期: '20261102',
        出院日期: '20261108',
        发票号码: '26370000000000000101',
        结算总金额: '18640',
        统筹基金支付: '11980',
        个人自付一: '4520',
        全额自费: '2140',
      },
      '1',
    )
    await press(unit, '再加一张结算单')
    await enterSheet(
      '第 2 张，共 2 张',
      {
        入院日期: '20261108',
        出院日期: '20261114',
        发票号码: '26370000000000000102',
        结算总金额: '5200',
        统筹基金支付: '3000',
        个人自付一: '1800',
        全额自费: '400',
      },
      '1',
    )
    await picture(unit, 'chapter 07 entered')
  })

  it('【申领计算】, then 【申领提交】 with the allowance of the same stay', async () => {
    await press(unit, '申领计算')
    await sees(unit, '给付计算单')
    await unit.getByText(/^¥ /).first().waitFor()
    await pictures(unit, 'chapter 08 calculated')
    await press(unit, '申领提交')
    await sees(unit, new RegExp(`${stay}.*已提交申领初审`))
    await picture(unit, 'chapter 09 pool')
  })

  it('【获取】 from 待处理, 【处理】 from 处理中: 重大疾病, its images uploaded here', async () => {
    await goTo(unit, '申领处理', '费用录入')
    await rowOf(unit, illness).getByRole('checkbox').check()
    await press(unit, '获取')
    await unit.getByRole('tab', { name: /^处理中/ }).click()
    await control(rowOf(unit, illness), '处理').click()
    await unit.getByRole('heading', { level: 1, name: `费用录入 ${illness}` }).waitFor()
    await choose(unit, '诊断', 'c50.9', /C50\.9/)
    await unit.getByRole('combobox', { name: '病种等级' }).selectOption('轻度')
    await fill(main(unit), { 银行卡号: cardNumber(102) })
    await unit.getByRole('combobox', { name: '银行名称' }).fill('中国建设银行')
    await picture(unit, 'chapter 10 illness')
    for (const slot of ['身份证人像面', '身份证国徽面', '本人银行卡', '互助金申请书', '诊断证明', '病理报告或手术记录'])
      await upload(unit, slot)
    await press(unit, '申领计算')
    await unit.getByText('¥ 3,000.00').waitFor()
    await picture(unit, 'chapter 11 illness-calculated')
    await press(unit, '申领提交')
    await sees(unit, new RegExp(`${illness} 已提交申领初审`))
  })
})

/** 获取并处理 at a desk of 申领管理; the case opens. */
async function takeAt(page: Page, desk: string, number: string): Promise<void> {
  await goTo(page, '申领管理', desk)
  await press(page, `获取并处理 ${number}`)
  await opens(page, number)
}
const opens = (page: Page, number: string) =>
  page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor()

/** Says yes at a desk: the button, and the same word in the dialog that names amount and card. */
async function decide(page: Page, word: string): Promise<void> {
  await press(page, word)
  await dialogOpens(page)
  await page.getByRole('dialog').getByRole('button', { name: word, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

describe('申领初审', () => {
  it('is returned with a point at a field and one at a place of an image', async () => {
    first = await demoVisitor(system, 'moyang')
    await picture(first, 'chapter 12 home-first')
    await takeAt(first, '申领初审', stay)
    await sees(first, '点击录入内容即可记为退回原因')
    await first.getByRole('button', { name: '结算总金额 5,200.00' }).click()
    const images = first.getByRole('region', { name: '材料图片' })
    await images
      .getByRole('button', { name: /^医保结算单/ })
      .first()
      .click()
    const stage = images.locator('.stage img').first()
    await stage.waitFor()
    await press(first, '圈出位置')
    const box = await stage.boundingBox()
    if (box === null) throw new Error('no image is shown')
    await first.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3)
    await first.mouse.down()
    await first.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 4 })
    await first.mouse.up()
    await sees(first, '已记退回原因 2 条')
    await pictures(first, 'chapter 13 review')
    await press(first, '退回')
    await dialogOpens(first)
    const dialog = first.getByRole('dialog')
    for (const [at, text] of ['与第二张结算单票面不符', '盖章处看不清，请重拍'].entries())
      await dialog.getByRole('textbox', { name: '原因和要求' }).nth(at).fill(text)
    await picture(first, 'chapter 14 return')
    await dialog.getByRole('button', { name: '退回', exact: true }).click()
    await sees(first, `${stay} 已退回，已短信通知单位`)
    await message(unit, HANDLER_PHONE, new RegExp(`${stay}.*退回|退回.*${stay}`))
  })

  it('comes to the unit among 先做这些, is mended where the points are, and submitted again', async () => {
    await unit.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '首页' }).click()
    await sees(unit, new RegExp(`申领案件 ${stay} 被退回`))
    await pictures(unit, 'chapter 15 home-unit')
    await press(unit, `修改 申领案件 ${stay} 被退回`)
    await unit.getByRole('heading', { level: 1, name: `费用录入 ${stay}` }).waitFor()
    await sees(unit, '案件被退回，请按以下要求修改后重新提交')
    await pictures(unit, 'chapter 16 returned')
    const sheet = unit.getByRole('region', { name: '第 2 张，共 2 张', exact: true })
    // Free to be taken, or the unit's still.
    const take = control(main(unit), '获取')
    const open = sheet.getByRole('textbox', { name: '结算总金额', exact: true }).and(sheet.locator(':not([readonly])'))
    await take.or(open).first().waitFor()
    if (await take.isVisible()) await press(unit, '获取')
    await open.waitFor()
    await sheet.getByText('退回要求：与第二张结算单票面不符').waitFor()
    await fill(sheet, { 结算总金额: '5300', 个人自付一: '1900' })
    await sheet.getByText('各项合计与结算总金额相符').waitFor()
    const slot = unit.getByRole('region', { name: '医保结算单', exact: true })
    if (!(await slot.isVisible())) await unit.getByText(/^材料 5 张/).click()
    await sees(unit, '退回意见：盖章处看不清，请重拍')
    const [chooser] = await Promise.all([
      unit.waitForEvent('filechooser'),
      slot.getByRole('button', { name: /^替换/ }).click(),
    ])
    await chooser.setFiles(await paper('医保结算单-重拍.jpg'))
    await slot.getByText('医保结算单-重拍.jpg').waitFor()
    await picture(unit, 'chapter 17 mended')
    await press(unit, '申领计算')
    await sees(unit, '2,360.00 → 2,410.00')
    await press(unit, '申领提交')
    await sees(unit, new RegExp(`${stay}.*已提交申领初审`))
  })

  it('sees what changed, and passes it with the allowance of the same stay', async () => {
    await goTo(first, '申领管理', '申领初审')
    await picture(first, 'chapter 18 pool-first')
    await takeAt(first, '申领初审', stay)
    await sees(first, '退回后单位的修改')
    await picture(first, 'chapter 19 resubmitted')
    await decide(first, '初审通过')
  })

  it('regrades the other from 轻度 to 重度: both amounts go on to the next desk', async () => {
    // Deciding opened the next case.
    await opens(first, illness)
    await press(first, '改判')
    await dialogOpens(first)
    const dialog = first.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '病种等级' }).selectOption('重度')
    await fill(dialog, { 理由: '病理报告为浸润性癌，符合重度标准' })
    await picture(first, 'chapter 20 regrade')
    await dialog.getByRole('button', { name: '改判', exact: true }).click()
    await sees(first, new RegExp(`${illness} 已改判：3,000.00 → 10,000.00 元`))
  })
})

describe('申领复审 and 申领审批', () => {
  it('复审 approves what lies within the threshold, and passes on what lies above it', async () => {
    second = await demoVisitor(system, 'shenruo')
    await takeAt(second, '申领复审', stay)
    await pictures(second, 'chapter 21 second')
    await decide(second, '同意')
    await opens(second, illness)
    await sees(second, '3,000.00 → 10,000.00')
    await second.getByText('病种等级：轻度 → 重度').first().waitFor()
    await picture(second, 'chapter 22 second-regraded')
    await decide(second, '同意，报审批')
  })

  it('审批 decides on it', async () => {
    approver = await demoVisitor(system, 'jichuan')
    await goTo(approver, '申领管理', '申领审批')
    await sees(approver, illness)
    expect(await judgePage(approver, 'approvals')).toEqual([])
    await takeAt(approver, '申领审批', illness)
    await picture(approver, 'chapter 23 approval')
    await decide(approver, '同意')
  })
})

describe('支付批次', () => {
  it('is made of everything payable, and released by a second person', async () => {
    maker = await demoVisitor(system, 'pangning')
    await goTo(maker, '申领管理', '支付批次')
    await rowOf(maker, illness).waitFor()
    await press(maker, '预览全部')
    await maker.getByRole('dialog', { name: /^编制支付批次：3 件，合计 12,680.00 元/ }).waitFor()
    await pictures(maker, 'chapter 24 preview')
    await press(maker, '编制批次')
    await maker.getByRole('heading', { name: /^支付批次 ZF/ }).waitFor()
    batch = await batchOn(maker)
    releaser = await demoVisitor(system, 'yanbing')
    await press(releaser, '处理 批次待释放')
    await press(releaser, `查看 ${batch}`)
    await decide(releaser, '释放')
    await sees(releaser, `批次 ${batch} 已释放，请下载银行文件`)
    await picture(releaser, 'chapter 25 released')
  })

  it('gives the bank its file; the answer says that one payment failed', async () => {
    await maker.reload()
    const file = await download(maker, () => press(maker, '下载银行文件'))
    const text = new TextDecoder('gb18030').decode(file.bytes)
    for (const card of [cardNumber(101), cardNumber(102)]) expect(text).toContain(card)
    await answer(maker, { [illness]: '账号与户名不符' })
    await sees(maker, '已导入：成功 2 笔，失败 1 笔，待回盘 0 笔')
    await pictures(maker, 'chapter 26 answered')
    await message(unit, HANDLER_PHONE, /2 件申领案件已结案，互助金共 2,?680\.00 元已支付/)
  })

  it('更正领款人 by the unit, 领款复核 by another officer', async () => {
    await unit.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '首页' }).click()
    await unit.reload()
    await sees(unit, '支付失败待更正')
    await picture(unit, 'chapter 27 home-failed')
    await press(unit, '处理 支付失败待更正')
    await sees(unit, '账号与户名不符')
    await press(unit, `更正领款人 ${illness}`)
    await sees(unit, '银行返回：账号与户名不符')
    await fill(main(unit), { 银行卡号: cardNumber(103) })
    await unit.getByRole('button', { name: '上传银行卡新照片' }).setInputFiles(await paper('新卡.jpg', 640, 400))
    await sees(unit, '已上传 新卡.jpg')
    await pictures(unit, 'chapter 28 correction')
    await press(unit, '提交更正')
    await sees(unit, `${illness} 已提交，等待领款复核`)
    await goTo(second, '申领管理', '领款复核')
    await press(second, `获取并处理 ${illness}`)
    await second
      .getByText(cardNumber(103).replace(/\d{4}(?=\d)/g, '$& '))
      .first()
      .waitFor()
    await pictures(second, 'chapter 29 payee-review')
    await decide(second, '复核通过')
    await sees(second, `${illness} 复核通过，回到待支付`)
  })

  it('pays it with the next batch, and closes the case', async () => {
    await goTo(maker, '申领管理', '支付批次')
    await maker.getByRole('tab', { name: '待支付' }).click()
    await rowOf(maker, illness).getByText('再次支付').waitFor()
    await press(maker, '预览全部')
    await maker.getByRole('dialog', { name: /^编制支付批次：1 件，合计 10,000.00 元/ }).waitFor()
    await press(maker, '编制批次')
    await maker.getByRole('heading', { name: /^支付批次 ZF/ }).waitFor()
    batch = await batchOn(maker)
    await goTo(releaser, '申领管理', '支付批次')
    await releaser.getByRole('tab', { name: '支付批次' }).click()
    await press(releaser, `查看 ${batch}`)
    await decide(releaser, '释放')
    await maker.reload()
    await answer(maker, {})
    await sees(maker, '已导入：成功 1 笔，失败 0 笔，待回盘 0 笔')
    await picture(maker, 'chapter 30 paid')
  })
})

/** 批次号 of the page. */
async function batchOn(page: Page): Promise<string> {
  return /ZF\d+/.exec((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')![0]
}

/** The bank answers every line of the batch on the page: paid, but for the cases named with why not. */
async function answer(page: Page, failed: Readonly<Record<string, string>>): Promise<void> {
  const rows = main(page).getByRole('table', { name: '批次明细' }).getByRole('row').filter({ hasText: batch })
  await rows.first().waitFor()
  const answers = []
  for (const row of await rows.all()) {
    const cells = await row.getByRole('cell').allTextContents()
    const cellOf = (pattern: RegExp) => cells.find((cell) => pattern.test(cell)) ?? ''
    const why = failed[cellOf(/^CL\d{19}$/)]
    const at = Number(cellOf(new RegExp(`^${batch}\\d{4}$`)).slice(batch.length))
    const amount = cellOf(/^\d[\d,]*\.\d\d$/).replaceAll(',', '')
    answers.push({ at, amount, ...(why !== undefined && { failed: why }) })
  }
  await page
    .getByLabel('导入回盘文件')
    .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer: gb18030(returnCsv(batch, answers)) })
}

describe('4.3 申领查询', () => {
  it('点击【申领处理】-【申领查询】: closed cases, the conditions of the manual, and what 查看 shows', async () => {
    await goTo(unit, '申领处理', '申领查询')
    for (const number of [stay, allowance, illness]) await rowOf(unit, number).waitFor()
    await pictures(unit, 'chapter 31 archive')
    await fill(main(unit), { 案件号: illness })
    await press(unit, '查询')
    await rowOf(unit, stay).waitFor({ state: 'hidden' })
    await press(unit, `查看 ${illness}`)
    await sees(unit, '给付计算单')
    await sees(unit, '10,000.00')
    await pictures(unit, 'chapter 32 case')
    const letter = await download(unit, () => press(unit, '下载给付通知书'))
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('【导出】: all that was queried as a workbook', async () => {
    await goTo(unit, '申领处理', '申领查询')
    await press(unit, '重置')
    await rowOf(unit, stay).waitFor()
    const { name, bytes } = await download(unit, () => press(unit, '导出'))
    expect(name).toMatch(/\.xlsx$/)
    const { sheets } = await readXlsx(bytes)
    const cells = sheets.flatMap(({ rows }) => rows.flat())
    expect(cells).toEqual(expect.arrayContaining([stay, allowance, illness]))
    await picture(unit, 'chapter 33 exported')
  })
})

it('leaves no error in the console of any page', () => {
  expect(system.troubles).toEqual([])
})
