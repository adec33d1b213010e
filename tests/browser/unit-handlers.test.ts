import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { makeAccount, makeUnit, messagesTo } from '../support/accounts.ts'
import { makeAssociation, signIn, type Association } from '../support/actors.ts'
import { leaveDialog, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import { enter, type } from './support/without-mouse.ts'

const OLD = '19940000001'
const NEW = '19940000009'

let desks: DeskBrowser
let association: Association
let page: Page

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  const { server } = desks
  association = await makeAssociation(server)
  const { unitId, otherUnitId, officeId } = association
  const wishes = { userName: 'linyi', name: '林一', password: 'heron lantern 62 gravel', phone: OLD } as const
  await makeUnit(server, unitId, await makeAccount(server, unitId, { ...wishes, desks: ['unit-handler'] }))
  const other = { userName: 'hanmei', phone: '19940000002', desks: ['unit-handler'] } as const
  await makeUnit(server, otherUnitId, await makeAccount(server, otherUnitId, other))
  const administrator = await signIn(server, officeId, { desks: ['administration'], name: '管理员' })
  page = await desks.sit(administrator, '/')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

it('经办人 stands in the menu; a unit is found and opened by keyboard alone', async () => {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '经办人' }).press('Enter')
  await sees(page, '甲单位')
  await type(page, { 单位名称: '乙单' })
  await page.keyboard.press('Enter')
  await page.getByText('甲单位').waitFor({ state: 'hidden' })
  await sees(page, '199****0002')
  await type(page, { 单位名称: '甲' })
  await page.keyboard.press('Enter')
  await sees(page, '199****0001')
  expect(await judgePage(page, 'unit-handlers')).toEqual([])
  await enter(page, '查看账号')
  await sees(page, 'linyi')
  expect(await judgePage(page, 'unit-handlers-accounts')).toEqual([])
})

it('更换手机号 says what is missing, then tells both phones, and the focus returns', async () => {
  await enter(page, '更换手机号')
  const form = page.getByRole('form', { name: '更换手机号' })
  expect(await form.getByRole('textbox', { name: '新手机号码' }).evaluate((it) => it === document.activeElement)).toBe(
    true,
  )
  await page.keyboard.press('Enter')
  await sees(page, '办理原因：请填写')
  expect(await judgePage(page, 'unit-handlers-phone-missing')).toEqual([])
  await type(page, { 新手机号码: NEW, 办理原因: '原号码停机，凭介绍信办理' })
  await form.getByRole('button', { name: '更换手机号' }).press('Enter')
  await sees(page, '手机号已更换，已短信通知')
  await sees(page, /管理员：.*199\*{4}0001 → 199\*{4}0009。原因：原号码停机/)
  const opener = page.getByRole('dialog').getByRole('button', { name: '更换手机号' })
  expect(await opener.evaluate((it) => it === document.activeElement)).toBe(true)
  for (const phone of [OLD, NEW])
    expect((await messagesTo(desks.server, phone))[0]).toMatchObject({ kind: 'handler-phone-changed' })
})

it('更换经办人 by keyboard: the old account has ended, the new one waits for its activation', async () => {
  await enter(page, '更换经办人')
  await type(page, {
    经办人姓名: '单三',
    经办人证件号码: '379900199001010035',
    经办人手机号: '19940000011',
    办理原因: '原经办人离职',
  })
  expect(await judgePage(page, 'unit-handlers-replace')).toEqual([])
  await page.getByRole('form', { name: '更换经办人' }).getByRole('button', { name: '更换经办人' }).press('Enter')
  await sees(page, '用户名 shansan')
  await page.getByRole('row').filter({ hasText: 'shansan' }).getByText('待激活').waitFor()
  await page.getByRole('row').filter({ hasText: 'linyi' }).getByText('已停用').waitFor()
  expect((await messagesTo(desks.server, NEW))[0]).toMatchObject({ kind: 'handler-replaced' })
  expect(await judgePage(page, 'unit-handlers-replaced')).toEqual([])
})

it('the opened unit survives F5; disabling its lead warns first', async () => {
  await page.reload()
  await page.getByRole('row').filter({ hasText: 'shansan' }).getByRole('button', { name: '停用' }).click()
  const asking = page.getByRole('dialog', { name: '停用“单三”的账号？' })
  await asking.getByText('这是单位的负责人').waitFor()
  expect(await judgePage(page, 'unit-handlers-disable', ['light'])).toEqual([])
  await page.keyboard.press('Escape')
  await asking.waitFor({ state: 'hidden' })
  await leaveDialog(page)
  expect(new URL(page.url()).search).toContain('unitName')
  expect(new URL(page.url()).search).not.toContain('of=')
})

it('auditors look, and are told whose it is to change', async () => {
  const auditor = await signIn(desks.server, association.officeId, { desks: ['audit'], name: '审计' })
  const audit = await desks.sit(auditor, `/unit-handlers?of=${association.unitId}`)
  const button = audit.getByRole('dialog').getByRole('button', { name: '更换经办人' })
  await button.waitFor()
  expect([await button.getAttribute('aria-disabled'), await button.getAttribute('title')]).toEqual([
    'true',
    '由变更审核岗或管理员岗办理',
  ])
  expect(desks.troubles).toEqual([])
})
