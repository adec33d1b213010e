import { setTimeout as sleep } from 'node:timers/promises'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { listTasks } from '../../src/contract/tasks.ts'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { found } from '../../src/server/refusal.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { killable, momentWithin, timed, type Person } from '../support/killable.ts'
import { rounds } from '../support/long.ts'
import { payableClaims } from '../support/payable-claims.ts'

const ROWS = 30_000
const PATIENCE_MS = 90_000

type Task = OutputOf<typeof listTasks>['exports'][number]

describe('an export of many claims during which the server is killed', () => {
  const { open, start, close, beside, killed, must, download } = killable('export')
  let handler: Person
  /** How long the job takes that nobody disturbs, from where it is seen to run. */
  let undisturbed = 0

  beforeAll(async () => {
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ cover: string; unit: OrganisationId; a: AccountId; b: AccountId; c: AccountId }>`select c.id as cover,
            c.unit_id as unit, (select id from accounts where user_name = 'ouyangjun') as a,
            (select id from accounts where user_name = 'moyang') as b, (select id from accounts where user_name = 'jichuan') as c
          from covers c where c.plan_code = 'comprehensive'
            and c.unit_id = (select organisation_id from accounts where user_name = 'ouyangjun') limit 1`.execute(db),
      )
      const { cover, unit, a, b, c } = found(rows[0])
      const deciders = { submittedBy: a, firstReviewedBy: b, secondReviewedBy: c }
      const [claim] = await payableClaims(services, { covers: [cover], ...deciders })
      await asSystem(services, ({ db }) =>
        sql`insert into claims (id, number, acceptance_id, unit_id, place, agency_id, office_id, person_id, people_id, cover_id,
            plan_code, plan_version_id, kind, source, incident_on, state, sealed, amount, paid, accepted_by, accepted_at)
          select new_id(now()), 'CL379820260601' || lpad(n::text, 7, '0'), gen_random_uuid(), unit_id, place, agency_id,
            office_id, person_id, people_id, cover_id, plan_code, plan_version_id, kind, source, incident_on, 'closed', sealed,
            100, 100, accepted_by, accepted_at from claims, generate_series(1, ${ROWS}) n where id = ${claim?.id}`.execute(
          db,
        ),
      )
      handler = await openSession(services, unit, { desks: ['unit-handler'] })
    })
    const { id } = await begun()
    undisturbed = (await timed(() => until(id, ({ state }) => state === 'done'))).ms
  }, 200_000)
  afterAll(() => close())

  async function until(id: string, reached: (task: Task) => boolean): Promise<Task> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
      const { exports } = await must<OutputOf<typeof listTasks>>(handler, '/api/tasks')
      const task = exports.find((one) => one.id === id)
      if (task && reached(task)) return task
    }
    throw new Error('the export did not get there in time')
  }

  /** An export that has begun to run. */
  async function begun(): Promise<{ id: string }> {
    const wanted = { tab: 'closed', reason: '年度核对' }
    const { id } = await must<{ id: string }>(handler, '/api/claim-exports', wanted)
    await until(id, ({ state }) => state === 'running' || state === 'done')
    return { id }
  }

  for (let round = 1; round <= rounds(2, 20); round += 1)
    it(`begins again by itself and is whole, round ${round}`, async () => {
      const { id } = await begun()
      await sleep(momentWithin(undisturbed))
      await killed['the server']()
      await start()
      const task = await until(id, ({ state }) => state !== 'queued' && state !== 'running')
      expect(task).toMatchObject({ state: 'done', rows: ROWS, total: ROWS })
      const file = await download(handler, `/api/claim-exports/${id}/file`)
      const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()))
      expect(sheets[0]?.rows).toHaveLength(ROWS + 1)
      const kept = await beside((services) =>
        asSystem(services, async ({ db }) => {
          const { rows } = await sql<{ files: number; ends: number }>`select
              (select count(*)::int from files where purpose = 'export') as files,
              (select count(*)::int from journal where subject_id = ${id} and action = 'claim-exports.run' and result = 'done') as ends`.execute(
            db,
          )
          return rows[0]
        }),
      )
      // The first was never disturbed.
      expect(kept).toEqual({ files: 1 + round, ends: 1 })
    }, 200_000)
})
