import { sql } from 'kysely'
import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { asSystem, signIn } from '../support/actors.ts'
import { numberOfInsured } from '../support/approved-enrolment.ts'
import type { Payable } from '../support/payable-claims.ts'
import { makePayoutOffice, payablePeople, type PayoutOffice } from '../support/payout-office.ts'
import { fill, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'

let desks: DeskBrowser
let office: PayoutOffice
let claims: Payable[]
let page: Page

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  office = await makePayoutOffice(desks.server)
  desks.server.clock.set('2026-11-24T09:00:00+08:00')
  claims = await payablePeople(desks.server, office, 2, { selfPaid: (at) => `${1400 + at * 100}.00` })
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

const box = (name: string) => page.getByRole('textbox', { name, exact: true })
const choice = (name: string) => page.getByRole('combobox', { name, exact: true })
const gone = (text: string) => page.getByText(text).waitFor({ state: 'hidden' })

/** Holds the answers of an address back until they are let go. */
async function heldBack(address: string): Promise<() => Promise<void>> {
  const waiting: Route[] = []
  let free = false
  await page.route(address, async (route) => {
    if (free) await route.continue()
    else waiting.push(route)
  })
  return async () => {
    free = true
    for (const route of waiting) await route.continue()
  }
}

describe('查询', () => {
  beforeAll(async () => {
    page = await desks.sit(office.handler, '/claim-archive?tab=all')
  })

  it('is done by Enter in 证件号码 as well, with nothing else to search by', async () => {
    await sees(page, claims[1]!.number)
    await box('证件号码').fill(numberOfInsured(0))
    await page.keyboard.press('Enter')
    await gone(claims[1]!.number)
    await sees(page, claims[0]!.number)
    expect(await box('证件号码').inputValue()).toBe(numberOfInsured(0))
    expect(page.url()).not.toContain('3799')
  })

  it('重置 takes away what was searched, and what was only typed', async () => {
    await fill(page, { 案件号: 'SL0', 受理日期从: '2026-11-01' })
    await choice('申领类型').selectOption('疾病住院')
    await press(page, '重置')
    await sees(page, claims[1]!.number)
    for (const name of ['案件号', '证件号码', '受理日期从']) expect(await box(name).inputValue(), name).toBe('')
    expect(await choice('申领类型').inputValue()).toBe('')
  })

  it('重置 has the last word, also where it is pressed before 查询 has come to the page', async () => {
    await fill(page, { 案件号: claims[0]!.number })
    await page.getByRole('search').evaluate(async (form) => {
      for (const button of form.querySelectorAll<HTMLButtonElement>(
        'button[type=submit], button[type=submit] + button',
      ))
        button.click()
      // Longer than either waits for its paint.
      await new Promise((done) => setTimeout(done, 300))
    })
    expect(page.url()).not.toContain(claims[0]!.number)
    await sees(page, claims[1]!.number)
  })
})

describe('a filter whose choices come with an answer', () => {
  it('shows what the address says once they are there, beside what was typed meanwhile', async () => {
    page = await desks.sit(office.firstReviewer, 'about:blank')
    const letGo = await heldBack('**/api/benefit-trial/versions*')
    await page.goto('/claim-archive?tab=all&planCode=comprehensive')
    await sees(page, claims[0]!.number)
    await fill(page, { 案件号: claims[0]!.number })
    await letGo()
    await expect.poll(() => choice('保障活动').inputValue()).toBe('comprehensive')
    expect(await box('案件号').inputValue()).toBe(claims[0]!.number)
    await press(page, '查询')
    await gone(claims[1]!.number)
    expect(new URL(page.url()).searchParams.get('planCode')).toBe('comprehensive')
  })

  it('is kept by a search before they are there', async () => {
    const letGo = await heldBack('**/api/benefit-trial/versions*')
    await page.reload()
    await sees(page, claims[0]!.number)
    await box('案件号').fill('')
    await page.keyboard.press('Enter')
    await sees(page, claims[1]!.number)
    expect(new URL(page.url()).searchParams.get('planCode')).toBe('comprehensive')
    await letGo()
    await choice('保障活动').selectOption('全部')
    await press(page, '查询')
    await expect.poll(() => new URL(page.url()).searchParams.has('planCode')).toBe(false)
  })

  it('参保查询: shows what the address says as well, whose choices come by themselves', async () => {
    const reviewer = await signIn(desks.server, office.officeId, { desks: ['enrolment-review'], name: '审核' })
    page = await desks.sit(reviewer, '/enrolment-archive?planCode=comprehensive')
    await expect.poll(() => choice('保障活动').inputValue()).toBe('comprehensive')
  })

  it('pays from the office of the address after F5, not from the first one', async () => {
    const { server } = desks
    const { headId } = office
    const { id: otherId } = await asSystem(server.services, async (tx) => {
      const other = await saveOrganisation(tx, { parentId: headId, kind: 'office', code: '3714', name: '另一办事处' })
      await sql`update claims set office_id = ${other.id} where id = ${claims[1]!.id}`.execute(tx.db)
      return other
    })
    const maker = await signIn(server, headId, { desks: ['payout-making'], name: '总会编制' })
    page = await desks.sit(maker, `/payout-batches?office=${otherId}`)
    await sees(page, claims[1]!.number)
    await page.reload()
    await sees(page, claims[1]!.number)
    expect(await choice('办事处').inputValue()).toBe(otherId)
    await press(page, '查询')
    await expect.poll(() => new URL(page.url()).searchParams.get('office')).toBe(otherId)
    await sees(page, claims[1]!.number)
    await press(page, '重置')
    await sees(page, claims[0]!.number)
    expect(await choice('办事处').inputValue()).toBe(office.officeId)
  })

  it('throws nothing at anybody', () => {
    expect(desks.troubles).toEqual([])
  })
})
