import type { Page } from 'playwright-core'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { sealReasons } from '../../src/server/claims/claim-secrets.ts'
import { found } from '../../src/server/refusal.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { acceptedCases } from '../support/material-case.ts'
import { control, leaveDialog, press, sees } from './support/controls.ts'
import { judgePage } from './support/judge-page.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { picture } from './support/picture.ts'

type Case = { readonly id: string; readonly number: string }
const CARD = '6222020909003028973'
const DROP_MANY = '一次拖入多张图片'

let system: TestSystem
let page: Page
let accountId: AccountId
let coverId: string
let stay: Case
let day = 0

/** Print on paper: lines that are sharp, so that no hint is given. */
function photo(width: number, height: number, lines = true): Promise<Buffer> {
  const stripes = Array.from(
    { length: Math.floor(height / 24) },
    (_, row) =>
      `<rect x="${width * 0.1}" y="${row * 24}" width="${width * (0.5 + (row % 4) / 10)}" height="${lines ? 8 : 0}"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f1e8"/>${stripes.join('')}</svg>`
  return sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 200, sigma: 12 } },
  })
    .composite([{ input: Buffer.from(svg.replace('fill="#f4f1e8"', 'fill="#f4f1e8" fill-opacity="0.8"')) }])
    .jpeg({ quality: 96 })
    .toBuffer()
}
const file = async (name: string, width = 900, height = 1200) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await photo(width, height),
})

beforeAll(async () => {
  system = await openSystem()
  const session = await system.beside(async (services) => {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<{ unitId: OrganisationId; coverId: string }>`select c.unit_id as "unitId", c.id as "coverId" from covers c
        where c.plan_code = 'comprehensive' order by c.id limit 1`.execute(db),
    )
    coverId = found(rows[0]).coverId
    return openSession(services, found(rows[0]).unitId, { desks: ['unit-handler'], name: '经办' })
  })
  accountId = session.accountId
  page = await system.newVisitor({ extraHTTPHeaders: { cookie: session.headers['cookie'] ?? '' } })
})
beforeEach(async () => {
  const on = `2026-11-${String(1 + day++).padStart(2, '0')}`
  const kinds = ['illness-inpatient', 'hospital-allowance'] as const
  const cases = await system.beside((services) => acceptedCases(services, accountId, { coverId, kinds, on }))
  stay = found(cases[0])
  await page.goto(`/claims/${stay.id}/materials`)
  await page.getByRole('heading', { level: 1, name: `材料上传 ${stay.number}` }).waitFor()
  await slot('医保结算单').waitFor()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

const slot = (name: string) => page.getByRole('region', { name, exact: true })
const images = (name: string) => slot(name).getByRole('listitem')
const zone = (name: string) => page.getByRole('button', { name, exact: true })
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 15_000 })
async function choose(name: string, ...files: Awaited<ReturnType<typeof file>>[]): Promise<void> {
  await zone(name).setInputFiles(files)
}
async function holds(name: string, count: number): Promise<void> {
  await soon(() => images(name).count()).toBe(count)
}

it(
  'sorts images dropped together by their names and in order, shrinks photos and goes on to 费用录入',
  { timeout: 120_000 },
  async () => {
    await choose(
      DROP_MANY,
      await file('身份证人像面.jpg', 3600, 2700),
      await file('身份证国徽面.jpg'),
      await file('银行卡.jpg'),
      await file('IMG_20261101_1.jpg'),
      await file('IMG_20261101_2.jpg'),
    )
    await sees(page, /原 \d\.\d MB → \d+ KB/)
    for (const name of ['身份证人像面', '身份证国徽面', '本人银行卡']) await holds(name, 1)
    await soon(() => images(DROP_MANY).count()).toBe(2)
    await picture(page, 'materials tray')
    await press(page, '按顺序归入还缺的材料')
    await holds('医保结算单', 1)
    await holds('出院记录', 1)
    await sees(page, '与住院津贴共用')
    expect(await judgePage(page, 'materials filled')).toEqual([])
    await press(page, '确定（还缺 2 项）')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('account-card')
    await page.keyboard.type('6222020909003028974')
    await page.keyboard.press('Tab')
    await sees(page, '卡号末位校验不符')
    await page.getByRole('textbox', { name: '银行账号' }).fill(CARD)
    await page.getByRole('textbox', { name: '银行账号' }).press('Tab')
    await page.getByRole('combobox', { name: '银行名称' }).fill('中国工商银行')
    await press(page, '确定')
    await page.waitForURL(`**/claim-entry/${stay.id}`)
  },
)

it('shows of each image how much of it has gone out, while a slow line takes it', { timeout: 60_000 }, async () => {
  const line = await page.context().newCDPSession(page)
  const throttled = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await line.send('Network.enable')
  await throttled(40_000)
  const names = ['身份证人像面', '身份证国徽面'] as const
  await choose(DROP_MANY, ...(await Promise.all(names.map((name) => file(`${name}.jpg`)))))
  for (const name of names) {
    const bar = page.getByRole('progressbar', { name: `上传 ${name}.jpg` })
    const percent = async () => Number(await bar.getAttribute('aria-valuenow'))
    await soon(percent).toBeGreaterThan(0)
    const earlier = await percent()
    expect(earlier).toBeLessThan(100)
    await soon(percent).toBeGreaterThan(earlier)
  }
  await picture(page, 'materials uploading')
  await throttled(-1)
  await line.detach()
  for (const name of names) await holds(name, 1)
})

it('says why the case came back, and leads to the images that were asked for', async () => {
  const point = { target: 'material', path: 'own-bank-card', materialId: null, area: null, text: '卡号看不清' } as const
  const whole = { target: 'case', path: null, materialId: null, area: null, text: '请按新要求补齐' } as const
  await system.beside((services) =>
    asSystem(services, ({ db }) =>
      sql`update claims set reasons_sealed = ${sealReasons(services.crypto, stay.id, [point, whole])} where id = ${stay.id}`.execute(
        db,
      ),
    ),
  )
  await page.reload()
  await sees(page, '案件被退回，请按以下要求修改后重新提交')
  await sees(page, '请按新要求补齐')
  await page.getByRole('link', { name: '本人银行卡：卡号看不清' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('slot-own-bank-card')
  await picture(page, 'materials returned')
})

it('keeps the card that was typed, and says what is missing before anything is sent', async () => {
  await page.getByRole('textbox', { name: '银行账号' }).fill(CARD)
  await page.getByRole('combobox', { name: '银行名称' }).fill('建设银行')
  await page.getByRole('combobox', { name: '银行名称' }).press('Tab')
  await page.waitForLoadState('networkidle')
  await page.reload()
  await soon(() => page.getByRole('textbox', { name: '银行账号' }).inputValue()).toBe(CARD)
  await press(page, '确定（还缺 5 项）')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('上传身份证人像面')
})

it('takes what is pasted where the focus is, dropped on a slot, and dragged from slot to slot', async () => {
  const bytes = [...(await photo(900, 1200))]
  const give = (event: 'paste' | 'drop', where: string, name: string) =>
    page.evaluate(
      ({ event, where, name, bytes }) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }))
        const target = document.getElementById(where)!
        target.focus()
        const init = { bubbles: true, cancelable: true }
        if (event === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }))
        else target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: data }))
      },
      { event, where, name, bytes },
    )
  await give('paste', 'slot-settlement-sheet', 'image.jpg')
  await holds('医保结算单', 1)
  await give('drop', 'slot-settlement-sheet', 'b.jpg')
  await holds('医保结算单', 2)
  await give('paste', 'slot-unsorted', 'image.jpg')
  await soon(() => images(DROP_MANY).count()).toBe(1)
  // The whole page in sight: what is dragged must not scroll away.
  await page.setViewportSize({ width: 1280, height: 1800 })
  await control(images(DROP_MANY).first(), '查看').dragTo(slot('出院记录'))
  await page.setViewportSize({ width: 1280, height: 720 })
  await holds('出院记录', 1)
  await control(page.getByRole('status'), '撤销').click()
  await holds('出院记录', 0)
  await soon(() => images(DROP_MANY).count()).toBe(1)
})

it('shows an image in full, keeps it open over a reload, and walks, zooms and turns by keys', async () => {
  await choose(DROP_MANY, await file('结算单1.jpg'), await file('结算单2.jpg'))
  await holds('医保结算单', 2)
  await control(slot('医保结算单'), '查看 结算单1.jpg').click()
  const dialog = page.getByRole('dialog', { name: '结算单1.jpg' })
  await dialog.getByRole('img', { name: '结算单1.jpg' }).waitFor()
  expect(await judgePage(page, 'materials viewer')).toEqual([])
  await page.reload()
  await dialog.getByRole('img', { name: '结算单1.jpg' }).waitFor()
  await page.keyboard.press('+')
  await sees(page, '150%')
  await page.keyboard.press('0')
  await page.keyboard.press('r')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: '结算单2.jpg' }).getByRole('img', { name: '结算单2.jpg' }).waitFor()
  await press(page, '旋转并保存')
  await soon(() =>
    page.getByRole('img', { name: '结算单2.jpg' }).evaluate((image) => {
      const { naturalWidth, naturalHeight } = image as HTMLImageElement
      return naturalWidth > naturalHeight
    }),
  ).toBe(true)
  await leaveDialog(page)
  expect(new URL(page.url()).search).toBe('')
})

it('removes, replaces and brings back; a shared image is asked about', async () => {
  await choose('上传本人银行卡', await file('卡.jpg'))
  await holds('本人银行卡', 1)
  await slot('本人银行卡')
    .locator('input[type=file][hidden]')
    .setInputFiles(await file('新卡.jpg'))
  await slot('本人银行卡').getByText('新卡.jpg').waitFor()
  await control(slot('本人银行卡'), '移除 新卡.jpg').click()
  expect(await judgePage(page, 'materials remove shared', ['light'])).toEqual([])
  await press(page, '从全部案件移除')
  await holds('本人银行卡', 0)
  await control(page.getByRole('status'), '撤销').click()
  await holds('本人银行卡', 1)
})

describe('after a lost line', () => {
  const answered: string[] = []
  beforeEach(() => void answered.splice(0))
  afterEach(async () => {
    await page.unrouteAll()
    system.troubles.splice(0)
  })
  async function losing(reach: boolean): Promise<void> {
    await page.route('**/materials/upload/**', async (route) => {
      answered.push(route.request().headers()['idempotency-key'] ?? '')
      if (answered.length > 1) return route.continue()
      if (reach) await route.fetch()
      return route.abort('connectionreset')
    })
  }
  it('sends nothing again that has arrived', async () => {
    await losing(true)
    await choose('上传出院记录', await file('出院记录.jpg'))
    await sees(page, '网络中断，恢复后自动续传')
    await holds('出院记录', 1)
    expect(answered).toHaveLength(1)
  })
  it('sends what has not arrived once more, under the same key', async () => {
    await losing(false)
    await choose('上传出院记录', await file('出院记录.jpg'))
    await press(page, '重试')
    await holds('出院记录', 1)
    expect(answered).toHaveLength(2)
    expect(new Set(answered).size).toBe(1)
  })
})

it('asks before images on their way are left behind, and sends none of them once it is left', async () => {
  const begun: string[] = []
  await page.route('**/materials/upload/**', (route) => void begun.push(route.request().url()))
  for (const name of ['上传身份证人像面', '上传身份证国徽面', '上传医保结算单', '上传出院记录'])
    await choose(name, await file(`${name}.jpg`))
  await soon(async () => begun.length).toBe(2)
  const menu = page.getByRole('navigation', { name: '主菜单' })
  await menu.getByRole('link', { name: '首页' }).click()
  await sees(page, '还有 4 张图片没有传完')
  await picture(page, 'materials leaving')
  await leaveDialog(page)
  expect(page.url()).toContain(`/claims/${stay.id}/materials`)
  await menu.getByRole('link', { name: '首页' }).click()
  await press(page, '离开')
  await page.getByRole('heading', { level: 1, name: '首页' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(begun).toHaveLength(2)
  await page.unrouteAll()
  system.troubles.splice(0)
})

it('is worked by keyboard alone', async () => {
  await choose(DROP_MANY, await file('结算单1.jpg'), await file('结算单2.jpg'), await file('IMG_1.jpg'))
  await holds('医保结算单', 2)
  const first = control(slot('医保结算单'), '查看 结算单1.jpg')
  await first.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await soon(() => images('医保结算单').first().textContent()).toContain('结算单2.jpg')
  await first.focus()
  await page.keyboard.press('r')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await leaveDialog(page)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-image') !== undefined)).toBe(true)
  await page.getByRole('combobox', { name: '将 IMG_1.jpg 归入' }).focus()
  await page.getByRole('combobox', { name: '将 IMG_1.jpg 归入' }).selectOption('出院记录')
  await holds('出院记录', 1)
  await control(slot('出院记录'), '查看 IMG_1.jpg').focus()
  await page.keyboard.press('Delete')
  await press(page, '只从本案移除')
  await holds('出院记录', 0)
})

it('hints at a picture that is blurred or small, and takes it all the same', async () => {
  const blurred = await sharp(await photo(500, 400))
    .blur(12)
    .jpeg()
    .toBuffer()
  await choose('上传出院记录', { name: '糊.jpg', mimeType: 'image/jpeg', buffer: blurred })
  await holds('出院记录', 1)
  await sees(page, '看起来不够清晰')
  await sees(page, '像素偏小')
  // Kept with the image: not only whoever sent it is told.
  await page.reload()
  await sees(page, '看起来不够清晰')
})

it('refuses other files in place, with a sentence', async () => {
  await choose('上传出院记录', { name: '病历.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
  await sees(page, '病历.pdf 不是可接受的文件')
  await choose('上传出院记录', { name: '假.png', mimeType: 'image/png', buffer: Buffer.from('<html>') })
  await sees(page, '文件内容与扩展名不符')
  // The browser notes the 409.
  system.troubles.splice(0)
})

describe('证件拍照', () => {
  it('says so where there is no camera, and takes files instead', async () => {
    await press(page, '证件拍照')
    await page.getByRole('dialog', { name: '证件拍照' }).waitFor()
    await sees(page, '没有找到可用的摄像头')
    expect(await judgePage(page, 'materials no camera', ['light'])).toEqual([])
    await leaveDialog(page)
  })
  it('goes from one missing material to the next', async () => {
    await page.addInitScript(() => {
      const canvas = document.createElement('canvas')
      canvas.width = 1280
      canvas.height = 960
      setInterval(() => {
        const context = canvas.getContext('2d')!
        for (let row = 0; row < 60; row += 1) {
          context.fillStyle = row % 2 === 0 ? '#fff' : `hsl(${(Date.now() / 50) % 360}, 50%, 30%)`
          context.fillRect(0, row * 16, 1280, 16)
        }
      }, 50)
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: async () => canvas.captureStream(20) })
      Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', { value: async () => [{ kind: 'videoinput' }] })
    })
    await page.goto(`/claims/${stay.id}/materials?camera=on`)
    const dialog = page.getByRole('dialog', { name: '证件拍照' })
    const shooting = dialog.getByRole('combobox', { name: '正在拍摄' })
    await dialog.locator('video').waitFor()
    await soon(() =>
      dialog.locator('video').evaluate((video) => (video as HTMLVideoElement).videoWidth),
    ).toBeGreaterThan(0)
    expect(await shooting.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
      '身份证人像面',
    )
    await press(page, '拍下')
    await soon(() => shooting.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
      '身份证国徽面',
    )
    await press(page, '拍下')
    await sees(page, '已拍 2 张')
    await picture(page, 'materials camera')
    await press(page, '完成')
    await holds('身份证人像面', 1)
    await holds('身份证国徽面', 1)
  })
})

it('looks right in every look, and fits a phone', async () => {
  expect(await judgePage(page, 'materials empty')).toEqual([])
  await choose('上传医保结算单', await file('结算单.jpg'))
  await holds('医保结算单', 1)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await picture(page, 'materials 320')
  await control(slot('医保结算单'), '查看 结算单.jpg').click()
  await page.getByRole('dialog').getByRole('img').waitFor()
  await picture(page, 'materials viewer 320')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.setViewportSize({ width: 1280, height: 720 })
})

it('leaves no trouble in any page', () => {
  expect(system.troubles).toEqual([])
})
