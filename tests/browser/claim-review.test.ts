import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { entryFor, saveEntry, submitEntered, submittedClaims, type TestClaim } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { control, dialogOpens, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'
import { picture } from './support/picture.ts'

let desks: DeskBrowser
let association: Association
let handler: Actor
let first: Actor
let second: Actor
let insured: readonly Insured[]
let used = 0

beforeAll(async () => {
  desks = await openDesks('2026-11-10T09:00:00+08:00')
  const { server } = desks
  association = await makeAssociation(server)
  handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
  first = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '林清' })
  second = await signIn(server, association.officeId, { desks: ['claim-second-review'], name: '陆敏' })
  insured = await insuredPeople(server, association, { people: 13 })
  server.clock.set('2026-12-01T09:00:00+08:00')
}, 120_000)
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

async function submitted(selfPaid = '1000.00'): Promise<TestClaim & { insured: Insured }> {
  const person = insured[used++]
  if (!person) throw new Error('nobody is insured')
  const wishes = { insured: person, kinds: ['accident-inpatient'], on: '2026-11-20', selfPaid } as const
  const [claim] = await submittedClaims(desks.server, handler, wishes)
  if (!claim) throw new Error('nothing was submitted')
  return { ...claim, insured: person }
}
const take = (actor: Actor, kind: string, ...subjects: string[]) => actor.post('/api/work/take', { kind, subjects })
const stateOf = async (id: string) => {
  const { rows } = await asSystem(desks.server.services, ({ db }) =>
    sql<{ state: string }>`select state from claims where id = ${id}`.execute(db),
  )
  return rows[0]?.state
}
const shows = (page: Page, number: string) =>
  page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor()

it('a clean case is reviewed by keyboard only in three interactions, and the next one opens', async () => {
  const [one, two] = [await submitted(), await submitted()]
  await take(first, 'claim-first-review', one.id, two.id)
  const page = await desks.sit(first, `/claim-reviews/${one.id}`)
  await shows(page, one.number)
  await sees(page, '没有需要核对的发现')
  await sees(page, '给付计算单')
  let interactions = 0
  const key = async (name: string) => {
    interactions += 1
    await page.keyboard.press(name)
  }
  await key('a')
  await dialogOpens(page)
  await picture(page, 'claim review confirm')
  await key('Tab')
  // The inner note comes first where Tab goes on from 取消 at the foot: the next stop is the way on.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('初审通过')
  await key('Enter')
  await shows(page, two.number)
  expect(interactions).toBeLessThanOrEqual(3)
  expect(await stateOf(one.id)).toBe('second-review')
  for (const name of ['a', 'Tab', 'Enter']) {
    await key(name)
    if (name === 'a') await dialogOpens(page)
  }
  await page.getByRole('heading', { level: 1, name: '申领初审', exact: true }).waitFor()
  await sees(page, '没有更多待办的案件')
  expect(await stateOf(two.id)).toBe('second-review')
  await page.context().close()
})

it('points are gathered at fields and images, survive F5, and become what the unit has to mend', async () => {
  const claim = await submitted()
  await take(first, 'claim-first-review', claim.id)
  const page = await desks.sit(first, `/claim-reviews/${claim.id}`)
  await shows(page, claim.number)
  await page.getByRole('button', { name: '结算总金额 1,000.00' }).click()
  await sees(page, '已记退回原因 1 条')
  const stage = page.locator('.review-images .stage img').first()
  await stage.waitFor()
  await press(page, '圈出位置')
  const box = await stage.boundingBox()
  if (box === null) throw new Error('no image is shown')
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.7, { steps: 4 })
  await page.mouse.up()
  await sees(page, '已记退回原因 2 条')
  await sees(page, '已保存')
  await page.reload()
  await shows(page, claim.number)
  await sees(page, '已记退回原因 2 条')
  await press(page, '退回')
  await dialogOpens(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await dialog.getByText('请填写原因和要求').first().waitFor()
  for (const [at, text] of ['与发票金额不符', '圈出处看不清'].entries())
    await dialog.getByRole('textbox', { name: '原因和要求' }).nth(at).fill(text)
  await picture(page, 'claim return dialog')
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await sees(page, `${claim.number} 已退回`)
  expect(await stateOf(claim.id)).toBe('entry')
  const { reasons } = (await handler.post(`/api/claims/${claim.id}/open`)).json()
  expect(reasons).toMatchObject([
    { target: 'field', path: 'sheets.0.total', text: '与发票金额不符' },
    { target: 'material', text: '圈出处看不清', area: { x: expect.closeTo(2000, -3) } },
  ])
  await take(handler, 'claim-entry', claim.id)
  await saveEntry(
    handler,
    claim.id,
    entryFor({ insured: claim.insured, kinds: [], on: '2026-11-20', selfPaid: '1100.00' }),
  )
  await submitEntered(handler, [claim.id])
  await page.goto('/claim-first-reviews')
  await sees(page, '您审过')
  await control(page.getByRole('main'), `获取并处理 ${claim.number}`).click()
  await shows(page, claim.number)
  await sees(page, '结算总金额：1000.00 → 1100.00')
  await sees(page, '金额变化 400.00 → 440.00')
  expect(await judgePage(page, 'claim review returned')).toEqual([])
  await page.context().close()
})

it('复审 sees a proposal not to pay and ends the case with a letter', async () => {
  const claim = await submitted()
  await take(first, 'claim-first-review', claim.id)
  const page = await desks.sit(first, `/claim-reviews/${claim.id}`)
  await shows(page, claim.number)
  await press(page, '不支付')
  await dialogOpens(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '依据条款' }).selectOption({ index: 8 })
  await dialog.getByRole('textbox', { name: '理由' }).fill('酒后驾车，不在保障范围')
  await picture(page, 'claim propose dialog')
  await dialog.getByRole('button', { name: '不支付', exact: true }).click()
  await sees(page, `${claim.number} 已提出意见，转申领复审`)
  await page.context().close()
  await take(second, 'claim-second-review', claim.id)
  const other = await desks.sit(second, `/claim-reviews/${claim.id}`)
  await shows(other, claim.number)
  await sees(other, '初审提出：拒付')
  expect(await judgePage(other, 'claim review proposal')).toEqual([])
  await press(other, '同意拒付')
  await dialogOpens(other)
  await other.getByRole('dialog').getByRole('button', { name: '同意拒付', exact: true }).click()
  await sees(other, `${claim.number} 已办理：拒付结案`)
  expect(await stateOf(claim.id)).toBe('refused')
  await other.context().close()
})

it('pools, the page of a case and the settings can be seen, read and used by everyone', async () => {
  const claims = [await submitted(), await submitted('30000.00')]
  const administrator = await signIn(desks.server, association.officeId, { desks: ['administration'], name: '管理' })
  await signIn(desks.server, association.officeId, { desks: ['claim-approval'], name: '审批' })
  const page = await desks.sit(first, '/claim-first-reviews')
  await sees(page, claims[0]?.number ?? '')
  expect(await judgePage(page, 'claim pool')).toEqual([])
  const colleague = await desks.sit(second, '/claim-second-reviews')
  await sees(colleague, /待处理/)
  expect(await judgePage(colleague, 'claim second pool')).toEqual([])
  await colleague.context().close()
  await page.goto(`/claim-reviews/${claims[1]?.id}`)
  await sees(page, '这件案件还没有人获取')
  await press(page, '获取')
  await sees(page, '点击录入内容即可记为退回原因')
  expect(await judgePage(page, 'claim review')).toEqual([])
  await page.setViewportSize({ width: 1600, height: 900 })
  await picture(page, 'claim review wide')
  await page.setViewportSize({ width: 1280, height: 720 })
  await press(page, '改判')
  await dialogOpens(page)
  expect(await judgePage(page, 'claim regrade dialog', ['light'])).toEqual([])
  await page.context().close()
  const settings = await desks.sit(administrator, '/claim-settings')
  await sees(settings, '审批起点')
  expect(await judgePage(settings, 'claim settings')).toEqual([])
  await settings.getByRole('button', { name: '修改 审批 的限额' }).click()
  await dialogOpens(settings)
  expect(await judgePage(settings, 'claim limit dialog', ['light'])).toEqual([])
  await settings.getByRole('textbox', { name: '审批限额' }).fill('20,000')
  await settings.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await sees(settings, '审批 的限额已保存')
  await sees(settings, '20,000.00')
  expect(desks.troubles).toEqual([])
  await settings.context().close()
})

it('a pool has room for sixteen rows on a screen of 1440 × 900', async () => {
  const { number } = await submitted()
  const page = await desks.sit(first, '/claim-first-reviews')
  await page.setViewportSize({ width: 1440, height: 900 })
  await sees(page, number)
  const { top, height } = await page
    .locator('main tbody tr')
    .first()
    .evaluate((row) => row.getBoundingClientRect().toJSON() as { top: number; height: number })
  expect(height).toBe(36)
  expect(top + 16 * height).toBeLessThanOrEqual(900)
})
