import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/server/config.ts'
import { migrate } from '../../src/server/db/migrate.ts'
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

test('is left to a start and to the command of that name: no other command changes a database in use', async () => {
  const other = await freshDatabase()
  const { owner, app, jobs } = other.urls
  const config = readConfig({ DATABASE_URL: owner, DATABASE_APP_URL: app, DATABASE_JOBS_URL: jobs })
  const prepare = (asIs: boolean) =>
    prepareDatabase(config, { attach: true, asIs, say: () => undefined, lost: () => undefined })
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  const applied = async () => (await client.query('select count(*)::int as count from schema_migrations')).rows[0].count
  try {
    const all = await applied()
    await client.query(
      `insert into database_facts (demo, made_at, key_version, key_fingerprint, index_suite) values (true, now(), 1, '', 1)`,
    )
    expect((await prepare(true)).applied).toEqual([])
    // As a database of the version before the last migration stands.
    const last = await client.query(
      'delete from schema_migrations where number = (select max(number) from schema_migrations) returning name',
    )
    await expect(prepare(true)).rejects.toThrow(
      new RegExp(
        `^The database lacks ${last.rows[0].name} of this version: make a backup, then run "npm run huzhu -- migrate"`,
      ),
    )
    expect(await applied()).toBe(all - 1)
  } finally {
    await client.end()
    await other.drop()
  }
})
