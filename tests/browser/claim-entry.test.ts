import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { bringDictionaries } from '../../src/server/claims/bring-dictionaries.ts'
import { ensurePages, pagesFolder } from '../../src/server/pages.ts'
import { makeAssociation, openSession, signIn, type Actor, type Association } from '../support/actors.ts'
import { completeStay } from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { judgePage } from './support/judge-page.ts'
import { openBrowser, type TestBrowser } from './support/open-browser.ts'
import { picture, picturesOfFailure } from './support/picture.ts'

const NOW = '2026-12-21T09:00:00+08:00'
const ON = '2026-12-12'

let server: TestServer
let association: Association
let browser: TestBrowser
let handler: Actor
let insured: readonly Insured[]
let page: Page
const troubles: string[] = []

/** A page of somebody with a live session, at the server's own time. */
async function visitor(
  desks: Parameters<typeof openSession>[2]['desks'],
  organisationId = association.unitId,
): Promise<Page> {
  const { port } = server.app.server.address() as AddressInfo
  const base = `http://localhost:${port}`
  const { headers } = await openSession(server.services, organisationId, { desks, name: '经办甲' })
  const [name = '', value = ''] = (headers['cookie'] ?? '').split('=')
  const context = await browser.visit(base, { viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name, value, url: base.replace('http:', 'https:'), secure: true }])
  await context.addInitScript(`{const now=Date.now;Date.now=()=>now()+${server.clock.now() - Date.now()}}`)
  context.on('weberror', (error) => troubles.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  return context.newPage()
}

beforeAll(async () => {
  await ensurePages(() => undefined)
  server = await startTestServer({ listen: true, pages: pagesFolder })
  association = await makeAssociation(server)
  await bringDictionaries(server.services)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办乙' })
  insured = await insuredPeople(server, association, { people: 8, names: (index) => `王${'甲乙丙丁戊己庚辛'[index]}` })
  server.clock.set(NOW)
  browser = await openBrowser()
  page = await visitor(['unit-handler'])
})
afterEach(({ task }) => (task.result?.state === 'fail' ? picturesOfFailure(browser.browser, task.name) : undefined))
afterAll(async () => {
  await browser.close()
  await server.stop()
})

let next = 0
async function accept(kinds: readonly ClaimKind[], coverId = insured[next++]?.coverId ?? '') {
  const cases = await acceptedCases(server.services, handler.accountId, { coverId, kinds, on: ON })
  return cases as unknown as readonly [Case, Case]
}

type Case = { readonly id: string; readonly number: string }

/** A stay whose images are there, free for whoever takes it. */
async function stay(...kinds: readonly ClaimKind[]) {
  const cases = await accept(['illness-inpatient', ...kinds])
  await completeStay(handler, cases[0].id)
  await handler.post('/api/work/release', { kind: 'claim-entry', subjects: [cases[0].id] })
  return cases
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** Chooses from what a combobox proposes, by keyboard. */
async function choose(name: string, typed: string, proposed: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).fill(typed)
  await page.getByRole('option', { name: proposed }).first().waitFor()
  await page.keyboard.press('Enter')
}

describe('费用录入 by the manual’s words', () => {
  it('takes a case from 待处理, enters it, calculates and submits it', async () => {
    const [claim] = await stay('hospital-allowance')
    await page.goto('/claim-entry')
    await page.getByRole('tab', { name: /待处理/ }).waitFor()
    await button(`获取并处理 ${claim.number}`).waitFor()
    await picture(page, 'claim-entry pool')
    await button(`获取并处理 ${claim.number}`).click()
    await page.getByRole('heading', { level: 1, name: `费用录入 ${claim.number}` }).waitFor()
    await page.getByRole('heading', { name: '领款人信息' }).waitFor()
    expect(await field('领款人姓名').inputValue()).toBe('王甲')
    expect(await field('银行卡号').inputValue()).toBe('6222 0209 0900 3029')
    await picture(page, 'claim-entry begun')
    await choose('诊断', 'k35', /K35/)
    await button('录入结算单').click()
    await choose('医院', '市', /医院/)
    await page.getByRole('combobox', { name: '医院级别' }).selectOption('三级')
    await field('入院日期').fill('20261212')
    await field('出院日期').fill('20261201')
    await field('出院日期').blur()
    await page.getByText('不能早于入院日期 2026-12-12').first().waitFor()
    await field('出院日期').fill('20261218')
    await field('发票号码').fill('26370000000000000101')
    await field('结算总金额').fill('18640')
    await field('统筹基金支付').fill('11980')
    await field('个人自付一').fill('4520')
    await field('全额自费').fill('2020')
    await field('全额自费').blur()
    await page.getByText('还差 120.00').first().waitFor()
    await picture(page, 'claim-entry unbalanced')
    await field('全额自费').fill('2140')
    await page.getByText('各项合计与结算总金额相符').waitFor()
    await button('申领计算').click()
    await page.getByText('¥ 1,568.00').waitFor()
    await page.getByRole('checkbox', { name: /一并提交/ }).waitFor()
    await picture(page, 'claim-entry calculated')
    expect(await judgePage(page, 'claim-entry case')).toEqual([])
    await button('申领提交（2 件）').click()
    await page.getByText(/已提交申领初审，承诺 2027-01-04 前办结/).waitFor()
    expect(troubles).toEqual([])
  })
})
