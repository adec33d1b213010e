import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { bringDictionaries } from '../../src/server/claims/bring-dictionaries.ts'
import { sealReasons } from '../../src/server/claims/claim-secrets.ts'
import { ensurePages, pagesFolder } from '../../src/server/pages.ts'
import { asSystem, makeAssociation, openSession, signIn, type Actor, type Association } from '../support/actors.ts'
import { fillSlots, onePicture } from '../support/claims.ts'
import { completeStay, open, take } from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { press, typeInto } from './support/keyboard.ts'
import { judgePage } from './support/judge-page.ts'
import { openBrowser, type TestBrowser } from './support/open-browser.ts'
import { picture, picturesOfFailure } from './support/picture.ts'

const NOW = '2026-12-21T09:00:00+08:00'
const ON = '2026-12-12'

let server: TestServer
let association: Association
let browser: TestBrowser
let handler: Actor
let insured: readonly Insured[]
let page: Page
const troubles: string[] = []

/** A page of somebody with a live session, at the server's own time. */
async function visitor(desks: Parameters<typeof openSession>[2]['desks'], known?: Actor): Promise<Page> {
  const { port } = server.app.server.address() as AddressInfo
  const base = `http://localhost:${port}`
  const { headers } = known ?? (await openSession(server.services, association.unitId, { desks, name: '经办甲' }))
  const [name = '', value = ''] = (headers['cookie'] ?? '').split('=')
  const context = await browser.visit(base, { viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name, value, url: base.replace('http:', 'https:'), secure: true }])
  await context.addInitScript(`{const now=Date.now;Date.now=()=>now()+${server.clock.now() - Date.now()}}`)
  context.on('weberror', (error) => troubles.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  return context.newPage()
}

beforeAll(async () => {
  await ensurePages(() => undefined)
  server = await startTestServer({ listen: true, pages: pagesFolder })
  association = await makeAssociation(server)
  await bringDictionaries(server.services)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办乙' })
  insured = await insuredPeople(server, association, {
    people: 12,
    names: (index) => `王${'甲乙丙丁戊己庚辛壬癸子丑'[index]}`,
  })
  server.clock.set(NOW)
  browser = await openBrowser()
  page = await visitor(['unit-handler'])
  await openSession(server.services, association.unitId, { desks: ['unit-handler'], name: '经办丙' })
})
afterEach(({ task }) => (task.result?.state === 'fail' ? picturesOfFailure(browser.browser, task.name) : undefined))
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** What is typed is saved a moment later. */
const SOON = { timeout: 15_000 }

let next = 0
async function accept(kinds: readonly ClaimKind[], coverId = insured[next++]?.coverId ?? '') {
  const cases = await acceptedCases(server.services, handler.accountId, { coverId, kinds, on: ON })
  return cases as unknown as readonly [Case, Case]
}

type Case = { readonly id: string; readonly number: string }

/** A stay whose images are there, free for whoever takes it. */
async function stay(...kinds: readonly ClaimKind[]) {
  const cases = await accept(['illness-inpatient', ...kinds])
  await completeStay(handler, cases[0].id)
  await handler.post('/api/work/release', { kind: 'claim-entry', subjects: [cases[0].id] })
  return cases
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** Chooses from what a combobox proposes, by keyboard. */
async function choose(name: string, typed: string, proposed: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).fill(typed)
  await page.getByRole('option', { name: proposed }).first().waitFor()
  await page.keyboard.press('Enter')
}

/** A line as a spreadsheet copies it, pasted into an amount. */
async function paste(into: string, text: string, scope: Page | Locator = page): Promise<void> {
  await scope
    .getByRole('textbox', { name: into, exact: true })
    .first()
    .evaluate((element, copied) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', copied)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
}

/** The images of a case that begins at 费用录入, put there by a colleague who gives it back. */
async function fillAll(id: string): Promise<void> {
  await take(handler, id)
  await fillSlots(handler, id)
  await handler.post('/api/work/release', { kind: 'claim-entry', subjects: [id] })
}

describe('费用录入 by the manual’s words', () => {
  it('takes a case from 待处理, enters it, calculates and submits it', async () => {
    const [claim] = await stay('hospital-allowance')
    await page.goto('/claim-entry')
    await page.getByRole('tab', { name: /待处理/ }).waitFor()
    await button(`获取并处理 ${claim.number}`).waitFor()
    await page.getByRole('heading', { name: '工作池', exact: true }).waitFor()
    for (const filter of ['案件号', '出险人', '证件号码']) await field(filter).waitFor()
    for (const filter of ['案件状态', '申领类型']) await page.getByRole('combobox', { name: filter }).waitFor()
    const shown = page.getByRole('row').filter({ hasText: claim.number })
    expect(await shown.textContent()).toMatch(/单位端受理/)
    expect(await shown.textContent()).toMatch(/剩 \d 天/)
    expect(await judgePage(page, 'claim-entry pool')).toEqual([])
    await button(`获取并处理 ${claim.number}`).click()
    await page.getByRole('heading', { level: 1, name: `费用录入 ${claim.number}` }).waitFor()
    await page.getByRole('heading', { name: '领款人信息' }).waitFor()
    expect(await field('领款人姓名').inputValue()).toBe('王甲')
    expect(await field('银行卡号').inputValue()).toBe('6222020909003029')
    await page.getByText('居民身份证', { exact: true }).waitFor()
    await picture(page, 'claim-entry begun')
    await button('更改出险日期').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '新的出险日期' }).fill('20261110')
    await dialog.getByRole('button', { name: '更改出险日期', exact: true }).click()
    await dialog.getByText(/在这一天不能受理/).waitFor()
    await picture(page, 'claim-entry change day')
    await dialog.getByRole('button', { name: '取消' }).click()
    expect(troubles.splice(0)).toEqual([expect.stringContaining('409')])
    await choose('诊断', 'k35', /K35/)
    await button('录入结算单').click()
    await choose('医院', '市', /医院/)
    await page.getByRole('combobox', { name: '医院级别' }).selectOption('三级')
    await field('入院日期').fill('20261212')
    await field('出院日期').fill('20261201')
    await field('出院日期').blur()
    await page.getByText('不能早于入院日期 2026-12-12').first().waitFor()
    await field('出院日期').fill('20261218')
    await field('发票号码').fill('26370000000000000101')
    await field('结算总金额').fill('18640')
    await field('统筹基金支付').fill('11980')
    await field('个人自付一').fill('4520')
    await field('全额自费').fill('2020')
    await field('全额自费').blur()
    await page.getByText('还差 120.00').first().waitFor()
    await picture(page, 'claim-entry unbalanced')
    await field('全额自费').fill('2140')
    await page.getByText('各项合计与结算总金额相符').waitFor()
    await button('申领计算').click()
    await page.getByText('¥ 1,568.00').waitFor()
    await page.getByRole('checkbox', { name: /一并提交/ }).waitFor()
    const summary = page.getByRole('table', { name: '结算单汇总' })
    expect(await summary.getByRole('row').last().textContent()).toMatch(
      /第 1 张三级2026-12-122026-12-186 天否.*18,640.00.*4,520.00.*2,140.00/,
    )
    for (const name of ['实际支付金额', '治疗项目', '结算方式']) await field(name).waitFor()
    await picture(page, 'claim-entry calculated')
    expect(await judgePage(page, 'claim-entry case')).toEqual([])
    await button('申领提交（2 件）').click()
    await page.getByText(/已提交申领初审，承诺 2027-01-04 前办结/).waitFor()
    expect(troubles).toEqual([])
  })

  it('enters a critical illness with its images on one page, and pays nothing only with a reason', async () => {
    const coverId = (await insuredPeople(server, association, { people: 1, planCode: 'hubei-critical', from: 0 }))[0]
      ?.coverId
    const [claim] = await acceptedCases(server.services, handler.accountId, {
      coverId: coverId ?? '',
      kinds: ['critical-illness'],
      // The cover began after it: nothing is payable, and the receipt says why.
      on: '2026-12-13',
    })
    await fillAll(claim?.id ?? '')
    await page.goto(`/claim-entry/${claim?.id}`)
    await button('获取').click()
    await choose('诊断', 'C34', /C34/)
    expect(await page.getByRole('combobox', { name: '病种等级' }).inputValue()).toBe('severe')
    await field('银行卡号').fill('6222020909003028')
    await page.getByText('银行卡号的校验位不符').first().waitFor()
    await field('银行卡号').fill('6222020909003029')
    await page.getByRole('combobox', { name: '银行名称', exact: true }).fill('示例银行')
    await button('申领计算').click()
    await page.getByText('¥ 0.00').waitFor()
    await button('按不予给付提交').click()
    await page.getByRole('dialog').waitFor()
    await picture(page, 'claim-entry decline')
    await page.getByRole('dialog').getByRole('button', { name: '按不予给付提交' }).click()
    await page.getByText('请填写理由').waitFor()
    await page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('出险在保障生效之前')
    // Something went missing meanwhile: the dialog says what, since it stands over the page that would.
    const lacks = {
      numbers: [],
      missing: [{ number: '', path: 'payee.bank', sentence: '请填写银行名称' }],
      promisedOn: null,
    }
    await page.route(/\/submit$/, (route) => route.fulfill({ json: lacks }), { times: 1 })
    await page.getByRole('dialog').getByRole('button', { name: '按不予给付提交' }).click()
    await page.getByRole('dialog').getByRole('alert').getByText('请填写银行名称').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '按不予给付提交' }).click()
    await page.getByText(/已提交申领初审/).waitFor()
  })

  it('asks for the day of a death beside that of the accident', async () => {
    const [claim] = await accept(['accident-death'])
    await fillAll(claim.id)
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await field('身故日期').fill('20261201')
    await field('身故日期').blur()
    await page.getByText('身故日期不能早于出险日期 2026-12-12').first().waitFor()
    await field('身故日期').fill('20261215')
    await field('身故日期').blur()
    await page.getByText('身故日期不能早于出险日期 2026-12-12').first().waitFor({ state: 'hidden' })
    await picture(page, 'claim-entry death')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'claim-entry death dark')
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await judgePage(page, 'claim-entry death')).toEqual([])
    await button('保存').click()
    await page
      .getByText(/已保存/)
      .first()
      .waitFor()
    expect((await handler.post(`/api/claims/${claim.id}/open`)).json().entry.incident.diedOn).toBe('2026-12-15')
  })

  it('fills sheets from a line copied out of a spreadsheet, in the order of the paper', async () => {
    const [claim] = await stay()
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await button('录入结算单').click()
    await paste('结算总金额', '18,640.00\t11980\t\t4520\t\t2140\n500\t100\t\t300\t\t90')
    await page.getByText('第 2 张，共 2 张').waitFor()
    const first = page.getByRole('region', { name: '第 1 张，共 2 张' })
    const second = page.getByRole('region', { name: '第 2 张，共 2 张' })
    expect(await first.getByRole('textbox', { name: '全额自费' }).inputValue()).toBe('2140.00')
    await second.getByText('还差 10.00').waitFor()
    await paste('全额自费', '1\t2\t3\t4\t5\t6\t7\t8\t9', first)
    await page.getByText(/多于设定的 7 列/).waitFor()
    await second.getByRole('button', { name: '删除第 2 张' }).click()
    await page.getByText('第 1 张，共 1 张').waitFor()
    await page.getByRole('button', { name: '撤销' }).last().click()
    await page.getByText('第 2 张，共 2 张').waitFor()
  })

  it('shows the images beside the form, and where a case came back what was asked, at its place', async () => {
    const [claim] = await stay()
    const { materials } = await open(handler, claim.id)
    const sheet = materials.find(({ kind }) => kind === 'settlement-sheet')!
    const area = { x: 2_000, y: 5_000, width: 3_000, height: 2_500 }
    const reasons = [
      { target: 'field', path: 'payee.card', materialId: null, area: null, text: '卡号与卡面不一致' },
      { target: 'material', path: sheet.kind, materialId: sheet.id, area, text: '请补盖公章' },
    ] as const
    await asSystem(server.services, async ({ db }) => {
      const sealed = sealReasons(server.services.crypto, claim.id, reasons)
      await sql`update claims set reasons_sealed = ${sealed} where id = ${claim.id}`.execute(db)
    })
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await page.getByRole('heading', { name: '案件被退回，请按以下要求修改后重新提交' }).waitFor()
    await expect.poll(() => field('银行卡号').isEditable(), { timeout: 10_000 }).toBe(true)
    await page.getByRole('link', { name: /卡号与卡面不一致/ }).click()
    expect(await field('银行卡号').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByText('退回要求：卡号与卡面不一致').waitFor()
    await button('对照图片').click()
    await page.getByRole('button', { name: '收起图片' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('退回意见 1 请补盖公章').count()).toBe(0)
    for (let at = 0; at < materials.findIndex(({ id }) => id === sheet.id); at += 1) await button('下一张').click()
    const beside = page.getByRole('complementary', { name: '给付计算单' })
    await beside.getByText('退回意见 1 请补盖公章').waitFor({ state: 'attached' })
    expect(await judgePage(page, 'claim-entry images', ['light'])).toEqual([])
    await page.getByRole('button', { name: `查看 ${sheet.name}` }).click()
    const viewer = page.getByRole('dialog')
    await viewer.getByText('退回意见 1 请补盖公章').waitFor({ state: 'attached' })
    const [pinned, image] = [viewer.locator('.pinned-area'), viewer.locator('.stage-sheet')]
    await expect.poll(async () => (await image.boundingBox())?.width ?? 0).toBeGreaterThan(50)
    const [inner, outer] = [(await pinned.boundingBox())!, (await image.boundingBox())!]
    expect((inner.x - outer.x) / outer.width).toBeCloseTo(0.2, 1)
    expect((inner.y - outer.y) / outer.height).toBeCloseTo(0.5, 1)
    await picture(page, 'claim-entry pinned')
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
  })

  it('tells who has the case once it is lost, keeps what was typed to copy, and is handed over from the pool', async () => {
    const [claim] = await stay()
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await field('开户行').fill('示例支行')
    await page.getByText(/已保存/).waitFor()
    await asSystem(server.services, ({ db }) =>
      sql`update accounts set leads = true where id = ${handler.accountId}`.execute(db),
    )
    const lead = await visitor(['unit-handler'], handler)
    await lead.goto('/claim-entry?tab=held')
    await lead
      .getByRole('row')
      .filter({ hasText: claim.number })
      .getByText(/经办甲，至/)
      .waitFor()
    await lead.getByRole('checkbox', { name: `选择 ${claim.number}` }).check()
    await lead.getByRole('button', { name: '转交' }).click()
    await lead.getByRole('dialog').waitFor()
    await picture(lead, 'claim-entry hand over')
    const to = lead.getByRole('combobox', { name: '转交给' })
    await to.selectOption({ label: '经办丙' })
    await lead.getByRole('dialog').getByRole('button', { name: '转交' }).click()
    await lead.getByText('已将 1 件转交给经办丙').waitFor()
    await field('开户行').fill('另一支行')
    await page.getByText('没有保存：经办丙 正在处理这一件').waitFor()
    expect(await judgePage(page, 'claim-entry lost', ['light'])).toEqual([])
    expect(await field('开户行').inputValue()).toBe('另一支行')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await button('复制录入内容').click()
    await button('已复制录入内容').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('开户行：另一支行')
    await button('查看最新内容').click()
    await page.getByText(/经办丙正在处理这个案件，到/).waitFor()
    expect(await field('开户行').inputValue()).toBe('示例支行')
    // The refusal of the save is what the browser notes as an error of the network.
    expect(troubles.splice(0).filter((trouble) => !/status of 409/.test(trouble))).toEqual([])
  })

  it('keeps what was typed last on every way out, and sends it once the line is back', async () => {
    const [claim] = await stay()
    await page.goto('/claim-entry')
    await button(`获取并处理 ${claim.number}`).click()
    await button('录入结算单').click()
    await field('结算总金额').fill('18640')
    await page.getByText(/已保存/).waitFor()
    await field('统筹基金支付').fill('11980')
    const menu = page.getByRole('navigation', { name: '主菜单' })
    await menu.getByRole('link', { name: /^费用录入/ }).click()
    await page.getByRole('heading', { name: '工作池', exact: true }).waitFor()
    await page.goBack()
    await field('统筹基金支付').waitFor()
    expect(await field('统筹基金支付').inputValue()).toMatch(/^11980/)
    // Out of the browser's page within the same moment.
    await field('个人自付一').fill('4520')
    await page.goto('/claim-entry')
    await page.getByRole('heading', { name: '工作池', exact: true }).waitFor()
    await page.goto(`/claim-entry/${claim.id}`)
    await field('个人自付一').waitFor()
    expect(await field('个人自付一').inputValue()).toMatch(/^4520/)
    expect(troubles).toEqual([])
    await page.context().setOffline(true)
    await field('全额自费').fill('2140')
    await page
      .getByText(/没有保存成功/)
      .first()
      .waitFor()
    await menu.getByRole('link', { name: /^首页/ }).click()
    await page.getByRole('dialog', { name: '离开本页？' }).getByRole('button', { name: '取消' }).click()
    await page.context().setOffline(false)
    await page.getByText(/已保存/).waitFor()
    await page.reload()
    await field('全额自费').waitFor()
    expect(await field('全额自费').inputValue()).toMatch(/^2140/)
    expect(troubles.splice(0).filter((trouble) => !/ERR_INTERNET_DISCONNECTED/.test(trouble))).toEqual([])
  })

  it('never puts an old page over what another tab saved, also once an image was added there', async () => {
    const [claim] = await accept(['hospital-allowance'])
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await page.getByText(/已保存/).waitFor()
    const second = await page.context().newPage()
    await second.goto(`/claim-entry/${claim.id}`)
    const inSecond = (name: string) => second.getByRole('textbox', { name, exact: true })
    await inSecond('开户行').waitFor()
    await field('开户行').fill('城东支行')
    await expect.poll(async () => (await open(handler, claim.id)).entry.payee.branch, SOON).toBe('城东支行')
    await second
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '出院记录.png', mimeType: 'image/png', buffer: await onePicture() })
    await second.getByText('这个案件在别处已保存过更新的内容，本页已更新').waitFor()
    await expect.poll(() => inSecond('开户行').inputValue(), SOON).toBe('城东支行')
    await inSecond('出险原因').fill('右下腹疼痛')
    await expect
      .poll(async () => (await open(handler, claim.id)).entry, SOON)
      .toMatchObject({
        payee: { branch: '城东支行' },
        incident: { cause: '右下腹疼痛' },
      })
    await second.close()
    expect(troubles.splice(0)).toEqual([])
  })

  it('keeps what a spreadsheet brings along, and says what is too long and where code and 原位癌 differ', async () => {
    const wishes = { people: 1, planCode: 'ningbo-women', from: 1 }
    const { coverId } = (await insuredPeople(server, association, wishes))[0]!
    const cases = await acceptedCases(server.services, handler.accountId, { coverId, kinds: ['women-illness'], on: ON })
    const { id } = cases[0]!
    await page.goto(`/claim-entry/${id}`)
    await button('获取').click()
    await choose('诊断', 'D05.1', /D05\.1/)
    const tick = page.getByRole('checkbox', { name: '原位癌' })
    expect(await tick.isChecked()).toBe(true)
    await tick.uncheck()
    await page
      .getByText(/诊断 D05\.1\d* 是原位癌的编码，但未勾选原位癌/)
      .first()
      .waitFor()
    await page.getByRole('combobox', { name: '银行名称', exact: true }).fill('示例银行\t城东')
    await field('银行卡号').fill('622202090900302912345')
    await page.getByText('银行卡号应为 12 至 19 位数字，现为 21 位').first().waitFor()
    await expect
      .poll(async () => (await open(handler, id)).entry, SOON)
      .toMatchObject({
        payee: { bank: '示例银行 城东', card: '622202090900302912345' },
        incident: { inSitu: false },
      })
    await page.getByRole('combobox', { name: '诊断', exact: true }).fill('炎'.repeat(201))
    await page.getByText('诊断：最多 200 个字').first().waitFor()
    await expect.poll(async () => (await open(handler, id)).entry.incident.diagnosisName.length, SOON).toBe(200)
    expect(await judgePage(page, 'claim-entry too long')).toEqual([])
    expect(troubles.splice(0)).toEqual([])
  })

  it('is opened once, though whoever turns to the page that is open asks again for what is shown', async () => {
    const [claim] = await stay()
    await page.goto('/claim-entry')
    await page.getByRole('heading', { name: '工作池', exact: true }).waitFor()
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await page.getByText(/由您处理/).waitFor()
    await page.getByText(/已保存/).waitFor()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
    const opened = page.getByRole('navigation', { name: '已打开的页面' })
    await opened.getByRole('link', { name: new RegExp(claim.number) }).click()
    await expect.poll(() => sent).toContain(`GET /api/claims/${claim.id}/entry`)
    await page.waitForLoadState('networkidle')
    expect(sent).not.toContain(`POST /api/claims/${claim.id}/open`)
  })

  it('warns five minutes before the case goes back, and 续期 keeps it', async () => {
    const [claim] = await stay()
    await page.goto(`/claim-entry/${claim.id}`)
    await button('获取').click()
    await page.getByText(/由您处理，\d\d:\d\d 前没有操作将自动退回工作池/).waitFor()
    await page.getByText(/已保存/).waitFor()
    await asSystem(server.services, ({ db }) =>
      sql`update work_items set held_until = ${new Date(server.clock.now() + 4 * 60_000)} where subject_id = ${claim.id}`.execute(
        db,
      ),
    )
    await page.reload()
    await page.getByText(/分钟后自动退回工作池/).waitFor()
    await picture(page, 'claim-entry hold ends')
    await button('续期').click()
    await page.getByText(/由您处理/).waitFor()
  })

  it('is done by keyboard alone', async () => {
    const [claim] = await stay()
    await page.goto('/claim-entry')
    await page.getByRole('row').filter({ hasText: claim.number }).waitFor()
    await page.evaluate(() =>
      addEventListener('pointerdown', () => document.body.setAttribute('data-pointed', 'yes'), true),
    )
    const rows = await page.getByRole('row').allTextContents()
    const down = rows.findIndex((text) => text.includes(claim.number))
    for (let row = 0; row < down; row += 1) await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: `费用录入 ${claim.number}` }).waitFor()
    await page.getByRole('heading', { name: '结算单信息' }).waitFor()
    await typeInto(page, '诊断', 'K35')
    await page.getByRole('option', { name: /K35/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await press(page, '录入结算单')
    await typeInto(page, '医院', '示例市第一')
    await page.getByRole('option', { name: /第一人民医院/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await typeInto(page, '入院日期', '20261212')
    await typeInto(page, '出院日期', '20261218')
    await typeInto(page, '发票号码', '26370000000000000777')
    await typeInto(page, '结算总金额', '18640')
    await typeInto(page, '统筹基金支付', '11980')
    await typeInto(page, '个人自付一', '4520')
    await typeInto(page, '全额自费', '2140')
    await press(page, '申领计算')
    await page.getByText('¥ 1,568.00').waitFor()
    await press(page, '申领提交')
    await page.getByText(/已提交申领初审/).waitFor()
    expect(await page.evaluate(() => document.body.getAttribute('data-pointed'))).toBeNull()
  })
})
