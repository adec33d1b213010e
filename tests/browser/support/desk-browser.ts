import type { BrowserContextOptions, Page } from 'playwright-core'
import { ensurePages, pagesFolder } from '../../../src/server/pages.ts'
import type { Actor } from '../../support/actors.ts'
import { startTestServer, type TestServer, type TestServerWishes } from '../../support/test-server.ts'
import { openBrowser } from './open-browser.ts'
import { picturesOfFailure } from './picture.ts'

/** A test server whose pages are opened in a browser by people who are signed in already. */
export type DeskBrowser = {
  readonly server: TestServer
  /** Somebody at their machine, at the page given; the clock of the page is that of the server. */
  readonly sit: (actor: Actor, path: string, options?: BrowserContextOptions) => Promise<Page>
  readonly troubles: string[]
  readonly failed: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

export async function openDesks(
  at: string,
  wishes: Pick<TestServerWishes, 'passwordSwitches'> = {},
): Promise<DeskBrowser> {
  await ensurePages(() => undefined)
  const server = await startTestServer({ ...wishes, listen: true, pages: pagesFolder, at })
  const address = server.app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  const url = `http://localhost:${address.port}`
  const { browser, visit, close } = await openBrowser()
  const troubles: string[] = []
  return {
    server,
    troubles,
    async sit({ headers }, path, options) {
      const context = await visit(url, options)
      context.setDefaultTimeout(20_000)
      const [name = '', value = ''] = (headers['cookie'] ?? '').split('=')
      // Of https, since the browser takes a `__Host-` cookie from nowhere else; it trusts localhost all the same.
      await context.addCookies([
        { name, value, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Strict' },
      ])
      const shift = server.clock.now() - Date.now()
      await context.addInitScript(`{const now=Date.now;Date.now=()=>now()+${shift}}`)
      context.on('weberror', (error) => troubles.push(String(error.error())))
      context.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text())
      })
      const page = await context.newPage()
      await page.goto(path)
      return page
    },
    failed: (name) => picturesOfFailure(browser, name),
    async close() {
      await close()
      await server.stop()
    },
  }
}
