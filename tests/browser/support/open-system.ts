import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Services } from '../../../src/server/services.ts'
import { besideServer } from '../../support/beside-server.ts'
import { runServer } from '../../support/run-server.ts'
import { openBrowser } from './open-browser.ts'
import { picturesOfFailure } from './picture.ts'

/** The product as people meet it: a server of its own with the demo association and its jobs, and a browser. */
export type TestSystem = {
  /** Somebody at a machine of their own, at an empty page. */
  readonly newVisitor: (options?: BrowserContextOptions) => Promise<Page>
  /** Work on the database beside the server, for what only a long story would lead to. */
  readonly beside: <T>(work: (services: Services) => Promise<T>) => Promise<T>
  /** What any page has thrown or written to the console as an error; no test leaves something here. */
  readonly troubles: string[]
  /** Pictures of all pages, to be looked at after a test has failed. */
  readonly failed: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Whoever is not signed in is told so with a 401, which the browser notes as an error of the network. */
const EXPECTED = /status of 401/

/** The clock of server and pages begins at `at`, so that ages and settlement days are those of the rosters. */
export async function openSystem(at = '2026-11-24T09:30:00+08:00'): Promise<TestSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'huzhu-browser-'))
  chmodSync(folder, 0o755)
  const shifted = `{const now=Date.now;Date.now=()=>now()+${Date.parse(at) - Date.now()}}`
  const clock = `--import=data:text/javascript,${encodeURIComponent(shifted)}`
  const server = await runServer({ varFolder: join(folder, 'var'), environment: { NODE_OPTIONS: clock } })
  const { browser, visit, close } = await openBrowser()
  const troubles: string[] = []
  return {
    troubles,
    async newVisitor(options) {
      // Cookies of sign-ins need https or localhost.
      const context = await visit(server.url.replace('127.0.0.1', 'localhost'), options)
      // Shorter than a test may take: a control that is not found is named, instead of a test that ran out of time.
      context.setDefaultTimeout(20_000)
      await context.addInitScript(shifted)
      context.on('weberror', (error) => troubles.push(String(error.error())))
      context.on('console', (message) => {
        if (message.type() !== 'error' || EXPECTED.test(message.text())) return
        troubles.push(`${message.text()} (${message.location().url}, on ${message.page()?.url() ?? 'no page'})`)
      })
      return context.newPage()
    },
    beside: (work) => besideServer(join(folder, 'var'), work),
    failed: (name) => picturesOfFailure(browser, name),
    async close() {
      await close()
      await server.end('SIGTERM')
      rmSync(folder, { recursive: true })
    },
  }
}
