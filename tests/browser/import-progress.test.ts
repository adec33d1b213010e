import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import { rounds } from '../support/long.ts'
import { press, sees } from './support/controls.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { demoVisitor } from './support/sign-in.ts'

let system: TestSystem
let unit: Page

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

/** A roster of so many people, each born on a day of their own. */
function rosterOf(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, index) => {
    const born = new Date(Date.UTC(1975, 0, 1 + (index % 7_000))).toISOString().slice(0, 10).replaceAll('-', '')
    const first17 = `3799${String(10 + Math.floor(index / 7_000))}${born}${String(100 + (index % 800))}`
    return `${index + 1},员工${'甲乙丙丁戊己庚辛'.charAt(index % 8)},${first17}${checkCharacter(first17)},199${String(index).padStart(8, '0')}`
  })
  return Buffer.from(['序号,参保人姓名,身份证号,手机号', ...lines].join('\r\n'))
}

it('an import says at once that it runs, tells how far it is twice a second, and is still there after F5', async () => {
  // Several times what the goal names: 20,000 are stored before one has looked.
  const rows = rounds(60_000, 100_000)
  await press(unit, '新建参保录入')
  await unit
    .getByRole('group', { name: /^综合互助保障/ })
    .getByText('1 份')
    .click()
  await press(unit, '下一步')
  const zone = unit.getByLabel('人员清单导入')
  await zone.waitFor()
  const told: number[] = []
  unit.on('response', (response) => void (response.url().endsWith('/batches') && told.push(performance.now())))

  const begun = performance.now()
  await zone.setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: rosterOf(rows) })
  await unit.getByRole('main').getByRole('progressbar').first().waitFor()
  expect(performance.now() - begun).toBeLessThan(1_000)
  await sees(unit, /已读 [1-9][\d,]* 行/)
  await picture(unit, 'import-progress')

  await unit.reload()
  await sees(unit, /已读 [1-9][\d,]* 行|导入成功/)
  await sees(unit, new RegExp(`导入成功 ${rows.toLocaleString('en')} 人，失败 0 行`))
  const seconds = (told.at(-1)! - told[0]!) / 1_000
  // Loading the page again takes its time.
  expect(told.length).toBeGreaterThanOrEqual(2 * (seconds - 1))
  expect(system.troubles).toEqual([])
})
