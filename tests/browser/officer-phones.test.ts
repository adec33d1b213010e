import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { inviteAdministrator } from '../../src/server/found-database.ts'
import { lastCode, messagesTo } from '../support/accounts.ts'
import { signIn } from '../support/actors.ts'
import { visit } from '../support/visitor.ts'
import { control, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import { picture } from './support/picture.ts'

const PASSWORD = 'heron lantern 62 gravel'
const OWN = '19940000001'
const LATER = 'quartz meadow 17 tinsel'
const MISTYPED = '19940000011'
const RIGHT = '19940000012'

let desks: DeskBrowser
let page: Page

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00', { passwordSwitches: { rotationDays: 90 } })
  const { server } = desks
  const { hash } = new URL((await inviteAdministrator(server.services)) ?? '')
  const visitor = visit(server)
  const code = new URLSearchParams(hash.slice(1)).get('code')
  await visitor.post('/api/activation', { userName: 'admin', code, password: PASSWORD })
  const { id } = (await visitor.get('/api/session')).json().organisation
  const wishes = { name: '单小禾', idNumber: '379900199001010019', phone: MISTYPED, desks: ['finance'] }
  await visitor.post(`/api/organisations/${id}/members`, wishes)
  const administrator = await signIn(server, id, { desks: ['administration'] })
  const cookie = `__Host-huzhu-session=${visitor.cookies.get('__Host-huzhu-session')}`
  page = await desks.sit({ ...administrator, headers: { ...administrator.headers, cookie } }, '/')
  server.clock.add(6 * 60_000)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

/** Gives the password once more where it is asked for. */
async function givePassword(): Promise<void> {
  const again = page.getByRole('dialog', { name: '请再次输入密码' })
  await again.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await again.getByRole('button', { name: '确认' }).click()
  await again.waitFor({ state: 'hidden' })
}

/** Types into a field, which is left by pressing what comes next. */
const enter = (label: string, text: string) => page.getByLabel(label).fill(text)

it('首页 leads the first administrator to 账号与密码, where a phone is entered with its code', async () => {
  await sees(page, '您的账号还没有手机号')
  expect(await judgePage(page, 'officer-phone-todo')).toEqual([])
  await press(page, '填写')
  await sees(page, '这个账号还没有手机号')
  expect(await judgePage(page, 'officer-phone-none')).toEqual([])
  const send = page.getByRole('button', { name: '发送验证码' })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await press(page, '保存手机号')
  await sees(page, '新手机号：请填写')
  await picture(page, 'officer-phone-missing')
  await enter('新手机号', OWN)
  await send.click()
  await givePassword()
  await sees(page, '秒后可重发')
  await enter('短信验证码', '000000')
  await press(page, '保存手机号')
  await sees(page, '验证码不正确')
  expect(await judgePage(page, 'officer-phone-wrong')).toEqual([])
  await enter('短信验证码', await lastCode(desks.server, OWN))
  await press(page, '保存手机号')
  await sees(page, '现在的手机号 199****0001')
  expect(await judgePage(page, 'officer-phone-entered')).toEqual([])
  await page.goto('/')
  await sees(page, '现在没有待办事项')
})

it('机构与岗位 changes the phone of a colleague, and not one’s own', async () => {
  await page.goto('/organisations')
  await control(page.getByRole('row').filter({ hasText: '1000' }), '账号').click()
  const own = page.getByRole('row').filter({ hasText: '系统管理员' }).getByRole('button', { name: '手机号码' })
  expect(await own.getAttribute('title')).toMatch(/这是您自己的账号/)
  await page.getByRole('row').filter({ hasText: '单小禾' }).getByRole('button', { name: '手机号码' }).click()
  const dialog = page.getByRole('dialog', { name: '“单小禾”的手机号码' })
  await control(dialog, '保存').click()
  await dialog.getByText('请填写').waitFor()
  expect(await judgePage(page, 'officer-phone-member')).toEqual([])
  await dialog.getByLabel('新手机号码').fill(MISTYPED)
  await control(dialog, '保存').click()
  await dialog.getByText('新手机号与现在的相同').waitFor()
  await dialog.getByLabel('新手机号码').fill(RIGHT)
  await control(dialog, '保存').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('row').filter({ hasText: '单小禾' }).getByText('199****0012').waitFor()
  expect((await messagesTo(desks.server, MISTYPED))[0]).toMatchObject({ kind: 'phone-changed' })
  expect((await messagesTo(desks.server, RIGHT))[0]).toMatchObject({ kind: 'account-invited' })
  expect(desks.troubles.filter((trouble) => !/status of 409/.test(trouble))).toEqual([])
})

it('asks for another password at the sign-in after 90 days, where passwords are rotated', async () => {
  desks.server.clock.add(90 * 24 * 3_600_000)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await enter('用户名 / 手机号 / 统一社会信用代码', 'admin')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await press(page, '登录')
  await page.getByRole('heading', { name: '密码已到期' }).waitFor()
  expect(await judgePage(page, 'password due')).toEqual([])
  await press(page, '设置密码')
  await page.getByRole('alert').first().waitFor()
  expect(await judgePage(page, 'password due errors')).toEqual([])
  for (const label of ['新密码', '再输一次新密码']) await page.getByLabel(label, { exact: true }).fill(LATER)
  await press(page, '设置密码')
  await page.getByRole('heading', { name: '集成平台' }).waitFor()
})
