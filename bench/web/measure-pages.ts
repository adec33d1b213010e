import type { Page } from 'playwright-core'
import { control } from '../../tests/browser/support/controls.ts'
import { signedIn, type Pages } from './sign-in.ts'

/** Office computers are slow; this one is slowed down so many times. */
const SLOWDOWN = 4
const SCROLLED_MS = 2_000
/** 5,400 pixels a second at 60 frames: 150 rows. */
const PIXELS_A_FRAME = 90
/** A pause in which the last event's paint is told. */
const TOLD_MS = 400

type Noted = { lcp: number; rows: number; events: number[] }
type Page_ = typeof globalThis & { noted: Noted }

/** Notes in every page: largest paint, when the first row of a table stands there, and how long events took to be seen. */
function note(): void {
  const noted: Noted = { lcp: 0, rows: 0, events: [] }
  ;(globalThis as Page_).noted = noted
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) noted.lcp = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.events.push(duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  const look = () => {
    if (
      document.querySelector('main tbody td input[type=checkbox], main [role=row]:not([data-waiting]) [role=gridcell]')
    ) {
      requestAnimationFrame(() => (noted.rows = performance.now()))
    } else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const read = (page: Page, name: 'lcp' | 'rows') => page.evaluate((name) => (globalThis as Page_).noted[name], name)

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
}

/** How long the slowest event of an act took until it was seen; less than a frame is not told and counts as 0. */
async function eventTime(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => (globalThis as Page_).noted.events.splice(0))
  await act()
  await page.waitForTimeout(TOLD_MS)
  return page.evaluate(() => Math.max(0, ...(globalThis as Page_).noted.events))
}

/** Largest paint of the sign-in page with nothing in the cache, and of the home page after it; the greater one. */
export async function measurePaint(pages: Pages): Promise<{ lcp: number }> {
  const visitor = await (await pages.browser.visit(pages.url)).newPage()
  await slowDown(visitor)
  await visitor.addInitScript(note)
  await visitor.goto('/sign-in')
  await visitor.getByRole('heading', { name: '登录' }).waitFor()
  await visitor.waitForTimeout(TOLD_MS)
  const signIn = await read(visitor, 'lcp')
  const unit = await signedIn(pages, 'shanxiaomei')
  await slowDown(unit)
  await unit.addInitScript(note)
  await unit.goto('/')
  await unit.getByRole('heading', { name: '先做这些' }).waitFor()
  await unit.waitForTimeout(TOLD_MS)
  return { lcp: Math.max(signIn, await read(unit, 'lcp')) }
}

/** A pool of 100 rows: until they are in sight, a tick, a filter, a tab. */
export async function measureLists(officer: Page): Promise<Record<'rows' | 'tick' | 'narrow' | 'tab', number>> {
  await officer.addInitScript(note)
  // Pages hold fewer rows than the server gives at most.
  await officer.route('**/api/enrolments?tab=review-waiting*', (route) =>
    route.continue({ url: `${route.request().url()}&limit=100` }),
  )
  await officer.goto('/enrolment-reviews')
  await officer.getByRole('row').nth(100).waitFor()
  await slowDown(officer)
  await officer.reload()
  await officer.getByRole('row').nth(100).waitFor()
  await officer.waitForTimeout(TOLD_MS)
  const rows = await read(officer, 'rows')
  const box = officer.getByRole('row').nth(3).getByRole('checkbox')
  const tick = await eventTime(officer, () => box.click())
  const tab = await eventTime(officer, () => officer.getByRole('tab', { name: /^处理中/ }).click())
  await officer.getByRole('tab', { name: /^待处理/ }).click()
  await officer.getByRole('row').nth(100).waitFor()
  await officer.waitForTimeout(TOLD_MS)
  const number = officer.getByRole('textbox', { name: '参保单号' })
  await number.fill('2026')
  const narrow = await eventTime(officer, () => number.press('Enter'))
  return { rows, tick, narrow, tab }
}

/** A roster of 20,000: a cell, a filter, a tab, and scrolling. */
export async function measureGrid(unit: Page): Promise<Record<'cell' | 'filter' | 'leave' | 'fps' | 'floor', number>> {
  await unit.addInitScript(note)
  await unit.goto('/enrolments')
  await control(unit.getByRole('row').filter({ hasText: '录入中' }), '继续录入')
    .first()
    .click()
  await unit.getByRole('heading', { name: '保障活动录入' }).waitFor()
  const id = /enrolments\/([^/]+)/.exec(unit.url())?.[1] ?? ''
  await unit.goto(`/enrolments/${id}/rosters/comprehensive`)
  const cells = unit.getByRole('gridcell', { name: /^员工/ })
  await cells.first().waitFor()
  await slowDown(unit)
  const cell = await eventTime(unit, async () => {
    await cells.nth(2).click()
    await unit.keyboard.press('ArrowDown')
  })
  const fps = await scroll(unit)
  const only = unit.getByRole('combobox', { name: '显示范围' })
  const filter = await eventTime(unit, async () => {
    await only.focus()
    await unit.keyboard.press('ArrowDown')
  })
  const leave = await eventTime(unit, () => unit.getByRole('tab', { name: /^导入失败/ }).click())
  return { cell, filter, leave, fps, floor: await scrollNothing(unit) }
}

/** The same scrolling over a box with nothing in it: what this machine can do at all. */
async function scrollNothing(unit: Page): Promise<number> {
  await unit.evaluate(() => {
    const box = document.createElement('div')
    const inside = document.createElement('div')
    box.setAttribute('role', 'grid')
    box.style.cssText = 'height: 500px; overflow: auto'
    inside.style.height = '700000px'
    box.append(inside)
    document.body.replaceChildren(box)
  })
  return scroll(unit)
}

async function scroll(unit: Page): Promise<number> {
  return unit.evaluate(
    ([pixels, most]) =>
      new Promise<number>((resolve) => {
        const grid = document.querySelector('[role=grid]')
        const begun = performance.now()
        let frames = 0
        const step = () => {
          const passed = performance.now() - begun
          if (passed >= most || grid === null) return resolve((frames * 1_000) / passed)
          frames += 1
          grid.scrollTop += pixels
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    [PIXELS_A_FRAME, SCROLLED_MS] as const,
  )
}
