import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { control, download, press, sees } from './support/controls.ts'
import { approve, confirmPayment, numberOn } from './support/officers.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { demoVisitor } from './support/sign-in.ts'

let system: TestSystem
let unit: Page
let clicks = 0

beforeAll(async () => {
  system = await openSystem()
  unit = await demoVisitor(system, 'ouyangjun')
  await unit.exposeFunction('noteClick', () => void clicks++)
  const count = () =>
    addEventListener('pointerdown', () => (globalThis as unknown as { noteClick(): void }).noteClick(), true)
  await unit.addInitScript(count)
  await unit.reload()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

/** A click on the zone and a file chosen; dropping the file is one gesture as well. */
async function choose(zone: Locator, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([unit.waitForEvent('filechooser'), zone.click()])
  await chooser.setFiles(file)
}

it('a unit enrols 120 people with at most 8 clicks, and has invoice and letter with at most 13', async () => {
  await press(unit, '新建参保录入')
  const shares = unit.getByRole('group', { name: '综合互助保障（住院+医疗+意外）（示例） 参保份数' })
  await shares.getByText('1 份').click()
  await press(unit, '下一步')
  await choose(unit.getByLabel('人员清单导入'), join(import.meta.dirname, '../fixtures/roster-clean-120.xlsx'))
  await sees(unit, '导入成功 120 人')
  await press(unit, '下一步')
  const buffer = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#999' } })
    .jpeg()
    .toBuffer()
  const proof = { name: '缴费证明.jpg', mimeType: 'image/jpeg', buffer }
  await choose(unit.getByLabel('上传社会保险缴费证明表', { exact: true }), proof)
  await sees(unit, '缴费证明.jpg')
  await press(unit, '完成')
  await sees(unit, '已提交参保初审')
  expect(clicks).toBeLessThanOrEqual(8)

  const number = await numberOn(unit)
  await approve(await demoVisitor(system, 'gaoyue'), number)
  await unit.reload()
  await press(unit, '开票录入')
  await press(unit, '提交')
  await sees(unit, '开票信息已提交，等待到账确认')
  await confirmPayment(await demoVisitor(system, 'songhan'), number)
  await unit.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '确认书打印' }).click()
  await press(unit, '确认人员名单并打印确认书')
  const dialog = unit.getByRole('dialog')
  await dialog.getByText('我已确认人员名单无误').click()
  await control(dialog, '打印确认书').and(dialog.locator(':not([aria-disabled])')).waitFor()
  const { bytes } = await download(unit, () => press(unit, '打印确认书'))
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(clicks).toBeLessThanOrEqual(13)
  expect(clicks).toBeGreaterThanOrEqual(12)
  expect(system.troubles).toEqual([])
})
