import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, runServer } from '../support/run-server.ts'
import { openBrowser, type TestBrowser } from './support/open-browser.ts'

let folder: string
let server: RunningServer
let browser: TestBrowser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huzhu-visit-'))
  chmodSync(folder, 0o755)
  server = await runServer({ varFolder: join(folder, 'var') })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await server.end('SIGTERM')
  rmSync(folder, { recursive: true })
})

test('a visitor picks a demo account, signs in, and comes to the tile of the core system', async () => {
  const context = await browser.visit(server.url.replace('127.0.0.1', 'localhost'))
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()))
  await page.goto('/')
  await page.getByRole('button', { name: 'linqing' }).or(page.getByText('linqing')).first().click()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('核心业务系统').first().click()
  await page.getByRole('heading', { name: '首页' }).waitFor()
  expect(await page.getByText('青禾办事处').count()).toBeGreaterThan(0)
  expect(refused).toEqual([])
})
