import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { DEMO_ACCOUNTS } from '../../src/server/accounts/demo-accounts.ts'
import type { TestBrowser } from '../../tests/browser/support/open-browser.ts'
import { signIn } from '../../tests/browser/support/sign-in.ts'

/** A browser, the address of the server, and the folder that remembers devices from one run to the next. */
export type Pages = { readonly browser: TestBrowser; readonly url: string; readonly varFolder: string }

/** A demo account at its own machine, which is known after the first time: codes by SMS are few an hour. */
export async function signedIn({ browser, url, varFolder }: Pages, userName: string): Promise<Page> {
  const account = DEMO_ACCOUNTS.find((one) => one.userName === userName)
  if (!account) throw new Error(`the demo has no account ${userName}`)
  const device = join(varFolder, `device-${userName}.json`)
  const context = await browser.visit(url, existsSync(device) ? { storageState: device } : {})
  // A busy machine may take long over the import of the big roster.
  context.setDefaultTimeout(180_000)
  const page = await context.newPage()
  await signIn(page, userName, account.password, account.phone)
  await context.storageState({ path: device })
  return page
}
