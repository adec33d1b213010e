import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { makeUnit } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { press } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import { picture } from './support/picture.ts'

let desks: DeskBrowser
let one: Actor
let other: Actor
let page: Page
let browser: BrowserContext

beforeAll(async () => {
  desks = await openDesks('2026-11-25T09:00:00+08:00')
  const { unitId, otherUnitId } = await makeAssociation(desks.server)
  one = await signIn(desks.server, unitId, { desks: ['unit-handler'], name: '甲经办' })
  other = await signIn(desks.server, otherUnitId, { desks: ['unit-handler'], name: '乙经办' })
  await makeUnit(desks.server, unitId, one.accountId)
  await makeUnit(desks.server, otherUnitId, other.accountId)
  page = await desks.sit(one, '/enrolments')
  browser = page.context()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

/** The cookie that a sign-in in another tab leaves behind. */
async function signInElsewhere({ headers }: Actor): Promise<void> {
  const [name = '', value = ''] = (headers['cookie'] ?? '').split('=')
  await browser.addCookies([
    { name, value, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Strict' },
  ])
}

it('a page asks to sign in again instead of acting for an account that signed in in another tab', async () => {
  await page.getByRole('button', { name: '新建参保录入' }).first().waitFor()
  await signInElsewhere(other)
  await press(page, '新建参保录入')
  const again = page.getByRole('dialog', { name: '重新登录后继续' })
  await again.waitFor()
  expect(await again.getByRole('textbox', { name: /用户名/ }).inputValue()).toMatch(/^user/)
  expect(await page.locator('.head').textContent()).toContain('甲经办')
  const { rows } = await asSystem(desks.server.services, ({ db }) => sql`select id from enrolments`.execute(db))
  expect(rows).toEqual([])
  await picture(page, 'second-account')
  expect(await judgePage(page, 'another account signed in', ['light', 'dark', 'large'])).toEqual([])
  expect(desks.troubles.splice(0).filter((trouble) => !/status of 401/.test(trouble))).toEqual([])
})

it('signing out in one tab takes every page of the account from the others', async () => {
  const [first, second] = [await browser.newPage(), await browser.newPage()]
  for (const tab of [first, second]) {
    await tab.goto('/enrolments')
    await tab.getByRole('heading', { level: 1, name: '参保录入' }).waitFor()
  }
  await first.getByRole('button', { name: '乙经办' }).click()
  await first.getByRole('button', { name: '退出登录' }).click()
  for (const tab of [first, second]) await tab.waitForURL(/\/sign-in$/)
  expect(desks.troubles.splice(0).filter((trouble) => !/status of 401/.test(trouble))).toEqual([])
})
