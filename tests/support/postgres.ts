import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseUrls } from '../../src/server/db/database-roles.ts'
import { templateName } from './test-cluster.ts'

export type TestDatabase = {
  readonly name: string
  readonly urls: DatabaseUrls
  readonly superuserUrl: string
  /** URL of a role with the rights of huzhu_app that row-level security does not bind: for tests of the first wall. */
  unboundUrl(): Promise<string>
  drop(): Promise<void>
}

/**
 * A migrated database of one's own in the PostgreSQL of this test run (projects `sweeps`, `stories`, `races`, `faults`
 * and `browser`): empty, or a copy of another one that nobody is connected to.
 */
export async function freshDatabase(copyOf: string = templateName): Promise<TestDatabase> {
  const cluster = inject('testCluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  const execute = (sql: string) => asSuperuser(cluster.superuserUrl, sql)
  await execute(`create database ${name} owner huzhu_owner template ${copyOf}`)
  return {
    name,
    urls: {
      owner: inDatabase(cluster.urls.owner, name),
      app: inDatabase(cluster.urls.app, name),
      jobs: inDatabase(cluster.urls.jobs, name),
    },
    superuserUrl: inDatabase(cluster.superuserUrl, name),
    async unboundUrl() {
      await execute(`do $$ begin
        create role huzhu_unbound login bypassrls in role huzhu_app password 'unbound';
      exception when duplicate_object then null; end $$`)
      const url = new URL(inDatabase(cluster.urls.app, name))
      url.username = 'huzhu_unbound'
      url.password = 'unbound'
      return url.href
    },
    drop: () => execute(`drop database ${name} with (force)`),
  }
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const superuser = new pg.Client({ connectionString: url })
  await superuser.connect()
  try {
    await superuser.query(sql)
  } finally {
    await superuser.end()
  }
}

function inDatabase(url: string, name: string): string {
  const moved = new URL(url)
  moved.pathname = `/${name}`
  return moved.href
}
