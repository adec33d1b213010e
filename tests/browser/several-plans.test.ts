import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit, submittable } from '../support/submittable.ts'
import { paper } from '../support/two-towns.ts'
import { press, sees } from './support/controls.ts'
import { numberOn } from './support/officers.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'

const staff = [1, 2, 3, 4].map(personOf)

let desks: DeskBrowser
let handler: Actor
let reviewer: Actor
let finance: Actor
/** An enrolment whose invoices are being entered, some voided. */
let id: string

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  const { unitId, officeId } = await makeAssociation(desks.server)
  handler = await signIn(desks.server, unitId, { desks: ['unit-handler'], name: '经办' })
  reviewer = await signIn(desks.server, officeId, { desks: ['enrolment-review'], name: '审核' })
  finance = await signIn(desks.server, officeId, { desks: ['finance'], name: '财务' })
  await registerUnit(desks.server, handler)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

it('a roster that came for one plan is imported for another by one click', async () => {
  const id = await newEnrolment(handler, { comprehensive: 1, 'nanping-women': 1 })
  const { services } = desks.server
  await importFile({ handler, services }, { id, planCode: 'comprehensive', name: '全员.csv', bytes: rosterCsv(staff) })
  const page = await desks.sit(handler, `/enrolments/${id}/rosters`)
  const reuse = page.getByRole('button', { name: '用同一文件导入 全员.csv' })
  await reuse.waitFor()
  expect(await judgePage(page, 'one file for several plans')).toEqual([])
  await reuse.click()
  await page.getByRole('progressbar', { name: '全员.csv' }).waitFor()
  const { batches } = (await handler.get(`/api/enrolments/${id}/batches`)).json<{
    batches: { id: ImportBatchId; planCode: string }[]
  }>()
  const batch = batches.find(({ planCode }) => planCode === 'nanping-women')
  if (!batch) throw new Error('nothing is being imported')
  await runImport(services, batch.id)
  await sees(page, '导入成功 2 人')
  expect(await reuse.count()).toBe(0)
})

it('what was voided stands below the invoices', async () => {
  id = await submittable(desks.server, handler, [11, 12, 13, 14, 15].map(personOf))
  const act = async (actor: Actor, action: string, more: object = {}) => {
    const { version } = await detailOf(handler, id)
    const answer = await actor.post(`/api/enrolments/${id}/${action}`, { version, ...more })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const approve = async () => {
    await submit(handler, id)
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    await act(reviewer, 'approve')
  }
  const invoice = async (heads: number) => {
    const fields = { planCode: 'comprehensive', kind: 'invoice', titleKind: 'unit', taxNumber: '91370000MA00000A1X' }
    const more = { title: '甲单位工会委员会', mail: 'office@example.org', heads, amount: `${heads * 100}` }
    return (await handler.post(`/api/enrolments/${id}/invoices`, { ...fields, ...more })).json<{ invoiceId: string }>()
  }
  await approve()
  const { invoiceId } = await invoice(2)
  await invoice(3)
  await act(handler, 'invoicing/submit')
  await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
  await finance.upload(`/api/invoices/${invoiceId}/files`, '发票.pdf', paper('1'))
  await act(reviewer, 'return', { reasons: [{ step: 'roster', text: '请核对名单' }] })
  const { rows } = (await handler.post(`/api/enrolments/${id}/rosters/comprehensive/window`)).json<{
    rows: { id: string }[]
  }>()
  const gone = rows.slice(0, 1).map((row) => row.id)
  await handler.post(`/api/enrolments/${id}/rosters/comprehensive/remove`, { people: gone })
  await approve()
  await handler.post(`/api/enrolments/${id}/invoices/${invoiceId}/remove`)
  const unit: Page = await desks.sit(handler, `/invoices/${id}`)
  await sees(unit, '已作废的开票信息')
  await sees(unit, '退回修改后应缴会费有变动，不再相符')
  expect(await judgePage(unit, 'voided invoices of the unit')).toEqual([])
  await invoice(4)
})

describe('the settlement day, where the clock of the computer is that of Los Angeles', () => {
  const sit = (path: string) => desks.sit(handler, path, { timezoneId: 'America/Los_Angeles' })
  let unit: Page

  /** The day on which the calendar of a filter opens. */
  async function dayOfCalendar(): Promise<string | null> {
    await unit.goto('/enrolments')
    await unit.getByRole('button', { name: '打开日历：创建日期起' }).click()
    const focused = unit.locator('.calendar [role=button][tabindex="0"]')
    await focused.waitFor()
    return focused.getAttribute('aria-label')
  }

  it('is told of on the day itself, with the account to pay to', async () => {
    desks.server.clock.set('2026-11-25T00:30:00+08:00')
    unit = await sit('/')
    expect(await unit.evaluate(() => new Date(Date.now()).getDate())).toBe(24)
    await sees(unit, '结算提示：2026-11-25 24 时结算（今天），之前提交的开票信息当月开票')
    await unit.goto(`/invoices/${id}`)
    await sees(unit, /每月 25 日为结算日，25 日 24 时前提交的开票信息当月开票；.+现在提交为 2026-11-25。/)
    await unit.context().grantPermissions(['clipboard-read'])
    const number = await numberOn(unit)
    await press(unit, '复制汇款附言（参保单号）')
    await expect.poll(() => unit.evaluate(() => navigator.clipboard.readText())).toBe(number)
    expect(await dayOfCalendar()).toContain('2026年11月25日')
  })

  it('has passed from midnight on: the same pages say so, and of which day invoices are', async () => {
    desks.server.clock.set('2026-11-26T00:30:00+08:00')
    unit = await sit('/')
    await sees(
      unit,
      '结算提示：本月 25 日已结算，现在提交的开票信息开票日期为 2026-12-01，不影响缴费和保障。下次结算日 2026-12-25。',
    )
    await unit.goto(`/invoices/${id}`)
    await sees(unit, '本月 25 日已结算，不再开具本月发票。开票日期以提交日为准，现在提交为 2026-12-01')
    expect(await dayOfCalendar()).toContain('2026年11月26日')
  })
})

it('what was voided, and what bears another day since, finance sees as well', async () => {
  const unit = await desks.sit(handler, `/invoices/${id}`)
  await press(unit, '提交')
  await sees(unit, '开票日期按提交日改为 2026-12-01')
  await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
  const office: Page = await desks.sit(finance, `/payments/${id}`)
  await sees(office, '已作废的开票信息')
  expect(await judgePage(office, 'voided invoices at finance')).toEqual([])
  expect(desks.troubles).toEqual([])
})
