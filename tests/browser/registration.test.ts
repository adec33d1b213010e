import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../support/registration.ts'
import { type RunningServer, runServer } from '../support/run-server.ts'
import { press, tabTo, typeInto } from './support/keyboard.ts'
import { openBrowser, type TestBrowser } from './support/open-browser.ts'
import { judgePage } from './support/judge-page.ts'

let folder: string
let server: RunningServer
let browser: TestBrowser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huzhu-registration-'))
  chmodSync(folder, 0o755)
  server = await runServer({ varFolder: join(folder, 'var') })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await server.end('SIGTERM')
  rmSync(folder, { recursive: true })
})

const address = () => server.url.replace('127.0.0.1', 'localhost')

/** The newest message of the demo that has such a text. */
async function messageWith(pattern: RegExp): Promise<RegExpExecArray> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`${server.url}/api/demo/messages`)
    const { messages } = (await answer.json()) as { messages: { text: string }[] }
    for (const { text } of messages) {
      const found = pattern.exec(text)
      if (found) return found
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no message like ${String(pattern)}`)
}

/** A page of somebody who has signed in; units are asked for an SMS code on a device that is new to them. */
async function signedIn(userName: string, password: string, asksCode = false): Promise<Page> {
  const page = await (await browser.visit(address())).newPage()
  await page.goto('/sign-in')
  await typeInto(page, '用户名 / 手机号 / 统一社会信用代码', userName)
  await typeInto(page, '密码', password)
  await page.keyboard.press('Enter')
  if (asksCode) {
    const [, code = ''] = await messageWith(/验证码 (\d{6})，您的账号正在新设备上登录/)
    await typeInto(page, '短信验证码', code)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('heading', { name: '集成平台' }).waitFor()
  return page
}

async function uploadDocuments(page: Page): Promise<void> {
  const file = { name: 'certificate.png', mimeType: 'image/png', buffer: await picture() }
  for (const label of [/^上传统一社会信用代码证书/, /^上传工会法人资格证书/]) {
    await page.getByLabel(label).setInputFiles(file)
  }
  await page.getByText('已上传').nth(1).waitFor()
}

async function fillInByKeyboard(page: Page): Promise<void> {
  await typeInto(page, '统一社会信用代码', '91350100M000100Y43')
  await page.getByText('代码无误，尚未注册').waitFor()
  await tabTo(page, '单位性质')
  await page.keyboard.press('ArrowDown')
  await typeInto(page, '单位名称', '示例机械厂')
  await press(page, '选择机构')
  await page.keyboard.type('河湾')
  await page.keyboard.press('Enter')
  await typeInto(page, '职工总数', '400')
  await typeInto(page, '地址', '示例路 9 号')
  await typeInto(page, '在职女职工数', '120')
  await typeInto(page, '工会名称', '示例机械厂工会委员会')
  await typeInto(page, '经办人姓名', '尉迟晓')
  await typeInto(page, '经办人证件号码', '379901198506150027')
  await typeInto(page, '经办人手机号', '199 3000 0001')
  await typeInto(page, '经办人邮箱', 'union@example.org')
  await tabTo(page, '用户名')
}

test('a unit registers, an officer approves, the handler signs in: by keyboard, with the words of the manual', async () => {
  const unit = await (await browser.visit(address())).newPage()
  await unit.goto('/sign-in')
  await press(unit, '单位注册')
  await unit.getByRole('heading', { name: '单位注册' }).waitFor()
  await press(unit, '注册')
  await unit.getByText('还有 15 处需要修改').waitFor()
  expect(await judgePage(unit, 'registration errors')).toEqual([])
  await fillInByKeyboard(unit)
  await expect.poll(() => unit.getByRole('textbox', { name: '用户名' }).inputValue()).toBe('yuchixiao')
  await uploadDocuments(unit)

  await unit.getByText(/^已保存/).waitFor()
  await unit.reload()
  expect(await unit.getByRole('textbox', { name: '单位名称' }).inputValue()).toBe('示例机械厂')
  expect(await judgePage(unit, 'registration filled in')).toEqual([])
  await press(unit, '注册')
  await press(unit, '发送验证码')
  const [, code = ''] = await messageWith(/验证码 (\d{6})，用于单位注册/)
  await typeInto(unit, '短信验证码', code)
  await press(unit, '确定')
  await unit.getByRole('heading', { name: '注册申请已提交' }).waitFor()
  expect(await unit.getByText(/^ZC\d{14}$/).count()).toBe(1)
  expect(await judgePage(unit, 'registration submitted')).toEqual([])

  const officer = await signedIn('lumin', 'marble wren 6 cove thistle')
  await officer.goto('/registrations')
  await officer.getByText('示例机械厂').waitFor()
  expect(await judgePage(officer, 'registrations')).toEqual([])
  await officer.keyboard.press('j')
  await officer.keyboard.press('Enter')
  await officer.getByText('379901198506150027').waitFor()
  expect(await judgePage(officer, 'registration detail')).toEqual([])
  // What is pointed at outlives F5, and typing may go on at once.
  await press(officer, '指出问题：单位名称')
  await officer.keyboard.type('与证书不符')
  await officer.reload()
  const reason = officer.getByRole('combobox', { name: '单位名称有什么问题，要怎样改' })
  expect(await reason.inputValue()).toBe('与证书不符')
  await officer.getByRole('button', { name: '退回（1 处）' }).waitFor()
  await press(officer, '移除：单位名称')
  await press(officer, '通过')
  await officer.getByText('通过“示例机械厂”的注册申请？').waitFor()
  await press(officer, '通过')
  await officer.getByText('已通过，用户名 yuchixiao').waitFor()

  const [, userName = '', activation = ''] = await messageWith(/用户名 (\w+)，激活码 ([\w-]+)/)
  await unit.goto('/activate')
  await typeInto(unit, '用户名', userName)
  await typeInto(unit, '激活码', activation)
  await typeInto(unit, '新密码', 'orchard lantern 8 gravel')
  await typeInto(unit, '再输一次新密码', 'orchard lantern 8 gravel')
  await unit.keyboard.press('Enter')
  await unit.getByRole('heading', { name: '集成平台' }).waitFor()
}, 120_000)

test('a unit that has registered before is told at once, and led to 忘记密码', async () => {
  const page = await (await browser.visit(address())).newPage()
  await page.goto('/registration')
  await typeInto(page, '统一社会信用代码', '91379901MA0000027U')
  await page.getByText('这个单位已经注册过，不必重新注册').waitFor()
  expect(await judgePage(page, 'registration of a known unit')).toEqual([])
  await page.getByRole('alert').getByRole('link', { name: '忘记密码' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '忘记密码' }).waitFor()
})

test('a unit asks for another name and telephone: the office returns it with a reason, and approves the next', async () => {
  const unit = await signedIn('xiewen', 'pepper dune 3 lark teapot', true)
  const enter = async (field: string, text: string) => {
    await tabTo(unit, field)
    await unit.keyboard.press('Control+A')
    await unit.keyboard.type(text)
  }
  const askFor = async (name: string, telephone: string) => {
    await unit.goto('/unit-profile')
    await unit.getByRole('textbox', { name: '单位名称' }).waitFor()
    await enter('单位名称', name)
    await enter('经办人座机', telephone)
    await press(unit, '提交变更')
  }
  const officer = await signedIn('tangwei', 'silver oat 5 north kettle')
  const openChange = async () => {
    await officer.goto('/unit-changes')
    await officer.getByText('云岭市松溪街道联合工会').first().waitFor()
    await officer.keyboard.press('j')
    await officer.keyboard.press('Enter')
    await officer.getByRole('dialog').waitFor()
  }
  await askFor('云岭市松溪镇联合工会', '0539-7654321')
  await unit.getByText(/提交的变更正在审核：单位名称、经办人座机。/).waitFor()
  expect(await judgePage(unit, 'unit profile awaiting')).toEqual([])
  await openChange()
  expect(await judgePage(officer, 'unit change dialog')).toEqual([])
  await typeInto(officer, '退回原因', '请写批复上的全称')
  await press(officer, '退回')
  await officer.getByText('没有待处理的工作').waitFor()
  await unit.reload()
  await unit.getByText('上次的变更已退回：请写批复上的全称').waitFor()

  await askFor('云岭市松溪镇工会联合会', '无')
  await unit.getByRole('link', { name: /座机格式不对，应如 0539-1234567/ }).waitFor()
  await enter('经办人座机', '０５３９－１２３４５６７')
  await press(unit, '提交变更')
  await unit.getByText(/提交的变更正在审核：单位名称、经办人座机。/).waitFor()
  await openChange()
  await officer.getByRole('dialog').getByText('0539-1234567').waitFor()
  await press(officer, '通过')
  await officer.getByText('的变更已通过并生效').waitFor()
  await unit.reload()
  await expect.poll(() => unit.getByRole('textbox', { name: '单位名称' }).inputValue()).toBe('云岭市松溪镇工会联合会')
  expect(await unit.getByRole('textbox', { name: '经办人座机' }).inputValue()).toBe('0539-1234567')
})

test('the pages of registration need no sideways scrolling on a narrow telephone', async () => {
  const page = await (await browser.visit(address(), { viewport: { width: 320, height: 640 } })).newPage()
  for (const path of ['/registration', '/registration/progress', '/registration/submitted?number=ZC37902611220001']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const size of ['normal', 'large']) {
      const beyond = await page.evaluate((wanted) => {
        document.documentElement.dataset['size'] = wanted
        return document.documentElement.scrollWidth - document.documentElement.clientWidth
      }, size)
      expect([path, size, beyond]).toEqual([path, size, 0])
    }
  }
})
