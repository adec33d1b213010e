import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../src/server/db/migrate.ts'
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

async function query(sql: string): Promise<unknown[]> {
  const owner = new pg.Client({ connectionString: database.urls.owner })
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
