import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

/** Keeps a picture of the page in the folder that HUZHU_PICTURES names, to be looked at; without it nothing happens. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['HUZHU_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** Pictures of everything that is open, once a test has failed. */
export async function picturesOfFailure(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const [index, page] of pages.entries())
    await picture(page, `failed ${name.replaceAll(/[^\p{Script=Han}\w]+/gu, '-')} ${index}`)
}
