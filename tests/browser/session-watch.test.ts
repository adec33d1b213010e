import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'

const MINUTE = 60_000

let desks: DeskBrowser
let finance: Actor
let page: Page

beforeAll(async () => {
  desks = await openDesks('2026-11-25T09:00:00+08:00')
  const { officeId } = await makeAssociation(desks.server)
  finance = await signIn(desks.server, officeId, { desks: ['finance'], name: '财务' })
  await asSystem(desks.server.services, ({ db }) =>
    sql`update sessions set idle = interval '15 minutes' where account_id = ${finance.accountId}`.execute(db),
  )
  page = await desks.sit(finance, '/')
  await page.getByRole('heading', { level: 1, name: '首页' }).waitFor()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

const warning = () => page.locator('.session-warning')
const again = () => page.getByRole('dialog', { name: '重新登录后继续' })

/** So long without a click, for the page alone or for the server as well. */
async function wait(minutes: number, forServer: boolean): Promise<void> {
  if (forServer) desks.server.clock.add(minutes * MINUTE)
  await page.clock.fastForward(minutes * MINUTE)
  await page.clock.runFor(2_000)
  await page.waitForLoadState('networkidle')
}

it('a machine whose clock is three hours fast is not asked to sign in', async () => {
  const other = await desks.sit(finance, '/')
  await other.addInitScript('{const now=Date.now;Date.now=()=>now()+10800000}')
  await other.reload()
  await other.getByRole('heading', { level: 1, name: '首页' }).waitFor()
  await other.waitForTimeout(2_500)
  expect(await other.getByRole('dialog').count()).toBe(0)
  await other.close()
})

it('what goes on in another tab counts: the server is asked before the page warns or asks', async () => {
  await page.clock.install()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: '首页' }).waitFor()
  await wait(14, false)
  expect([await warning().count(), await again().count()]).toEqual([0, 0])
  await wait(16, false)
  expect([await warning().count(), await again().count()]).toEqual([0, 0])
})

it('warns two minutes before the end, says so once, and stays where that is wanted', async () => {
  await wait(14, true)
  await warning().waitFor()
  const clock = () =>
    warning()
      .getByText(/登录将在 \d:\d\d 后结束/)
      .textContent()
  const said = () => warning().getByRole('alert').textContent()
  const [before, first] = [await clock(), await said()]
  await page.clock.runFor(3_000)
  expect(await clock()).not.toBe(before)
  expect(await said()).toBe(first)
  expect(first).not.toMatch(/\d/)
  expect(await judgePage(page, 'session ends', ['light', 'large'])).toEqual([])
  await page.getByRole('button', { name: '继续使用' }).click()
  await warning().waitFor({ state: 'detached' })
})

it('asks to sign in again over the page once the server says that the session has ended', async () => {
  expect(desks.troubles).toEqual([])
  await wait(16, true)
  await again().waitFor()
  // What the browser notes of every call that is turned away.
  expect(desks.troubles.splice(0).filter((trouble) => !/status of 401/.test(trouble))).toEqual([])
})
