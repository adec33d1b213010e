import type { Page } from 'playwright-core'
import { numberOn } from '../../tests/browser/support/officers.ts'
import { press, sees } from '../../tests/browser/support/controls.ts'
import { personOf, rosterCsv } from '../../tests/support/people.ts'
import { seededPeople } from './roster.ts'

const PLAN = 'comprehensive'

type Wishes = { readonly pool: number; readonly people: number }

/** Hands in so many small enrolments, and imports one big roster, as a unit would. */
export async function fillAssociation(unit: Page, { pool, people }: Wishes): Promise<void> {
  for (let index = 0; index < pool; index += 1) await handIn(unit, index)
  await importRoster(unit, people)
}

/** Calls the server as the page would, with the page's session. */
async function call(unit: Page, path: string, body: object): Promise<Record<string, unknown>> {
  return unit.evaluate(
    async ([path, body]) => {
      const headers = { 'x-huzhu': '1', 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as Record<string, unknown>
    },
    [path, body] as const,
  )
}

async function get(unit: Page, path: string): Promise<Record<string, unknown>> {
  return unit.evaluate(
    async (path) => (await (await fetch(path, { headers: { 'x-huzhu': '1' } })).json()) as Record<string, unknown>,
    path,
  )
}

async function attach(unit: Page, id: string): Promise<void> {
  await unit.evaluate(async (id) => {
    const canvas = new OffscreenCanvas(8, 8)
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
    const form = new FormData()
    form.append('file', await canvas.convertToBlob({ type: 'image/png' }), 'proof.png')
    const headers = { 'x-huzhu': '1', 'idempotency-key': crypto.randomUUID() }
    const path = `/api/enrolments/${id}/attachments/social-insurance`
    const answer = await fetch(path, { method: 'POST', headers, body: form })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }, id)
}

/** One enrolment of one person, in 参保初审. */
async function handIn(unit: Page, index: number): Promise<void> {
  const id = String((await call(unit, '/api/enrolments', {}))['id'])
  const { plans } = (await get(unit, '/api/plans/offers')) as { plans: { offerId: string; code: string }[] }
  const offerId = plans.find(({ code }) => code === PLAN)?.offerId
  const { version } = await get(unit, `/api/enrolments/${id}`)
  await call(unit, `/api/enrolments/${id}/plans`, { version, plans: [{ offerId, shares: 1 }] })
  await call(unit, `/api/enrolments/${id}/facts`, { staffCount: 1, womenCount: 1 })
  const { name, idNumber, phone } = personOf(90_000 + index)
  const cells = { name, idNumber, phone, idKind: '', born: '', sex: '', riskClass: '' }
  await call(unit, `/api/enrolments/${id}/rosters/${PLAN}/people`, { cells })
  await attach(unit, id)
  const whole = await get(unit, `/api/enrolments/${id}`)
  const { findings } = await call(unit, `/api/enrolments/${id}/submit`, {
    version: whole['version'],
    shown: whole['total'],
  })
  if (!Array.isArray(findings) || findings.length > 0) throw new Error(JSON.stringify(findings))
}

async function importRoster(unit: Page, people: number): Promise<void> {
  await unit.goto('/enrolments')
  await press(unit, '新建参保录入')
  await unit
    .getByRole('group', { name: /^综合互助保障/ })
    .getByText('1 份')
    .click()
  await press(unit, '下一步')
  const buffer = rosterCsv(seededPeople(people))
  const zone = unit.getByLabel('人员清单导入')
  await zone.waitFor()
  await zone.setInputFiles({ name: '大名单.csv', mimeType: 'text/csv', buffer })
  await sees(unit, /导入成功/)
  await numberOn(unit)
}
