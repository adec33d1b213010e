import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { lastCode } from '../support/accounts.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { fillIn, submit } from '../support/registration.ts'
import { fill, press, sees } from './support/controls.ts'
import { openDesks, type DeskBrowser } from './support/desk-browser.ts'
import { judgePage } from './support/judge-page.ts'

const HOUR = 3_600_000
const REASON = '工会名称与证书不符'

let desks: DeskBrowser
let officer: Actor
let applicant: Awaited<ReturnType<typeof fillIn>>
let number: string
let id: string

beforeAll(async () => {
  desks = await openDesks('2026-11-20T09:00:00+08:00')
  const { server } = desks
  const { agencyId, officeId } = await makeAssociation(server)
  officer = await signIn(server, officeId, { desks: ['registration-review'], name: '审核' })
  applicant = await fillIn(server, { agencyId })
  number = (await submit(server, applicant)).json().number
  id = (await officer.get('/api/registrations?tab=waiting')).json().rows[0].id
  await officer.post('/api/work/take', { kind: 'registration', subjects: [id] })
  const { version } = (await officer.post(`/api/registrations/${id}/open`)).json().registration
  const reasons = [{ field: 'unionName', text: REASON }]
  expect((await officer.post(`/api/registrations/${id}/return`, { version, reasons })).statusCode).toBe(200)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? desks.failed(task.name) : undefined))
afterAll(() => desks.close())

/** 查看进度 with the code of the phone; codes may be asked for once an hour here. */
async function seeProgress(said: string = REASON): Promise<Page> {
  desks.server.clock.add(HOUR)
  const page = await desks.sit(officer, `/registration/progress?number=${number}`)
  await fill(page, { 经办人手机号: applicant.phone })
  const newest = () => lastCode(desks.server, applicant.phone).catch(() => '')
  const before = await newest()
  await press(page, '发送验证码')
  const code = page.getByRole('textbox', { name: '短信验证码' })
  await code.waitFor()
  await expect.poll(newest).not.toBe(before)
  await code.fill(await newest())
  await press(page, '查询')
  await sees(page, said)
  return page
}

const address = (page: Page) => page.getByRole('textbox', { name: '地址' })

it('reading the progress in another window leaves the open form alone; 继续修改 there takes it over', async () => {
  const first = await seeProgress()
  expect(await judgePage(first, 'progress returned')).toEqual([])
  await press(first, '继续修改')
  await address(first).waitFor()
  const second = await seeProgress()
  await Promise.all([first.waitForResponse(/\/draft\/save$/), address(first).fill('示例路 100 号')])
  await press(second, '继续修改')
  await expect.poll(() => address(second).inputValue()).toBe('示例路 100 号')
  await address(first).fill('示例路 200 号')
  await sees(first, `申请 ${number} 已在别处继续修改，这里不再保存`)
  expect(await address(first).inputValue()).toBe('示例路 200 号')
  expect(await judgePage(first, 'registration elsewhere')).toEqual([])
  await first.reload()
  await sees(first, '请在那里修改')
  expect(await judgePage(first, 'registration elsewhere reloaded')).toEqual([])
  await press(first, '查看进度')
  expect(new URL(first.url()).search).toContain(number)
  await first.context().close()
  const draft = await second.evaluate(() => sessionStorage.getItem('huzhu.registration')?.split(' ')[0])
  desks.server.clock.add(HOUR)
  expect((await submit(desks.server, { ...applicant, draft: draft ?? '' })).json()).toEqual({ number })
})

it('whoever takes it up again sees what was asked for', async () => {
  const review = await desks.sit(officer, `/registrations/${id}`)
  await sees(review, REASON)
  expect(await judgePage(review, 'registration returned before')).toEqual([])
})

it('the progress waits for the office, and once approved tells the user name', async () => {
  const waiting = await seeProgress('资料正在审核')
  expect(await judgePage(waiting, 'progress submitted')).toEqual([])
  await officer.post('/api/work/take', { kind: 'registration', subjects: [id] })
  const { version } = (await officer.post(`/api/registrations/${id}/open`)).json().registration
  expect((await officer.post(`/api/registrations/${id}/approve`, { version })).statusCode).toBe(200)
  const approved = await seeProgress('审核已通过')
  // A minute after the code of the progress.
  desks.server.clock.add(60_000)
  await press(approved, '重新发送激活码')
  await sees(approved, '新的激活码已发到经办人手机')
  expect(await judgePage(approved, 'progress approved')).toEqual([])
})
