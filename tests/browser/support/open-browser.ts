import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { chromiumFiles } from './chromium-files.ts'

export type TestBrowser = {
  readonly browser: Browser
  /** A visitor of its own: no cookie, Chinese, the clock of Shanghai. */
  readonly visit: (baseURL: string, options?: BrowserContextOptions) => Promise<BrowserContext>
  readonly close: () => Promise<void>
}

/** Starts the browser that npm brought along; works as root and as an ordinary user. */
export async function openBrowser(): Promise<TestBrowser> {
  const { executable, environment } = await chromiumFiles()
  const browser = await chromium.launch({
    executablePath: executable,
    // Chromium's own sandbox needs rights that containers do not give; only our own pages are opened here.
    args: ['--no-sandbox', '--font-render-hinting=none'],
    env: { ...process.env, ...environment },
  })
  return {
    browser,
    visit: (baseURL, options) =>
      browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options }),
    close: () => browser.close(),
  }
}
