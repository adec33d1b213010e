import type { Locator, Page, Route } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { encodeCharacter } from '../../src/server/gateways/bank/charsets.ts'
import { signIn } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import type { Payable } from '../support/payable-claims.ts'
import {
  makePayoutOffice,
  payablePeople,
  releasedBatch,
  returnCsv,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import type { Paper } from './support/paper.ts'

let desks: DeskBrowser
let office: PayoutOffice
let claims: Payable[]
let batch: Made
let roster: string

const gb18030 = (text: string) => Buffer.concat(Array.from(text, (one) => encodeCharacter('gb18030', one)!))
const photo = sharp({ create: { width: 64, height: 40, channels: 3, background: '#456' } })
  .png()
  .toBuffer()

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  office = await makePayoutOffice(desks.server)
  desks.server.clock.set('2026-11-24T09:00:00+08:00')
  claims = await payablePeople(desks.server, office, 2, { selfPaid: () => '1400.00' })
  // Signed in now: the password is not asked again.
  const releaser = await signIn(desks.server, office.officeId, { desks: ['payout-release'], name: '刚登录' })
  batch = await releasedBatch({ ...office, releaser }, claims)
  const { handler } = office
  const { services } = desks.server
  const id = await newEnrolment(handler, { comprehensive: 1 })
  const wrong = Array.from({ length: 140 }, (_, at) => ({ name: `错号${at}`, idNumber: '379901', phone: '' }))
  const bytes = rosterCsv([...[501, 502, 503].map(personOf), ...wrong])
  await importFile({ handler, services }, { id, planCode: 'comprehensive', name: '名单.csv', bytes })
  roster = `/enrolments/${id}/rosters/comprehensive`
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

const image = async (name: string): Promise<Paper> => ({ name, mimeType: 'image/png', buffer: await photo })
const text = (name: string, buffer = Buffer.from('not what its name says')): Paper => ({
  name,
  mimeType: 'text/plain',
  buffer,
})

/** Drops files onto a zone that has the focus, and says whether it still has once they have come through. */
async function drop(zone: Locator, given: readonly Paper[]): Promise<() => Promise<boolean>> {
  await zone.focus()
  const before = await zone.elementHandle()
  const files = given.map(({ name, mimeType: type, buffer }) => ({ name, type, bytes: [...buffer] }))
  await zone.evaluate((one, dropped) => {
    const dataTransfer = new DataTransfer()
    for (const { name, type, bytes } of dropped)
      dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }))
    one.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  }, files)
  return async () => (await before?.evaluate((one) => one === document.activeElement)) ?? false
}

describe('a file that is refused is told of while others are on their way and after', () => {
  it('附件信息: every failure by the name of its file', async () => {
    const page = await desks.sit(office.handler, roster.replace(/rosters.*/, 'submission'))
    const zone = page.getByLabel('上传社会保险缴费证明表', { exact: true })
    const holds = await drop(zone, [text('坏.png'), await image('好.png'), text('也坏.png'), text('名单.txt')])
    await sees(page, '名单.txt 不是可接受的文件')
    await page.getByRole('listitem').filter({ hasText: '好.png' }).waitFor()
    await page
      .getByRole('alert')
      .filter({ hasText: /^坏\.png：/ })
      .waitFor()
    await page
      .getByRole('alert')
      .filter({ hasText: /^也坏\.png：/ })
      .waitFor()
    await page.getByRole('progressbar', { name: '上传' }).waitFor({ state: 'hidden' })
    expect(await page.getByText('名单.txt 不是可接受的文件').count()).toBe(1)
    expect(await holds()).toBe(true)
    expect(await judgePage(page, 'attachments-refused')).toEqual([])
  })

  it('回盘文件: that only one was taken', async () => {
    const page = await desks.sit(office.maker, `/payout-batches/${batch.id}`)
    const bytes = gb18030(
      returnCsv(
        batch.number,
        claims.map(({ amount }, at) => ({ at: at + 1, amount, failed: '户名不符' })),
      ),
    )
    const holds = await drop(page.getByLabel('导入回盘文件'), [text('回盘.csv', bytes), text('又一个.csv')])
    await sees(page, '已导入：成功 0 笔，失败 2 笔')
    expect(await page.getByText('一次只能选择一个文件，已取 回盘.csv').count()).toBe(1)
    expect(await holds()).toBe(true)
  })

  it('更正领款人: for the card, and for the proofs until there are enough', async () => {
    const page = await desks.sit(office.handler, `/claims/${claims[0]!.id}/payee`)
    const zone = page.getByLabel('上传银行卡新照片')
    const two = [await image('新卡.png'), await image('旧卡.png')]
    const holds = await drop(zone, two)
    await sees(page, '已上传 新卡.png')
    expect(await page.getByText('一次只能选择一个文件，已取 新卡.png').count()).toBe(1)
    expect(await holds()).toBe(true)
    await zone.setInputFiles(text('卡.txt'))
    await sees(page, '卡.txt 不是可接受的文件')
    await page.getByLabel('与被保障人关系').selectOption('spouse')
    const proofs = page.getByRole('region', { name: '关系证明材料' })
    const slot = proofs.getByRole('region').first()
    const most = Number(/最多 (\d+) 张/.exec((await slot.getByRole('heading').textContent()) ?? '')![1])
    const proof = slot.locator('input[type=file]')
    for (let at = 1; at <= most; at++) {
      await proof.setInputFiles(await image(`证明${at}.png`))
      await slot.getByText(`已上传 证明${at}.png`).waitFor()
    }
    await slot.getByText(`已有 ${most} 张，移除后可以再上传`).waitFor()
    expect(await proof.getAttribute('aria-disabled')).toBe('true')
    expect(await judgePage(page, 'proofs-full')).toEqual([])
    await slot.getByRole('button', { name: '移除 证明1.png' }).click()
    await slot.getByText('jpg 或 png，每张 10 MB 以内').waitFor()
  })

  it('单位注册: and a replaced picture leaves the memory', async () => {
    const page = await desks.sit(office.handler, '/registration')
    const slot = page.locator('.document').first()
    const zone = slot.locator('input[type=file]')
    const shows = (address: string) =>
      page.evaluate(async (src) => {
        const shown = new Image()
        shown.src = src
        return shown.decode().then(
          () => true,
          () => false,
        )
      }, address)
    const holds = await drop(zone, [await image('一.png'), await image('二.png')])
    await slot.getByRole('figure').filter({ hasText: '一.png' }).waitFor()
    await sees(page, '一次只能选择一个文件，已取 一.png')
    expect(await holds()).toBe(true)
    const first = (await slot.getByRole('img').getAttribute('src'))!
    expect(await shows(first)).toBe(true)
    await zone.setInputFiles(await image('三.png'))
    await slot.getByRole('figure').filter({ hasText: '三.png' }).waitFor()
    const second = (await slot.getByRole('img').getAttribute('src'))!
    expect([await shows(first), await shows(second)]).toEqual([false, true])
    await page.getByRole('link', { name: '返回登录' }).click()
    await slot.waitFor({ state: 'hidden' })
    expect(await shows(second)).toBe(false)
  })
})

/** Holds back what is asked of an address, where it fits, until it is let go. */
async function heldBack(page: Page, address: string, fits: (route: Route) => boolean) {
  const waiting: Route[] = []
  await page.route(address, (route) => (fits(route) ? void waiting.push(route) : route.continue()))
  return { waiting, letGo: () => Promise.all(waiting.map((route) => route.continue())) }
}

describe('nothing is said to be missing before it was looked for', () => {
  it('人员清单: a search that runs', async () => {
    const page = await desks.sit(office.handler, roster)
    await sees(page, personOf(501).name)
    const { waiting, letGo } = await heldBack(page, '**/rosters/comprehensive/window', (route) =>
      (route.request().postData() ?? '').includes('search'),
    )
    await page.getByRole('textbox', { name: '姓名 / 证件号码 / 手机号' }).fill(personOf(502).name)
    await expect.poll(() => waiting.length).toBe(1)
    await page.getByRole('status', { name: '正在加载' }).waitFor()
    expect(await page.getByText('没有符合条件的记录').count()).toBe(0)
    expect(await page.getByText('共 0 人').count()).toBe(0)
    await letGo()
    await sees(page, '共 1 人')
    await sees(page, personOf(502).name)
  })

  it('确认书的人员: a search that runs', async () => {
    const page = await desks.sit(office.handler, '/certificates')
    await press(page, '确认人员名单并打印确认书')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('共 2 人').waitFor()
    const { waiting, letGo } = await heldBack(page, '**/api/certificates/**', (route) =>
      (route.request().postData() ?? '').includes('search'),
    )
    await dialog.getByRole('search').getByRole('textbox').fill('职工')
    await page.keyboard.press('Enter')
    await expect.poll(() => waiting.length).toBe(1)
    await dialog.getByRole('status', { name: '正在加载' }).waitFor()
    expect(await dialog.getByText('没有符合条件的记录').count()).toBe(0)
    expect(await dialog.getByText('共 0 人').count()).toBe(0)
    await letGo()
    await dialog.getByText(/^共 \d+ 人$/).waitFor()
  })
})

it('导入失败人员: what could not be read on is asked for once, and again by 重试', async () => {
  const page = await desks.sit(office.handler, `${roster}?tab=refused`)
  const grid = page.getByRole('grid')
  await grid.getByText('错号0', { exact: true }).waitFor()
  let asked = 0
  await page.route(/\/refused\?.*cursor=/, (route) => {
    asked++
    return route.fulfill({ status: 500, body: '' })
  })
  const toTheEnd = () => grid.evaluate((one) => one.scrollTo(0, one.scrollHeight))
  await toTheEnd()
  const retry = page.getByRole('button', { name: '重试' })
  await retry.waitFor()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(asked).toBe(1)
  expect(await judgePage(page, 'refused-not-read-on')).toEqual([])
  await toTheEnd()
  expect(asked).toBe(1)
  await page.unroute(/\/refused\?.*cursor=/)
  await retry.click()
  await retry.waitFor({ state: 'hidden' })
  await toTheEnd()
  await grid.getByText('错号139', { exact: true }).waitFor()
})

it('人员详情/修改: which row came instead of someone deleted, and why an undoing was refused', async () => {
  const { handler } = office
  const id = await newEnrolment(handler, { comprehensive: 1 })
  const [twice, once] = [personOf(601), personOf(602)]
  const wish = { id, planCode: 'comprehensive', name: '重复.csv', bytes: rosterCsv([twice, once, twice]) }
  await importFile({ handler, services: desks.server.services }, wish)
  const page = await desks.sit(handler, `/enrolments/${id}/rosters/comprehensive`)
  const grid = page.getByRole('grid')
  await grid.getByRole('button', { name: `删除 ${twice.name}` }).click()
  await sees(page, `已删除 ${twice.name}；表中第 4 行的同一人已加入名单`)
  await grid.getByRole('row', { name: new RegExp(`^3 ${twice.name}`) }).waitFor()
  expect(await page.getByRole('button', { name: '撤销' }).count()).toBe(0)
  expect(
    await grid
      .getByRole('row', { name: /已删除/ })
      .getByRole('button')
      .count(),
  ).toBe(0)
  expect(await judgePage(page, 'came-instead')).toEqual([])
  await grid.getByRole('button', { name: `删除 ${once.name}` }).click()
  await page.getByText('的同一人已加入名单').waitFor({ state: 'hidden' })
  // Somebody else is quicker.
  const cells = { ...once, idKind: '', born: '', sex: '', riskClass: '' }
  await handler.post(`/api/enrolments/${id}/rosters/comprehensive/people`, { cells })
  await page.getByRole('button', { name: '撤销' }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: `${once.name} 没有恢复：` })
    .waitFor()
})

it('导入失败人员: which row came in since the one that it repeats was left out', async () => {
  const { handler } = office
  const id = await newEnrolment(handler, { comprehensive: 1 })
  const someone = personOf(603)
  const wish = {
    id,
    planCode: 'comprehensive',
    name: '重复二.csv',
    bytes: rosterCsv([{ ...someone, phone: '1' }, someone]),
  }
  await importFile({ handler, services: desks.server.services }, wish)
  const page = await desks.sit(handler, `/enrolments/${id}/rosters/comprehensive?tab=refused`)
  await page.getByRole('button', { name: '不导入第 1 行' }).click()
  await sees(page, '第 1 行不再导入；表中第 3 行的同一人已加入名单')
  await sees(page, '没有导入失败人员')
})
