import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/server/config.ts'
import { isInUseAndComplete, migrate } from '../../src/server/db/migrate.ts'
import { prepareDatabase } from '../../src/server/db/prepare-database.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  await query('drop table schema_migrations')
  await write('001_first.sql', 'create table sample (id int)')
})

afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const run = () => migrate(database.urls.owner, folder)

async function query(sql: string, connectionString = database.urls.owner): Promise<unknown[]> {
  const owner = new pg.Client({ connectionString })
  await owner.connect()
  try {
    return (await owner.query(sql)).rows
  } finally {
    await owner.end()
  }
}

test('applies each file once, also when two start together', async () => {
  const answers = await Promise.all([run(), run()])
  expect(answers.flat()).toEqual(['001_first.sql'])
  await write('002_second.sql', 'insert into sample values (2)')
  expect(await run()).toEqual(['002_second.sql'])
  expect(await query('select id from sample')).toEqual([{ id: 2 }])
})

test('leaves nothing behind of a file that fails', async () => {
  await run()
  await write('002_second.sql', 'insert into sample values (2); select 1/0')
  await expect(run()).rejects.toThrow(/^Migration 002_second.sql failed: division by zero/)
  expect(await query('select id from sample')).toEqual([])
})

test('refuses a database that is newer than the program', async () => {
  await write('002_second.sql', 'insert into sample values (2)')
  await run()
  await rm(join(folder, '002_second.sql'))
  await expect(run()).rejects.toThrow(/^The database is newer than this program/)
})

test('refuses a database that applied another file of that number', async () => {
  await run()
  await write('001_first.sql', 'create table sample (id bigint)')
  await expect(run()).rejects.toThrow(/^The migration 001_first.sql differs/)
})

test('takes a database in use as it is for a command that only looks, and says what it lacks', async () => {
  const inUse = await freshDatabase()
  const { owner, app, jobs } = inUse.urls
  const settings = { DATABASE_URL: owner, DATABASE_APP_URL: app, DATABASE_JOBS_URL: jobs, HUZHU_VAR: folder }
  const look = () =>
    prepareDatabase(readConfig(settings), { attach: true, asItIs: true, say: () => undefined, lost: () => undefined })
  const lines = () => query('select name from schema_migrations order by number', owner)
  await query("insert into database_facts values (true, false, now(), 1, '')", owner)
  expect((await look()).applied).toEqual([])
  await query('delete from schema_migrations where number = (select max(number) from schema_migrations)', owner)
  const before = await lines()
  await expect(look()).rejects.toThrow(
    /^The database lacks 1 migration of this version: run "npm run huzhu -- migrate"/,
  )
  expect(await lines()).toEqual(before)
  await inUse.drop()
})

test('brings a database that holds nothing yet up to date for any command', async () => {
  expect(await isInUseAndComplete(database.urls.owner, folder)).toBe(false)
  expect(await run()).toEqual(['001_first.sql'])
})
