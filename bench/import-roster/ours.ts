import { readFileSync } from 'node:fs'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import { signIn, type Actor } from '../../tests/support/actors.ts'
import { openRun } from './database.ts'
import { ROWS } from './seed.ts'

const PLAN = 'comprehensive'
const EVERY_MS = 50

/** From upload to stored and visible, while a pool page is asked for twenty times a second. */
export async function importOurs(folder: string, roster: string): Promise<Record<string, number>> {
  const run = await openRun(folder)
  const { unitId, officeId } = run.association
  const handler = await signIn(run, unitId, { desks: ['unit-handler'] })
  const reviewer = await signIn(run, officeId, { desks: ['enrolment-review'] })
  const id = await newEnrolment(handler)
  const bytes = readFileSync(roster)
  const before = askForPool(reviewer)
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const calm = await before.stop()
  const meanwhile = askForPool(reviewer)
  const started = performance.now()
  const { batchId } = (await handler.upload(`/api/enrolments/${id}/rosters/${PLAN}`, '名单.xlsx', bytes)).json<{
    batchId: ImportBatchId
  }>()
  await runImport(run.services, batchId)
  const { rows, people } = (await handler.post(`/api/enrolments/${id}/rosters/${PLAN}/window`)).json<{
    rows: unknown[]
    people: number
  }>()
  const seconds = (performance.now() - started) / 1000
  const busy = await meanwhile.stop()
  if (people !== ROWS || rows.length !== 500) throw new Error(`${people} people, ${rows.length} rows shown`)
  await run.stop()
  return { seconds, calm, busy }
}

async function newEnrolment(handler: Actor): Promise<string> {
  const { id } = (await handler.post('/api/enrolments')).json<{ id: string }>()
  const { plans } = (await handler.get('/api/plans/offers')).json<{ plans: { code: string; offerId: string }[] }>()
  const offerId = plans.find(({ code }) => code === PLAN)?.offerId
  await handler.post(`/api/enrolments/${id}/plans`, { version: 0, plans: [{ offerId, shares: 1 }] })
  return id
}

/** Asks for a pool page at a steady rate; answers the 95th percentile of the times in ms. */
function askForPool(reviewer: Actor) {
  const times: number[] = []
  const open: Promise<void>[] = []
  const timer = setInterval(() => {
    const asked = performance.now()
    open.push(reviewer.get('/api/enrolments?tab=review-waiting').then(() => void times.push(performance.now() - asked)))
  }, EVERY_MS)
  return {
    async stop(): Promise<number> {
      clearInterval(timer)
      await Promise.all(open)
      return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
    },
  }
}
