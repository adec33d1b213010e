import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { personOf, rosterCsv } from '../support/people.ts'
import { goTo, press, sees } from './support/controls.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

const PLAN = '综合互助保障（住院+医疗+意外）（示例）'
const PEOPLE = 1_200

let system: TestSystem
let unit: Page
let grid: Locator

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
  await goTo(unit, '参保入会', '参保录入')
  await press(unit, '新建参保录入')
  await unit
    .getByRole('group', { name: `${PLAN} 参保份数` })
    .getByRole('radio', { name: '1 份' })
    .check()
  await press(unit, '下一步')
  const buffer = rosterCsv(Array.from({ length: PEOPLE }, (_, index) => personOf(index)))
  await unit.getByLabel('人员清单导入').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer })
  await sees(unit, /导入成功 1,?200 人/)
  await press(unit, `人员详情/修改 ${PLAN}`)
  grid = unit.getByRole('grid')
  await cellOf(1, 1).waitFor()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

/** A cell by the number of its row and its column, 0 being that number. */
const cellOf = (row: number, column: number) =>
  grid.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell]`).nth(column)
const numbers = () =>
  grid
    .locator('[role=rowgroup] [role=row]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 1))
const scrollTo = (top: number) => grid.evaluate((box, top) => void (box.scrollTop = top), top)
/** Number of the row and the column in which the focus is. */
const focused = () =>
  unit.evaluate(() => {
    const cell = document.activeElement?.closest('[role=gridcell]')
    const row = cell?.parentElement
    return row ? [Number(row.getAttribute('aria-rowindex')) - 1, [...row.children].indexOf(cell)] : []
  })

it('says how many rows there are, and draws those in sight', async () => {
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(PEOPLE + 1))
  expect((await numbers()).length).toBeLessThan(60)
  await picture(unit, 'people-grid')
})

it('is walked through by keys, to its last row and back', async () => {
  await cellOf(2, 1).click()
  expect(await focused()).toEqual([2, 1])
  await unit.keyboard.press('ArrowDown')
  await unit.keyboard.press('ArrowRight')
  expect(await focused()).toEqual([3, 2])
  await unit.keyboard.press('Control+End')
  expect((await focused())[0]).toBe(PEOPLE)
  await unit.keyboard.press('Control+Home')
  expect(await focused()).toEqual([1, 0])
  await unit.keyboard.press('PageDown')
  await unit.keyboard.press('PageDown')
  expect((await focused())[0]).toBeGreaterThan(10)
})

it('shows the right rows after a long scroll, in their order once it has settled', async () => {
  for (let top = 0; top < 20_000; top += 1_000) {
    await scrollTo(top)
    await unit.evaluate(() => new Promise(requestAnimationFrame))
  }
  await cellOf(535, 1).waitFor()
  await expect
    .poll(async () => {
      const drawn = await numbers()
      return drawn.every((number, at) => at === 0 || number > (drawn[at - 1] ?? 0))
    })
    .toBe(true)
  await expect.poll(() => cellOf(535, 0).textContent()).toBe('535')
  await expect.poll(() => cellOf(535, 1).textContent()).toBe(personOf(534).name)
})

it('keeps the focus where it was however far one scrolls, and goes on from there', async () => {
  await scrollTo(0)
  await cellOf(4, 1).click()
  await scrollTo(30_000)
  await cellOf(840, 0).waitFor()
  expect(await focused()).toEqual([4, 1])
  await unit.keyboard.press('ArrowDown')
  expect(await focused()).toEqual([5, 1])
  expect(await grid.evaluate((box) => box.scrollTop)).toBeLessThan(300)
})

it('keeps what is being typed while one scrolls away and back, and saves it by Enter', async () => {
  await scrollTo(0)
  await cellOf(6, 1).click()
  await unit.keyboard.press('F2')
  await unit.keyboard.type('改过的')
  await scrollTo(25_000)
  await cellOf(700, 0).waitFor()
  await scrollTo(0)
  const input = cellOf(6, 1).getByRole('textbox')
  expect(await input.inputValue()).toBe('改过的')
  await unit.keyboard.press('Enter')
  await expect.poll(() => cellOf(6, 1).textContent()).toBe('改过的')
  await expect.poll(focused).toEqual([6, 1])
  await unit.keyboard.press('Enter')
  await unit.keyboard.type('不要')
  await unit.keyboard.press('Escape')
  expect(await cellOf(6, 1).textContent()).toBe('改过的')
  await expect.poll(focused).toEqual([6, 1])
})

it('says in a line below why a cell is refused, tied to the input, until it is mended or given up', async () => {
  await scrollTo(0)
  await cellOf(6, 3).click()
  await unit.keyboard.press('F2')
  await unit.keyboard.type('123')
  await unit.keyboard.press('Enter')
  const why = unit.locator('.grid-problem')
  await why.waitFor()
  const input = cellOf(6, 3).getByRole('textbox')
  expect(await input.getAttribute('aria-describedby')).toBe(await why.getAttribute('id'))
  expect(await why.textContent()).toMatch(/手机号/)
  await picture(unit, 'grid-refused-cell')
  await input.press('Escape')
  await why.waitFor({ state: 'detached' })
})

it('is one stop for Tab; End comes to the button of a row, Enter presses it, and the focus stays in the row', async () => {
  await cellOf(3, 1).focus()
  await unit.keyboard.press('Tab')
  expect(await unit.evaluate(() => document.activeElement?.closest('[role=grid]'))).toBeNull()
  await unit.keyboard.press('Shift+Tab')
  expect(await focused()).toEqual([3, 1])
  await unit.keyboard.press('End')
  expect(await unit.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`删除 ${personOf(2).name}`)
  await unit.keyboard.press('Enter')
  await sees(unit, `已删除 ${personOf(2).name}`)
  await expect.poll(() => cellOf(3, 1).textContent()).toBe('已删除')
  expect(await focused()).toEqual([3, 10])
})

it('leaves no error in the console', () => {
  expect(system.troubles).toEqual([])
})
