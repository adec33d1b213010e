import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { openPayeeReview } from '../../src/contract/payout-payees.ts'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { submittedClaims, type TestClaim } from '../support/claims.ts'
import { insuredPeople } from '../support/insured.ts'
import { fillIn, submit } from '../support/registration.ts'
import { dialogOpens, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import { picture } from './support/picture.ts'

let desks: DeskBrowser
let association: Association
let handler: Actor
let reviewer: Actor
let administrator: Actor
let claim: TestClaim

beforeAll(async () => {
  desks = await openDesks('2026-11-10T09:00:00+08:00')
  const { server } = desks
  association = await makeAssociation(server)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
  reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '林清' })
  administrator = await signIn(server, association.officeId, { desks: ['administration'], name: '管理' })
  const [person] = await insuredPeople(server, association, { people: 1 })
  if (!person) throw new Error('nobody is insured')
  server.clock.set('2026-12-01T09:00:00+08:00')
  const wishes = { insured: person, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
  const [submitted] = await submittedClaims(server, handler, wishes)
  if (!submitted) throw new Error('nothing was submitted')
  claim = submitted
}, 120_000)
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

const hasFocus = (element: Locator) => element.evaluate((one) => one === document.activeElement)
/** The server says no to whatever is sent there, once `answer` is called. */
async function refusing(page: Page, address: RegExp, code: string): Promise<() => void> {
  let answer: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(address, async (route) => {
    await asked
    await route.fulfill({ status: 409, json: { kind: 'refusal', refusal: { code } } })
  })
  return answer
}

describe('a dialog that asks before something is done', () => {
  let page: Page
  beforeAll(async () => {
    page = await desks.sit(handler, `/claims/${claim.id}`)
    await press(page, '撤案')
    await dialogOpens(page)
  })
  afterAll(() => page.context().close())

  it('stands where a reason is missing, says so, and gives the focus to its text', async () => {
    await press(page, '撤案')
    const reason = page.getByRole('textbox', { name: '撤案理由' })
    expect(await hasFocus(reason)).toBe(true)
    expect(await reason.getAttribute('aria-invalid')).toBe('true')
    expect(await judgePage(page, 'reason missing')).toEqual([])
    await reason.fill('材料不全')
  })

  it('stays while it works, whatever is pressed, and shows the refusal', async () => {
    const answer = await refusing(page, /\/withdraw$/, 'changed-meanwhile')
    await press(page, '撤案')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('status', { name: '正在处理' }).waitFor()
    const cancel = dialog.getByRole('button', { name: '取消' })
    expect(await cancel.getAttribute('title')).toBe('正在处理，请等待结果')
    // The browser lets a dialog prevent the first Esc only.
    for (const key of ['Escape', 'Escape']) await page.keyboard.press(key)
    await cancel.click({ force: true })
    await dialog.getByRole('button', { name: '关闭' }).click({ force: true })
    await picture(page, 'dialog pending')
    answer()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByRole('textbox', { name: '撤案理由' }).inputValue()).toBe('材料不全')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })
})

describe('the viewer of images beside a review', () => {
  let page: Page
  let viewer: Locator
  beforeAll(async () => {
    await reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [claim.id] })
    page = await desks.sit(reviewer, `/claim-reviews/${claim.id}`)
    viewer = page.getByRole('group', { name: '查看材料' })
    await viewer.getByRole('img').waitFor()
  })
  afterAll(() => page.context().close())

  it('has R for itself while it has the focus; elsewhere R returns the case', async () => {
    const turned = () => viewer.locator('.stage-sheet').evaluate((sheet) => (sheet as HTMLElement).style.transform)
    expect(await turned()).toContain('rotate(0deg)')
    await viewer.focus()
    await page.keyboard.press('r')
    await expect.poll(turned).toContain('rotate(90deg)')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await viewer.evaluate((group) => group.blur())
    await page.keyboard.press('r')
    await page.getByRole('dialog', { name: /^退回/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('keeps the focus on a button that has come to its end, which says why it rests', async () => {
    const next = viewer.getByRole('button', { name: '下一张' })
    await next.focus()
    for (let shown = 0; shown < 20 && (await next.getAttribute('title')) === null; shown++) await next.press('Enter')
    expect(await next.getAttribute('title')).toBe('已是最后一张')
    expect(await hasFocus(next)).toBe(true)
    const larger = viewer.getByRole('button', { name: '放大' })
    await larger.focus()
    for (let step = 0; step < 10 && (await larger.getAttribute('title')) === null; step++) await larger.press('Enter')
    expect(await larger.getAttribute('title')).toBe('已放到最大')
    expect(await hasFocus(larger)).toBe(true)
    expect(await judgePage(page, 'viewer at its end', ['light'])).toEqual([])
  })
})

describe('a calendar in a dialog', () => {
  let page: Page
  let offers: Locator
  beforeAll(async () => {
    page = await desks.sit(administrator, `/organisations?of=${association.officeId}&view=offers`)
    offers = page.getByRole('dialog')
    await offers.getByRole('button', { name: '添加在售活动' }).click()
  })
  afterAll(() => page.context().close())
  const opened = async () => {
    await offers
      .getByRole('button', { name: /^打开日历/ })
      .first()
      .click()
    const calendar = offers.locator('.calendar')
    await calendar.waitFor()
    await expect.poll(() => calendar.evaluate((box) => box.contains(document.activeElement))).toBe(true)
    return calendar
  }

  it('is left by Esc alone: the dialog around it stays', async () => {
    const calendar = await opened()
    await page.keyboard.press('Escape')
    await calendar.waitFor({ state: 'hidden' })
    expect(await offers.isVisible()).toBe(true)
    const field = offers.getByRole('textbox').first()
    expect(await hasFocus(field)).toBe(true)
  })

  it('stays while months change, and closes when Tab leads out of it', async () => {
    const calendar = await opened()
    for (let month = 0; month < 2; month++) await page.keyboard.press('PageDown')
    expect(await calendar.isVisible()).toBe(true)
    for (let stops = 0; stops < 10 && (await calendar.isVisible()); stops++) await page.keyboard.press('Tab')
    expect(await calendar.isVisible()).toBe(false)
    expect(await offers.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  })
})

describe('accounts of an organisation', () => {
  it('say why an account is not disabled, and why its desks are not changed', async () => {
    const page = await desks.sit(administrator, `/organisations?of=${association.officeId}&view=members`)
    const row = page.getByRole('row').filter({ hasText: '林清' })
    const answer = await refusing(page, /\/api\/members\//, 'changed-meanwhile')
    answer()
    await row.getByRole('button', { name: '停用' }).click()
    const disabling = page.getByRole('dialog', { name: '停用“林清”的账号？' })
    await disabling.getByRole('button', { name: '停用' }).click()
    await disabling.getByRole('alert').waitFor()
    await picture(page, 'member not disabled')
    await page.keyboard.press('Escape')
    await row.getByRole('button', { name: '岗位' }).click()
    const changing = page.getByRole('dialog', { name: '“林清”的岗位' })
    expect(await changing.getByRole('alert').count()).toBe(0)
    await changing.getByRole('button', { name: '保存' }).click()
    await changing.getByRole('alert').waitFor()
    expect(await judgePage(page, 'desks not changed', ['light'])).toEqual([])
    await page.context().close()
  })
})

describe('work that is taken or given back', () => {
  it('a registration that cannot be released says why', async () => {
    const { server } = desks
    const officer = await signIn(server, association.officeId, { desks: ['registration-review'], name: '审核' })
    await submit(server, await fillIn(server, { agencyId: association.agencyId }))
    const { rows } = (await officer.get('/api/registrations?tab=waiting')).json()
    await officer.post('/api/work/take', { kind: 'registration', subjects: [rows[0].id] })
    const page = await desks.sit(officer, `/registrations/${rows[0].id}`)
    const answer = await refusing(page, /\/api\/work\/release$/, 'changed-meanwhile')
    await press(page, '释放')
    await page.getByRole('button', { name: /释放/ }).getByRole('status').waitFor()
    answer()
    await page.locator('.foot-bar').getByText('刚被别人修改').waitFor()
    await page.context().close()
  })

  it('领款复核 that could not be asked for says why', async () => {
    const second = await signIn(desks.server, association.officeId, { desks: ['claim-second-review'], name: '陆敏' })
    const page = await desks.sit(second, '/payee-reviews')
    const payee = {
      relation: 'self' as const,
      name: '王*',
      idNumber: '',
      mobile: '',
      card: '6222 **** 3029',
      bank: '示例银行',
      branch: '',
    }
    const review = {
      id: claim.id,
      number: claim.number,
      state: 'payee-review',
      version: 1,
      kind: 'accident-inpatient',
      planName: '综合互助保障',
      unitName: '甲单位',
      insured: '王*',
      amount: '400.00',
      reason: '账号不存在',
      failedAt: null,
      full: false,
      before: payee,
      after: payee,
      correctedAt: '2026-12-01T00:00:00.000Z',
      correctedBy: '经办',
      images: [],
      otherPersons: 0,
      together: [],
      holder: null,
    } satisfies OutputOf<typeof openPayeeReview>
    await page.route(/\/api\/payee-reviews\/.*\/open$/, (route) => route.fulfill({ json: review }))
    const answer = await refusing(page, /\/api\/work\/take$/, 'changed-meanwhile')
    answer()
    await page.goto(`/payee-reviews/${claim.id}`)
    await press(page, '获取')
    await sees(page, /刚被别人修改/)
    await page.context().close()
  })
})

describe('copying where the page has no clipboard', () => {
  const copying = async (works: boolean) => {
    const page = await desks.sit(handler, '/registration/progress')
    await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
    if (!works) await page.addInitScript('document.execCommand = () => false')
    await page.goto('/registration/submitted?number=DJ202612010000001')
    const copy = page.getByRole('button', { name: /^复制/ })
    await copy.focus()
    await copy.press('Enter')
    return { page, copy }
  }

  it('copies all the same, and leaves the focus where it was', async () => {
    const { page, copy } = await copying(true)
    await sees(page, '已复制')
    expect(await hasFocus(copy)).toBe(true)
    await page.context().close()
  })

  it('says so where it was not copied', async () => {
    const { page } = await copying(false)
    await sees(page, '没有复制成功，请选中文字后复制')
    expect(await page.getByText('已复制').count()).toBe(0)
    await page.context().close()
  })
})

it('what is printed has page numbers', async () => {
  const page = await desks.sit(handler, `/claims/${claim.id}`)
  await page.getByRole('heading', { name: '给付计算单' }).waitFor()
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(await page.pdf({ preferCSSPageSize: true }))
  const count = document.getPageCount()
  const texts = [...document.pages()].map((one) => one.getText())
  for (const [at, text] of texts.entries()) expect(text).toContain(`${at + 1} / ${count}`)
  document.destroy()
  library.destroy()
  await page.context().close()
})

it('no page has thrown', () => {
  expect(desks.troubles.filter((trouble) => !/status of 409/.test(trouble))).toEqual([])
})
