import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_ACCOUNTS } from '../../src/server/accounts/demo-accounts.ts'
import { asSystem } from '../support/actors.ts'
import { pdfText } from '../support/pdf-text.ts'
import { control, dialogOpens, download, fill, leaveDialog, message, press, sees } from './support/controls.ts'
import { dress, judgePage } from './support/judge-page.ts'
import { numberOn } from './support/officers.ts'
import { openSystem, type TestSystem } from './support/open-system.ts'
import { demoVisitor } from './support/sign-in.ts'

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name)

let system: TestSystem
let visitor: Page
let unit: Page

beforeAll(async () => {
  system = await openSystem()
  visitor = await system.newVisitor()
  unit = await demoVisitor(system, 'ouyangjun')
})
afterEach(({ task }) => (task.result?.state === 'fail' ? system.failed(task.name) : undefined))
afterAll(() => system.close())

async function judgeAt(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  return judgePage(page, path.slice(1).replaceAll('/', ' ') || 'home')
}

async function proof() {
  const buffer = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#999' } })
    .jpeg()
    .toBuffer()
  return { name: '缴费证明.jpg', mimeType: 'image/jpeg', buffer }
}

it('sees a picture without a name, pale words, a low button, and a page that is too wide', async () => {
  await visitor.goto('/sign-in')
  await visitor.getByRole('heading', { name: '登录' }).waitFor()
  await visitor.evaluate(() => {
    const pale = document.createElement('p')
    pale.textContent = '看不清'
    pale.style.cssText = 'width: 3000px; color: #ccc; background: #fff'
    const low = document.createElement('button')
    low.textContent = '矮'
    low.style.height = '30px'
    const sentence = document.createElement('p')
    sentence.innerHTML = '请看<a href="/sign-in">说明</a>。'
    document.querySelector('main')?.append(pale, document.createElement('img'), low, sentence)
  })
  const found = (await judgePage(visitor, 'wrong', ['light', 'large'])).join()
  for (const what of [
    'image-alt',
    'color-contrast',
    '“矮” in',
    '30 px high',
    'sideways at 1280',
    'sideways at 200 %',
  ]) {
    expect(found).toContain(what)
  }
  expect(found).not.toContain('“说明”')
})

describe('pages before the sign-in', () => {
  it.each([
    '/sign-in',
    '/registration',
    '/registration/progress',
    '/forgotten',
    '/user-name',
    '/activate',
    '/messages',
  ])('%s', async (path) => {
    expect(await judgeAt(visitor, path)).toEqual([])
  })

  it('a form full of errors, the dialog of agencies, an address of no page', async () => {
    await visitor.goto('/registration')
    await press(visitor, '注册')
    await visitor.getByRole('alert').first().waitFor()
    expect(await judgePage(visitor, 'registration errors')).toEqual([])
    await visitor.getByRole('button', { name: '隶属机构' }).click()
    await visitor.getByRole('dialog').waitFor()
    expect(await judgePage(visitor, 'registration agencies')).toEqual([])
    await visitor.goto('/nowhere')
    expect(await judgePage(visitor, 'no page')).toEqual([])
  })

  it('registration and progress fit into 320 pixels', async () => {
    await visitor.setViewportSize({ width: 320, height: 640 })
    for (const path of ['/registration', '/registration/progress', '/sign-in']) {
      await visitor.goto(path)
      await visitor.waitForLoadState('networkidle')
      expect(await visitor.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    }
    await visitor.setViewportSize({ width: 1280, height: 720 })
  })
})

describe('what codes from SMS lead to', { timeout: 60_000 }, () => {
  const demoAccount = (userName: string) => DEMO_ACCOUNTS.find((account) => account.userName === userName)!
  const codeField = () => visitor.getByRole('textbox', { name: '短信验证码' })

  /** Asks for a code to the account’s phone, types the one that came, and goes on; a phone is sent one a minute. */
  async function confirmPhone(userName: string, action: string, judged?: string): Promise<void> {
    const { phone } = demoAccount(userName)
    await fill(visitor, { 经办人手机号: phone })
    await press(visitor, '发送验证码')
    await sees(visitor, '如果这个手机号登记过，验证码已经发出')
    if (judged !== undefined) expect(await judgePage(visitor, judged)).toEqual([])
    const [, code] = await message(visitor, phone, /验证码 (\d{6})/)
    await codeField().fill(code!)
    await press(visitor, action)
  }

  it('a device that is new to the account', async () => {
    const { userName, password } = demoAccount('xiewen')
    await visitor.goto('/sign-in')
    await fill(visitor, { '用户名 / 手机号 / 统一社会信用代码': userName, 密码: password })
    await press(visitor, '登录')
    await codeField().waitFor()
    expect(await judgePage(visitor, 'new device')).toEqual([])
    await codeField().fill('12')
    await press(visitor, '确定')
    await sees(visitor, '验证码为 6 位数字')
    expect(await judgePage(visitor, 'new device wrong')).toEqual([])
  })

  it('the accounts of a phone, and a new password for one of them', async () => {
    await system.beside((services) =>
      asSystem(services, ({ db }) =>
        sql`update accounts set phone_index = qiaomu.phone_index from accounts qiaomu
          where accounts.user_name = 'miaoran' and qiaomu.user_name = 'qiaomu'`.execute(db),
      ),
    )
    await visitor.goto('/forgotten')
    await confirmPhone('qiaomu', '下一步', 'forgotten code')
    await visitor.getByRole('radio', { name: 'miaoran' }).waitFor()
    expect(await judgePage(visitor, 'forgotten accounts')).toEqual([])
    await visitor.getByRole('radio', { name: 'qiaomu' }).check()
    const password = 'quartz meadow 17 tinsel'
    for (const label of ['新密码', '再输一次新密码']) await visitor.getByLabel(label, { exact: true }).fill(password)
    await press(visitor, '设置密码')
    await sees(visitor, 'qiaomu 的密码已重新设置')
    expect(await judgePage(visitor, 'forgotten done')).toEqual([])
  })

  it('the user names of a phone', async () => {
    await visitor.goto('/user-name')
    await confirmPhone('yaoxi', '查询')
    await sees(visitor, '这个手机号登记的用户名')
    expect(await judgePage(visitor, 'user names')).toEqual([])
  })
})

describe('pages of a unit', () => {
  it.each(['/enrolments', '/invoices', '/certificates'])('%s without anything on it', async (path) => {
    await unit.goto(path)
    expect(await judgePage(unit, `empty ${path.slice(1)}`)).toEqual([])
  })

  it.each(['/platform', '/', '/templates', '/account', '/unit-profile'])('%s', async (path) => {
    expect(await judgeAt(unit, path)).toEqual([])
  })

  it('a list that could not be read', async () => {
    await unit.route('**/api/enrolments*', (route) => route.fulfill({ status: 502, body: '' }))
    await unit.goto('/enrolments')
    await control(unit, '重试').first().waitFor()
    expect(await judgePage(unit, 'failed list')).toEqual([])
    await unit.unroute('**/api/enrolments*')
    // The browser notes the failed requests that were asked for here.
    expect(system.troubles.splice(0).filter((text) => !text.includes('502'))).toEqual([])
  })

  it('the menus over a page', async () => {
    await unit.goto('/')
    await unit.getByRole('heading', { name: '首页' }).waitFor()
    await unit.keyboard.press('Control+k')
    await unit.getByRole('dialog').waitFor()
    await unit.keyboard.type('首')
    await unit.getByRole('link', { name: '首页' }).last().waitFor()
    expect(await judgePage(unit, 'find')).toEqual([])
    await leaveDialog(unit)
    await unit.keyboard.press('?')
    await unit.getByRole('dialog').waitFor()
    expect(await judgePage(unit, 'keys')).toEqual([])
    await leaveDialog(unit)
    await unit.getByRole('button', { name: '欧阳军' }).click()
    await control(unit, '退出登录').waitFor()
    expect(await judgePage(unit, 'account menu')).toEqual([])
    await unit.goto('/enrolments')
    await unit.getByRole('button', { name: '打开日历：创建日期起' }).click()
    await unit.locator('.calendar table').waitFor()
    expect(await judgePage(unit, 'calendar')).toEqual([])
  })
})

describe('an enrolment on its way', { timeout: 120_000 }, () => {
  let id: string
  let number: string
  const step = (path: string) => `/enrolments/${id}${path}`
  const wrong: string[] = []
  const judge = async (page: Page, name: string) => void wrong.push(...(await judgePage(page, name)))
  afterEach(() => expect(wrong.splice(0)).toEqual([]))

  it('its three steps, its roster and its refused rows', async () => {
    await unit.goto('/enrolments')
    await press(unit, '新建参保录入')
    await unit
      .getByRole('group', { name: /^综合互助保障/ })
      .getByText('1 份')
      .click()
    await sees(unit, '已选 1 个保障活动，已保存')
    await judge(unit, 'step plans')
    await press(unit, '下一步')
    id = /enrolments\/([^/]+)/.exec(unit.url())![1]!
    // As long as it is looked at, the import is told of as half done.
    await unit.route('**/batches*', async (route) => {
      const answer = (await (await route.fetch()).json()) as { batches: { bytes: number }[] }
      const half = answer.batches.map((batch) => ({ ...batch, state: 'running', bytesRead: batch.bytes / 2 }))
      await route.fulfill({ json: { batches: half } })
    })
    await unit.getByLabel('人员清单导入').setInputFiles(fixture('roster-mixed-300.xlsx'))
    await control(unit, '后台继续').waitFor()
    await judge(unit, 'running import')
    await dress(unit, 'large')
    expect((await unit.getByRole('progressbar').boundingBox())?.width).toBeGreaterThan(250)
    await dress(unit, 'light')
    await unit.unroute('**/batches*')
    await sees(unit, '导入成功 271 人')
    await judge(unit, 'step roster')
    await unit.goto(step('/rosters/comprehensive?tab=refused'))
    await unit.getByRole('grid').waitFor()
    await judge(unit, 'refused rows')
    await unit.goto(step('/rosters/comprehensive'))
    await unit.getByRole('grid').waitFor()
    await judge(unit, 'people')
    await press(unit, '新增人员')
    await judge(unit, 'add person')
    await unit.goto(step('/rosters'))
    await fill(unit, { 在职女职工人数: '200' })
    await press(unit, '下一步')
    await sees(unit, '还缺什么')
    await judge(unit, 'step submission')
    for (const [index, name] of ['社会保险缴费证明表', '超龄证明'].entries()) {
      await unit.getByLabel(`上传${name}`, { exact: true }).setInputFiles(await proof())
      await unit.getByRole('listitem').filter({ hasText: '缴费证明.jpg' }).nth(index).waitFor()
    }
    await press(unit, '完成')
    await sees(unit, '已提交参保初审')
    number = await numberOn(unit)
    await judge(unit, 'enrolment')
    await press(unit, '撤回')
    await dialogOpens(unit)
    await judge(unit, 'withdraw')
    await leaveDialog(unit)
    await unit.goto('/enrolments')
    await judge(unit, 'enrolments')
  })

  it('its review', async () => {
    const reviewer = await demoVisitor(system, 'gaoyue')
    await judge(reviewer, 'home office')
    await reviewer.goto('/enrolment-reviews')
    await judge(reviewer, 'reviews')
    await press(reviewer, `获取并处理 ${number}`)
    await reviewer.getByRole('heading', { name: '系统检查' }).waitFor()
    await judge(reviewer, 'review')
    await press(reviewer, '退回')
    await dialogOpens(reviewer)
    await judge(reviewer, 'return')
    await leaveDialog(reviewer)
    await press(reviewer, '初审通过')
    await sees(reviewer, new RegExp(`${number} 初审通过`))
    for (const path of ['/registrations', '/enrolment-archive']) {
      await reviewer.goto(path)
      await judge(reviewer, path.slice(1))
    }
  })

  it('its invoices, payment and letter', async () => {
    await unit.goto('/invoices')
    await judge(unit, 'invoices')
    await press(unit, `处理 ${number}`)
    await unit.getByRole('heading', { name: '开票信息' }).waitFor()
    await judge(unit, 'invoicing')
    await press(unit, '新增开票信息')
    await unit.getByRole('dialog').waitFor()
    await judge(unit, 'invoice dialog')
    await leaveDialog(unit)
    await press(unit, '提交')
    await sees(unit, '开票信息已提交')
    const finance = await demoVisitor(system, 'songhan')
    await finance.goto('/payments')
    await judge(finance, 'payments')
    await press(finance, `获取并处理 ${number}`)
    await fill(finance, { 银行流水号: `B${number}` })
    await judge(finance, 'payment')
    await press(finance, '登记')
    await sees(finance, '已登记到账')
    await press(finance, '到账确认')
    await judge(finance, 'confirm payment')
    await press(finance, '到账确认')
    await sees(finance, '已确认到账')
    await unit.goto('/certificates')
    await judge(unit, 'certificates')
    await press(unit, '确认人员名单并打印确认书')
    const dialog = unit.getByRole('dialog')
    await dialog.getByRole('grid').waitFor()
    await dialog.getByRole('img', { name: /^确认书第 1 页/ }).waitFor()
    await judge(unit, 'print')
    await dialog.getByRole('checkbox', { name: '我已确认人员名单无误' }).check()
    const letter = await download(unit, () => press(unit, '打印确认书'))
    await finance.goto('/certificates?tab=printed')
    const [letterNumber = ''] = /QR\d+/.exec(letter.name) ?? []
    await control(finance, `确认书下载 ${letterNumber}`).waitFor()
    await judge(finance, 'certificates of the office')
    // An office says why it takes more than 1,000 people along.
    await finance.route(/\/api\/certificates\/[\w-]+$/, async (route) => {
      const answer = (await (await route.fetch()).json()) as { certificate: object }
      await route.fulfill({ json: { ...answer, certificate: { ...answer.certificate, heads: 1_200 } } })
    })
    await press(finance, `确认书下载 ${letterNumber}`)
    await press(finance, '下载人员清单')
    await finance.getByRole('textbox', { name: '下载原因' }).waitFor()
    await judge(finance, 'reason for many people')
    const auditor = await demoVisitor(system, 'fangjing')
    await auditor.goto('/certificates?tab=printed')
    const refresh = control(auditor, `刷新计划书 ${letterNumber}`)
    await refresh.waitFor()
    expect(await refresh.getAttribute('aria-disabled')).toBe('true')
    await press(auditor, `确认书下载 ${letterNumber}`)
    await sees(auditor, '确认书由经办人和确认书岗查看、打印')
    await judge(auditor, 'certificate that is only read')
    const [, code] = /\/verify\/([\w-]{22}\/\d)/.exec(pdfText(letter.bytes).join('').replaceAll('\n', ''))!
    await visitor.goto(`/verify/${code}`)
    await sees(visitor, '有效：这是当前版本')
    await judge(visitor, 'verify')
    await visitor.goto('/verify/AAAAAAAAAAAAAAAAAAAAAA')
    await sees(visitor, '没有查到这份确认书')
    await judge(visitor, 'verify nothing')
    // The browser notes the failed request that was asked for here.
    system.troubles.splice(0, system.troubles.length, ...system.troubles.filter((text) => !text.includes('404')))
  })

  it('the offices of the administration and the changes of units', async () => {
    const administrator = await demoVisitor(system, 'zhengyuan')
    await administrator.goto('/organisations')
    await judge(administrator, 'organisations')
    const office = administrator.getByRole('row').filter({ hasText: '青禾办事处' })
    for (const action of ['修改', '账号', '在售活动', '新设下级机构']) {
      await control(office, action).click()
      await dialogOpens(administrator)
      await judge(administrator, `organisations ${action}`)
      if (action === '账号') {
        await control(administrator.getByRole('dialog').getByRole('row').filter({ hasText: 'heyun' }), '岗位').click()
        await administrator.getByRole('dialog', { name: /的岗位$/ }).waitFor()
        await judge(administrator, 'organisations desks')
        await administrator.keyboard.press('Escape')
        await administrator.getByRole('dialog', { name: /的岗位$/ }).waitFor({ state: 'hidden' })
        await press(administrator, '添加账号')
        await judge(administrator, 'organisations new account')
      }
      await leaveDialog(administrator)
    }
    await administrator.goto('/dictionaries')
    await judge(administrator, 'dictionaries')
    await press(administrator, '导入字典')
    await administrator.getByRole('dialog').waitFor()
    await administrator.getByLabel('选择或拖入字典文件').setInputFiles({
      name: '诊断.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('诊断编码,诊断名称\n,示例诊断\n'),
    })
    await administrator.getByText('未写入任何条目').waitFor()
    await judge(administrator, 'import of a dictionary')
    await administrator.goto('/enrolments')
    await judge(administrator, 'no permission')
    await unit.goto('/unit-profile')
    await fill(unit, { 新手机号: '19900000123', 地址: '青禾市石桥县工业园二路 9 号' })
    await judge(unit, 'unit-profile with a new phone')
    await fill(unit, { 新手机号: '' })
    await press(unit, '提交变更')
    await sees(unit, '变更已提交，等待办事处审核')
    const reviewer = await demoVisitor(system, 'linqing')
    await reviewer.goto('/unit-changes')
    await judge(reviewer, 'unit-changes')
    await press(reviewer, '获取并处理')
    await dialogOpens(reviewer)
    await judge(reviewer, 'unit change')
  })
})

it('with reduced motion nothing moves', async () => {
  const page = await system.newVisitor({ reducedMotion: 'reduce' })
  const moved: string[] = []
  await page.exposeFunction('noteMotion', (what: string) => void moved.push(what))
  await page.addInitScript(() => {
    const note = ({ type }: Event) => (globalThis as unknown as { noteMotion(what: string): void }).noteMotion(type)
    for (const kind of ['animationstart', 'transitionstart']) addEventListener(kind, note, true)
  })
  await page.goto('/registration')
  await press(page, '注册')
  await page.getByRole('button', { name: '隶属机构' }).click()
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).hover()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: '登录', exact: true }).hover()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  expect(moved).toEqual([])
})

it('a browser as old as Chromium 90 signs in and opens the list of enrolments', async () => {
  const page = await system.newVisitor()
  await page.addInitScript(() => {
    const newer: readonly (readonly [object, readonly string[]])[] = [
      [globalThis, ['structuredClone', 'reportError']],
      [Object, ['hasOwn', 'groupBy']],
      [Map, ['groupBy']],
      [Promise, ['withResolvers', 'try']],
      [AbortSignal, ['timeout', 'any', 'abort']],
      [AbortSignal.prototype, ['throwIfAborted']],
      [Crypto.prototype, ['randomUUID']],
      [Array, ['fromAsync']],
      [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
      [String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
      [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf']],
      [HTMLElement.prototype, ['showPopover', 'inert']],
      [Element.prototype, ['checkVisibility']],
      [URL, ['canParse', 'parse']],
    ]
    for (const [target, names] of newer) for (const name of names) Reflect.deleteProperty(target, name)
  })
  await demoVisitor(system, 'shanxiaomei', page)
  expect(await page.evaluate(() => 'structuredClone' in globalThis || 'randomUUID' in crypto)).toBe(false)
  await page.goto('/enrolments')
  await page.getByRole('heading', { name: '参保录入' }).waitFor()
  await press(page, '新建参保录入')
  await page.getByRole('heading', { name: '保障活动录入' }).waitFor()
})

it('no page leaves an error in the console', () => {
  expect(system.troubles).toEqual([])
})
