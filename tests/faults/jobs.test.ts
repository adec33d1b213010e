import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/shared/time.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { enqueue, type JobWish } from '../../src/server/jobs/enqueue.ts'
import { installJobs } from '../../src/server/jobs/install-jobs.ts'
import { startJobs, type Job, type Jobs, type Task } from '../../src/server/jobs/start-jobs.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

const holder = fileURLToPath(new URL('../support/hold-jobs.ts', import.meta.url))

let database: TestDatabase
let pools: Database
let running: Jobs[] = []
const warnings: string[] = []
const log = { warn: (text: string) => void warnings.push(text), error: (text: string) => void warnings.push(text) }

beforeAll(async () => {
  database = await freshDatabase()
  pools = openDatabase({ url: database.urls.app })
})

afterEach(async () => {
  for (const jobs of running) await jobs.stop()
  running = []
  warnings.length = 0
})

afterAll(async () => {
  await pools.close()
  await database.drop()
})

async function work(tasks: Record<string, Task>): Promise<Jobs> {
  const jobs = await startJobs({ jobsUrl: database.urls.jobs, concurrency: 2, tasks, log })
  running.push(jobs)
  return jobs
}

function enqueued(wish: JobWish, after: () => void = () => undefined): Promise<void> {
  const request = {
    begin: { kind: 'system', purpose: 'command-line' },
    command: 'test',
    now: instantOf(Date.now()),
  } as const
  return inTransaction({ database: pools, filtering: true }, request, async (tx) => {
    await enqueue(tx, wish)
    after()
  })
}

async function until(what: () => boolean, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !what();) {
    if (Date.now() > end) throw new Error('it did not come to pass in time')
    await pause(20)
  }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('a job', () => {
  test('exists exactly when its transaction commits, and starts at once', async () => {
    const done: string[] = []
    await work({ note: async ({ subject }) => void done.push(subject) })
    const [kept, lost] = [newId(), newId()]
    await expect(
      enqueued({ task: 'note', subject: lost }, () => {
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    const started = Date.now()
    await enqueued({ task: 'note', subject: kept })
    await until(() => done.length > 0)
    expect(Date.now() - started).toBeLessThan(1_000)
    await pause(200)
    expect(done).toEqual([kept])
  })

  test('that fails is run again, and its error is kept without numbers of persons', async () => {
    const tries: number[] = []
    const subject = newId()
    await work({
      fail: async ({ attempt }) => {
        tries.push(attempt)
        if (attempt === 1) throw new Error('no answer for 19900000001')
      },
    })
    await enqueued({ task: 'fail', subject })
    await until(() => tries.length === 1)
    await pause(300)
    const [row] = await ask(database.urls.jobs, 'select last_error, payload from graphile_worker._private_jobs')
    expect(row?.['last_error']).toContain('199****0001')
    expect(row?.['payload']).toEqual({ subject })
    await until(() => tries.length === 2)
    expect(tries).toEqual([1, 2])
    expect(warnings.join()).not.toContain('19900000001')
  })

  test('of the same key replaces the one that waits', async () => {
    const done: Job[] = []
    const [subject, key] = [newId(), newId()]
    await enqueued({ task: 'once', subject, key, afterSeconds: 1 })
    await enqueued({ task: 'once', subject, key, afterSeconds: 1 })
    await work({ once: async (job) => void done.push(job) })
    expect(done).toHaveLength(0)
    await until(() => done.length > 0)
    await pause(300)
    expect(done).toHaveLength(1)
  })

  test('whose worker was killed is run by the next one within seconds', async () => {
    const subject = newId()
    const child = spawn(process.execPath, [holder, database.urls.jobs], { stdio: ['ignore', 'pipe', 'inherit'] })
    const held = once(child.stdout, 'data')
    await enqueued({ task: 'hold-me', subject })
    expect(String((await held)[0])).toContain(subject)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const done: Job[] = []
    await work({ 'hold-me': async (job) => void done.push(job) })
    await until(() => done.length > 0)
    expect(done).toMatchObject([{ subject, attempt: 2 }])
  })

  test('whose worker lives is left to it, however many others look for dead ones', async () => {
    const started: string[] = []
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    const slow: Task = async ({ subject }) => {
      started.push(subject)
      await gate
    }
    await work({ slow })
    await enqueued({ task: 'slow', subject: newId() })
    await until(() => started.length > 0)
    await work({ slow })
    await pause(7_500)
    release()
    expect(started).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  test('may finish while the process stops, and is told to hurry', async () => {
    const seen: string[] = []
    const jobs = await work({
      finish: async ({ signal }) => {
        seen.push('started')
        await once(signal, 'abort')
        seen.push('told')
      },
    })
    await enqueued({ task: 'finish', subject: newId() })
    await until(() => seen.length > 0)
    running = []
    await jobs.stop()
    expect(seen).toEqual(['started', 'told'])
  })
})

test('a job that never ends holds no stop up, and is run again after the next start', async () => {
  const [subject, seen] = [newId(), [] as number[]]
  const jobs = await work({
    endless: async ({ attempt }) => {
      seen.push(attempt)
      await new Promise(() => undefined)
    },
  })
  await enqueued({ task: 'endless', subject })
  await until(() => seen.length > 0)
  running = []
  const asked = Date.now()
  await jobs.stop()
  expect(Date.now() - asked).toBeLessThan(10_000)
  await work({ endless: async ({ attempt }) => void seen.push(attempt) })
  await until(() => seen.length > 1)
  expect(seen).toEqual([1, 2])
})

describe('the queue', () => {
  test('is reached by the application through one door', async () => {
    const refused = async (sql: string) => expect(ask(database.urls.app, sql)).rejects.toThrow(/permission denied/)
    await refused('select * from graphile_worker._private_jobs')
    await refused("select graphile_worker.add_job('note')")
    await refused('delete from graphile_worker._private_jobs')
    await expect(
      ask(database.urls.app, `select graphile_worker.enqueue('later', '${newId()}', null, now() + interval '1 day')`),
    ).resolves.toHaveLength(1)
  })

  test('belongs to a role that owns and sees nothing else', async () => {
    const owned = `select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = 'huzhu_jobs'::regrole and n.nspname not in ('graphile_worker', 'pg_toast')`
    expect(await ask(database.urls.jobs, owned)).toEqual([])
    await expect(ask(database.urls.jobs, 'select * from public.accounts')).rejects.toThrow(/permission denied/)
    await expect(ask(database.urls.jobs, 'create schema other')).rejects.toThrow(/permission denied/)
    await expect(ask(database.urls.jobs, 'create table public.other (id int)')).rejects.toThrow(/permission denied/)
  })

  test('is installed again without harm', async () => {
    await Promise.all([installJobs(database.urls), installJobs(database.urls)])
  })
})
