import type { Page } from 'playwright-core'
import { fill, goTo, press, sees } from './controls.ts'

/** 参保初审: taken and approved. */
export async function approve(reviewer: Page, number: string): Promise<void> {
  await goTo(reviewer, '参保管理', '参保初审')
  await press(reviewer, `获取并处理 ${number}`)
  await press(reviewer, '初审通过')
  await sees(reviewer, new RegExp(`${number} 初审通过`))
}

/** 到账确认: the whole sum under one bank reference, then the covers. */
export async function confirmPayment(finance: Page, number: string): Promise<void> {
  await goTo(finance, '参保管理', '到账确认')
  await press(finance, `获取并处理 ${number}`)
  await fill(finance, { 银行流水号: `B${number}` })
  await press(finance, '登记')
  await sees(finance, '已登记到账')
  await press(finance, '到账确认')
  await press(finance, '到账确认')
  await sees(finance, /已确认到账，\d+ 份保障已建立/)
}

/** 参保单号 of the page. */
export async function numberOn(page: Page): Promise<string> {
  return /CB\d+/.exec((await page.getByRole('main').textContent()) ?? '')![0]
}
