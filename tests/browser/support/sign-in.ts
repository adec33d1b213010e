import type { Page } from 'playwright-core'
import { DEMO_ACCOUNTS } from '../../../src/server/accounts/demo-accounts.ts'
import { fill, message, press } from './controls.ts'
import type { TestSystem } from './open-system.ts'

/** Name and password, the code from the SMS where the device is new, and the tile of the core system. */
export async function signIn(page: Page, login: string, password: string, phone: string): Promise<void> {
  await page.goto('/sign-in')
  await fill(page, { '用户名 / 手机号 / 统一社会信用代码': login, 密码: password })
  await press(page, '登录')
  const tile = page.getByRole('link', { name: '核心业务系统' })
  const code = page.getByRole('textbox', { name: '短信验证码' })
  await tile.or(code).waitFor()
  if (await code.isVisible()) {
    const [, sent] = await message(page, phone, /验证码 (\d{6})，您的账号正在新设备上登录/)
    await code.fill(sent!)
    await press(page, '确定')
  }
  await tile.click()
  await page.getByRole('heading', { name: '首页' }).waitFor()
}

/** An account of the demo association, signed in at a machine of its own, or at the one given. */
export async function demoVisitor(system: TestSystem, userName: string, machine?: Page): Promise<Page> {
  const account = DEMO_ACCOUNTS.find((one) => one.userName === userName)
  if (!account) throw new Error(`the demo has no account ${userName}`)
  const page = machine ?? (await system.newVisitor())
  await signIn(page, userName, account.password, account.phone)
  return page
}
