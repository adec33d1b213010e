import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { control, download, sees } from './support/controls.ts'
import { numberOn } from './support/officers.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'
import { enter, open, tabTo, withoutMouse } from './support/without-mouse.ts'

const PLAN = '综合互助保障（住院+医疗+意外）（示例）'

let system: TestSystem
let unit: Page
let number: string
const pointed: string[] = []
beforeAll(async () => {
  system = await openSystem()
  unit = await withoutMouse(system, 'ouyangjun', pointed)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

it('enrols a roster: shares by arrows, files on the focused zone, 完成 by Enter', async () => {
  await open(unit, 'cblr', '参保录入')
  await enter(unit, '新建参保录入')
  const shares = unit.getByRole('group', { name: `${PLAN} 参保份数` })
  await tabTo(unit, shares.getByRole('radio', { name: '不参加' }))
  await unit.keyboard.press('ArrowRight')
  await shares.getByRole('radio', { name: '1 份', checked: true }).waitFor()
  await enter(unit, '下一步')
  const zone = unit.getByLabel('人员清单导入')
  await tabTo(unit, zone)
  await zone.setInputFiles(join(import.meta.dirname, '../fixtures/roster-clean-120.xlsx'))
  await sees(unit, '导入成功 120 人')
  await enter(unit, '下一步')
  const proofs = unit.getByLabel('上传社会保险缴费证明表', { exact: true })
  await tabTo(unit, proofs)
  const buffer = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#999' } })
    .jpeg()
    .toBuffer()
  await proofs.setInputFiles({ name: '缴费证明.jpg', mimeType: 'image/jpeg', buffer })
  await sees(unit, '缴费证明.jpg')
  await tabTo(unit, unit.getByRole('textbox', { name: '参保说明' }))
  await unit.keyboard.type('键盘录入')
  await enter(unit, '完成')
  await sees(unit, '已提交参保初审')
  number = await numberOn(unit)
})

it('reviews it: J to the row, Enter takes and opens it, Tab to 初审通过', async () => {
  const reviewer = await withoutMouse(system, 'gaoyue', pointed)
  await open(reviewer, 'cbcs', '参保初审')
  await reviewer.getByRole('row').filter({ hasText: number }).waitFor()
  await reviewer.keyboard.press('j')
  await reviewer.keyboard.press('Enter')
  await reviewer.getByRole('heading', { name: '系统检查' }).waitFor()
  await enter(reviewer, '初审通过')
  await sees(reviewer, new RegExp(`${number} 初审通过`))
})

it('enters invoices; Esc closes the dialog, and the focus returns to the button that opened it', async () => {
  await open(unit, 'kplr', '开票录入')
  await unit.getByRole('row').filter({ hasText: number }).waitFor()
  await unit.keyboard.press('j')
  await unit.keyboard.press('Enter')
  const more = control(unit.getByRole('main'), '新增开票信息')
  await tabTo(unit, more)
  await unit.keyboard.press('Enter')
  const dialog = unit.getByRole('dialog', { name: '新增开票信息' })
  await dialog.waitFor()
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await unit.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => more.evaluate((element) => element === document.activeElement)).toBe(true)
  await unit.keyboard.press('Enter')
  await picture(unit, 'keyboard-dialog')
  await enter(unit, '保存')
  await sees(unit, /已保存，开票日期/)
  await enter(unit, '提交')
  await sees(unit, '开票信息已提交，等待到账确认')
})

it('confirms the payment and prints the letter: Space ticks, Enter prints, Esc leads back to the row', async () => {
  const finance = await withoutMouse(system, 'songhan', pointed)
  await open(finance, 'dzqr', '到账确认')
  await finance.getByRole('row').filter({ hasText: number }).waitFor()
  await finance.keyboard.press('j')
  await finance.keyboard.press('Enter')
  await tabTo(finance, finance.getByRole('textbox', { name: '银行流水号' }))
  await finance.keyboard.type(`B${number}`)
  await finance.keyboard.press('Enter')
  await sees(finance, '已登记到账')
  await enter(finance, '到账确认')
  await enter(finance, '到账确认')
  await sees(finance, /已确认到账，120 份保障已建立/)

  await open(unit, 'qrsdy', '确认书打印')
  const row = control(unit.getByRole('main'), '确认人员名单并打印确认书')
  await tabTo(unit, row)
  await unit.keyboard.press('Enter')
  const dialog = unit.getByRole('dialog', { name: '参保人员清单列表' })
  await tabTo(unit, dialog.getByRole('checkbox', { name: '我已确认人员名单无误' }))
  await unit.keyboard.press('Space')
  await control(dialog, '打印确认书').and(dialog.locator(':not([aria-disabled])')).waitFor()
  const { bytes } = await download(unit, () => enter(unit, '打印确认书'))
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await unit.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

it('needed no mouse, and left no error in a console', () => {
  expect(pointed).toEqual([])
  expect(system.troubles).toEqual([])
})
