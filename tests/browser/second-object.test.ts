import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { fill, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'

const invoice = {
  planCode: 'comprehensive',
  kind: 'invoice',
  titleKind: 'unit',
  title: '甲单位',
  taxNumber: '91370000MA00000A1X',
  mail: 'office@example.org',
}

type Money = { readonly number: string; readonly version: number; readonly paid: string; readonly due: string }

let desks: DeskBrowser
let finance: Actor
let page: Page
let first: string
let second: string

const moneyOf = async (id: string) => (await finance.get(`/api/enrolments/${id}/invoicing`)).json<Money>()
const tab = (id: string) => page.getByRole('navigation', { name: '已打开的页面' }).locator(`a[href="/payments/${id}"]`)
const reference = () => page.getByRole('textbox', { name: '银行流水号', exact: true })

/** Goes to one of the opened pages by its tab. */
async function turnTo(id: string): Promise<void> {
  await tab(id).click()
  const { number } = await moneyOf(id)
  await page.getByRole('heading', { level: 1, name: `到账确认 ${number}` }).waitFor()
}

beforeAll(async () => {
  desks = await openDesks('2026-11-25T09:00:00+08:00')
  const { unitId, officeId, agencyId } = await makeAssociation(desks.server)
  const handler = await signIn(desks.server, unitId, { desks: ['unit-handler'], name: '经办' })
  const reviewer = await signIn(desks.server, officeId, { desks: ['enrolment-review'], name: '审核' })
  finance = await signIn(desks.server, officeId, { desks: ['finance'], name: '财务' })
  const waiting = async (from: number) => {
    const wishes = { unitId, officeId, agencyId, submittedBy: handler.accountId, reviewedBy: reviewer.accountId }
    const id = await approvedEnrolment(desks.server, { ...wishes, people: 3, from })
    await handler.post(`/api/enrolments/${id}/invoices`, { ...invoice, amount: '300', heads: 3 })
    await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: (await moneyOf(id)).version })
    return id
  }
  first = await waiting(0)
  second = await waiting(10)
  await finance.post('/api/work/take', { kind: 'payment', subjects: [first, second] })
  page = await desks.sit(finance, `/payments/${first}`)
  await reference().waitFor()
  await page.goto(`/payments/${second}`)
  await reference().waitFor()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

it('the frame stays while one goes from one enrolment to another, and the page while its query changes', async () => {
  const mark = (selector: string) =>
    page.evaluate((of) => document.querySelector<HTMLElement>(of)!.setAttribute('data-stays', ''), selector)
  const stays = (selector: string) => page.locator(`${selector}[data-stays]`).count()
  await mark('nav.side')
  await turnTo(first)
  expect(await stays('nav.side')).toBe(1)
  await mark('main > .page')
  await reference().fill('B1')
  await page.evaluate(() => history.pushState({}, '', '?seen=1'))
  await tab(first).waitFor({ state: 'detached' })
  expect([await stays('main > .page'), await reference().inputValue()]).toEqual([1, 'B1'])
  await page.evaluate((to) => history.pushState({}, '', to), `/payments/${first}`)
  await tab(first).waitFor()
})

it('what was typed of the money of one enrolment is neither shown nor recorded at another', async () => {
  await turnTo(first)
  await reference().fill('B20261125000001')
  await turnTo(second)
  expect(await reference().inputValue()).toBe('')
  await fill(page, { 银行流水号: 'B20261125000002' })
  await press(page, '登记')
  await sees(page, '已登记到账')
  expect([await moneyOf(first), await moneyOf(second)]).toMatchObject([{ paid: '0.00' }, { paid: '300.00' }])
})

it('leaves no trouble in any page', () => {
  expect(desks.troubles).toEqual([])
})
