import { sql } from 'kysely'
import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/domain/shared/ids.ts'
import { asSystem } from '../support/actors.ts'
import { payableClaims, type Payable } from '../support/payable-claims.ts'
import { download, fill, goTo, press, sees } from './support/controls.ts'
import { judgePage } from './support/judge-page.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { demoVisitor } from './support/sign-in.ts'

const HANDLER = 'ouyangjun'
const REVIEWER = 'moyang'
const ADMINISTRATOR = 'zhengyuan'

let system: TestSystem
let claims: Payable[]
let unit: Page
let officer: Page
let administrator: Page

beforeAll(async () => {
  system = await openSystem()
  claims = await system.beside(async (services) => {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<{ coverId: string; submittedBy: AccountId; first: AccountId; second: AccountId }>`select c.id as "coverId",
          (select id from accounts where user_name = ${HANDLER}) as "submittedBy",
          (select id from accounts where user_name = ${REVIEWER}) as first,
          (select id from accounts where user_name = 'jichuan') as second
        from covers c
        where c.plan_code = 'comprehensive' and c.unit_id = (select organisation_id from accounts where user_name = ${HANDLER})
        order by c.row_number limit 3`.execute(db),
    )
    const [first] = rows
    if (!first) throw new Error('the demo has nobody under cover')
    const made = await payableClaims(services, {
      covers: rows.map(({ coverId }) => coverId),
      submittedBy: first.submittedBy,
      firstReviewedBy: first.first,
      secondReviewedBy: first.second,
      selfPaid: (at) => `${1400 + at * 310}.50`,
    })
    const closed = made.slice(0, 2).map(({ id }) => id)
    await asSystem(services, ({ db, now }) =>
      sql`update claims set state = 'closed', paid = amount, ended_at = ${new Date(now)} where id = any(${closed}::uuid[])`.execute(
        db,
      ),
    )
    return made
  })
  unit = await demoVisitor(system, HANDLER)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const rowsOf = async (bytes: Buffer) => (await readXlsx(new Uint8Array(bytes))).sheets[0]?.rows ?? []

describe('4.3 申领查询', () => {
  it('shows closed cases first, and finds one by the manual’s filters, document numbers never in the address', async () => {
    await goTo(unit, '申领处理', '申领查询')
    await sees(unit, claims[0]!.number)
    expect(await unit.getByRole('tab', { name: '结案' }).getAttribute('aria-selected')).toBe('true')
    expect(await unit.getByText(claims[2]!.number).count()).toBe(0)
    expect(await judgePage(unit, 'archive-unit')).toEqual([])
    await fill(unit, { 案件号: claims[1]!.number, 证件号码: '379901198506150027' })
    await press(unit, '查询')
    await sees(unit, '没有符合条件的')
    expect(unit.url()).not.toContain('3799')
    expect(await judgePage(unit, 'archive-empty', ['light'])).toEqual([])
    await press(unit, '重置')
    await fill(unit, { 案件号: claims[1]!.number })
    await press(unit, '查询')
    await sees(unit, claims[1]!.number)
    await expect.poll(() => new URL(unit.url()).searchParams.get('number') ?? '').toContain(claims[1]!.number)
  })

  it('查看 shows the case whole: way, facts, calculation, payment', async () => {
    await press(unit, `查看 ${claims[1]!.number}`)
    await unit.getByRole('heading', { name: `案件 ${claims[1]!.number}` }).waitFor()
    await sees(unit, claims[1]!.payee.name)
    await unit.getByRole('region', { name: '给付计算单' }).waitFor()
    await sees(unit, '支付情况')
    expect(await judgePage(unit, 'claim-closed')).toEqual([])
    await press(unit, '返回申领查询')
    await press(unit, '重置')
    await unit.getByRole('tab', { name: '进行中' }).click()
    await press(unit, `查看 ${claims[2]!.number}`)
    await unit.getByRole('heading', { name: `案件 ${claims[2]!.number}` }).waitFor()
    expect(await judgePage(unit, 'claim-open', ['light'])).toEqual([])
    await press(unit, '返回申领查询')
  })

  it('导出 gives an Excel file of all that was queried, at once', async () => {
    await sees(unit, claims[0]!.number)
    const { name, bytes } = await download(unit, () => press(unit, '导出'))
    expect(name).toBe('申领查询-2026-11-24.xlsx')
    const [head, ...rows] = await rowsOf(bytes)
    expect(head?.[0]).toBe('案件号')
    expect(rows.map(([number]) => number)).toEqual([claims[1]!.number, claims[0]!.number])
    await sees(unit, '导出文件已下载，共 2 条')
    expect(await judgePage(unit, 'archive-exported', ['light'])).toEqual([])
  })

  it('任务中心 keeps the file for a week', async () => {
    await unit
      .getByRole('banner')
      .getByRole('link', { name: /^任务中心/ })
      .click()
    await unit.getByRole('heading', { name: '任务中心' }).waitFor()
    const { bytes } = await download(unit, () => press(unit, '下载 申领查询导出'))
    expect(await rowsOf(bytes)).toHaveLength(3)
    expect(await judgePage(unit, 'tasks-unit')).toEqual([])
  })
})

describe('导出完整号码', () => {
  it('asks for a reason, then waits for a second person', async () => {
    officer = await demoVisitor(system, REVIEWER)
    await goTo(officer, '申领管理', '申领查询')
    await sees(officer, claims[0]!.number)
    expect(await judgePage(officer, 'archive-officer')).toEqual([])
    await press(officer, '导出完整号码')
    const dialog = officer.getByRole('dialog', { name: '导出完整号码' })
    await press(officer, '提交申请')
    await dialog.getByText('请填写导出原因').waitFor()
    expect(await judgePage(officer, 'export-full', ['light', 'dark', 'large'])).toEqual([])
    await fill(dialog, { 导出原因: '司法协查' })
    await press(officer, '提交申请')
    await sees(officer, '已提交申请，批准后在任务中心下载')
    const count = officer.getByRole('banner').getByRole('link', { name: /^任务中心/ })
    await count.getByText('1', { exact: true }).waitFor()
  })

  it('who sees what and why, and allows it; then the file is there', async () => {
    administrator = await demoVisitor(system, ADMINISTRATOR)
    await administrator
      .getByRole('banner')
      .getByRole('link', { name: /^任务中心/ })
      .click()
    await sees(administrator, '司法协查')
    expect(await judgePage(administrator, 'tasks-decide')).toEqual([])
    await press(administrator, '批准')
    await administrator.getByRole('dialog', { name: /导出 2 条完整号码？$/ }).waitFor()
    await press(administrator, '批准')
    await sees(administrator, '已批准，文件由申请人下载')
    await officer
      .getByRole('banner')
      .getByRole('link', { name: /^任务中心/ })
      .click()
    const { bytes } = await download(officer, () => press(officer, '下载 申领查询导出（完整号码）'))
    const [head, row] = await rowsOf(bytes)
    expect(head).toContain('银行账号')
    expect(row?.[8]).toMatch(/^\d{17}[\dX]$/)
  })
})

describe('给付试算', () => {
  it('tries facts that are filled in, and says what is missing', async () => {
    await goTo(officer, '配置', '给付试算')
    await officer.getByRole('combobox', { name: '保障活动' }).selectOption('comprehensive')
    await officer.getByRole('combobox', { name: '申领类型' }).selectOption('意外住院')
    await fill(officer, { 保障起日: '2026-01-01', 保障止日: '2026-12-31' })
    await press(officer, '试算')
    await sees(officer, '还不能计算')
    await fill(officer, { 入院日期: '2026-03-01', 出院日期: '2026-03-06', 结算总金额: '9000', 个人自付一: '1400.50' })
    await fill(officer, { 确诊或事故日期: '2026-03-01' })
    await officer.getByRole('combobox', { name: '医院等级' }).selectOption('三级')
    await officer.getByRole('combobox', { name: '医保类型' }).selectOption('职工医保')
    await press(officer, '试算')
    await officer.getByRole('region', { name: /^综合互助保障/ }).waitFor()
    // Under the head of the page nothing could be pressed.
    await officer.evaluate(() => scrollTo(0, 0))
    expect(await judgePage(officer, 'benefit-try')).toEqual([])
  })

  it('and a real case with the facts of its calculation', async () => {
    await officer.getByRole('tab', { name: '已有案件' }).click()
    await fill(officer, { 案件号: claims[0]!.number })
    await press(officer, '试算')
    await sees(officer, '案件原计算')
    await sees(officer, '两个版本的计算相同。')
    expect(system.troubles).toEqual([])
  })
})
