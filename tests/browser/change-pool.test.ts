import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { dialogOpens, leaveDialog, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'

let desks: DeskBrowser
let association: Association
let reviewer: Actor
let page: Page

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  const { server } = desks
  association = await makeAssociation(server)
  const { unitId, otherUnitId, officeId } = association
  for (const at of [unitId, otherUnitId]) {
    const handler = await signIn(server, at, { desks: ['unit-handler'], name: '经办' })
    await registerUnit(server, handler)
    expect((await handler.post('/api/unit/changes', { address: '示例路 9 号' })).statusCode).toBe(200)
  }
  reviewer = await signIn(server, officeId, { desks: ['change-review'], name: '审核' })
  page = await desks.sit(reviewer, '/unit-changes')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

const tab = (name: string | RegExp) => page.getByRole('tab', { name })

describe('变更审核', () => {
  it('counts what waits, and says until when it should be decided', async () => {
    await sees(page, '甲单位')
    expect(await tab(/^待处理/).textContent()).toContain('2')
    await page.getByRole('columnheader', { name: '时限' }).waitFor()
    expect(await judgePage(page, 'change-pool')).toEqual([])
  })

  it('获取 puts a change into 处理中, 释放 gives it back', async () => {
    await press(page, '获取 甲单位')
    await expect.poll(() => tab(/^处理中/).textContent()).toContain('1')
    await tab(/^处理中/).click()
    await press(page, '释放 甲单位')
    await expect.poll(() => tab(/^待处理/).textContent()).toContain('2')
    await tab(/^待处理/).click()
  })

  it('获取并处理 takes it and opens it; after the decision the next of one’s own is opened', async () => {
    await press(page, '获取 乙单位')
    await expect.poll(() => tab(/^处理中/).textContent()).toContain('1')
    await press(page, '获取并处理 甲单位')
    await page.getByRole('dialog', { name: '甲单位的信息变更' }).waitFor()
    expect(await judgePage(page, 'change-taken', ['light'])).toEqual([])
    await press(page, '通过')
    await page.getByRole('dialog', { name: '乙单位的信息变更' }).waitFor()
    await page.reload()
    await page.getByRole('dialog', { name: '乙单位的信息变更' }).waitFor()
    await page.getByRole('dialog').getByRole('textbox', { name: '退回原因' }).fill('请附证明')
    await press(page, '退回')
    await sees(page, '没有待处理的工作')
  })

  it('shows what was decided, to auditors as well by their menu', async () => {
    await press(page, '已审核的变更')
    await press(page, '查看 甲单位')
    await dialogOpens(page)
    expect(await page.getByRole('dialog').getByRole('button', { name: '通过' }).count()).toBe(0)
    await leaveDialog(page)
    const auditor = await signIn(desks.server, association.officeId, { desks: ['audit'], name: '审计' })
    const audit = await desks.sit(auditor, '/')
    await audit.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '变更审核' }).click()
    await sees(audit, '没有信息变更')
    await audit.getByRole('tab', { name: '已退回' }).click()
    await sees(audit, '乙单位')
    expect(desks.troubles).toEqual([])
  })
})
