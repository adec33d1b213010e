import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import {
  answered,
  confirmNow,
  makePayoutOffice,
  payablePeople,
  releasedBatch,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { picture } from '../support/registration.ts'
import { sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'

let desks: DeskBrowser
let office: PayoutOffice
let path: string
// Of a folder: the same file chosen twice has the same time then, as it has for whoever chooses it.
const folder = mkdtempSync(join(tmpdir(), 'huzhu-cards-'))

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  office = await makePayoutOffice(desks.server)
  desks.server.clock.set('2026-11-24T09:00:00+08:00')
  const [claim] = await payablePeople(desks.server, office, 1)
  await confirmNow(desks.server, office.releaser)
  const batch = await releasedBatch(office, [claim!], 'csv-utf-8')
  await answered(office, batch, [{ at: 1, amount: claim!.amount, failed: '账户已销户' }])
  path = `/claims/${claim!.id}/payee`
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await desks.close()
})

async function card(name: string): Promise<string> {
  const at = join(folder, name)
  writeFileSync(at, await picture())
  return at
}

it('a card image without an answer is the same upload when tried again, and another one once another card came', async () => {
  const page = await desks.sit(office.handler, path)
  const [one, other] = [await card('一.png'), await card('二.png')]
  const keys: (string | undefined)[] = []
  await page.route('**/payee/card-image*', (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    return keys.length <= 2 ? route.abort() : route.continue()
  })
  const zone = page.getByLabel('上传银行卡新照片')
  for (const times of [1, 2]) {
    await zone.setInputFiles(one)
    await expect.poll(() => keys.length).toBe(times)
    await sees(page, '连不上服务器，请检查网络后重试')
    await page.getByRole('progressbar').waitFor({ state: 'hidden' })
  }
  await zone.setInputFiles(other)
  await sees(page, '已上传 二.png')
  await zone.setInputFiles(one)
  await sees(page, '已上传 一.png')
  expect(keys[1]).toBe(keys[0])
  expect(new Set(keys).size).toBe(3)
})
