import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { EmbeddedPostgres } from '../../src/server/db/embedded.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { installJobs } from '../../src/server/jobs/install-jobs.ts'
import { startWatched } from './scans.ts'
import { schemaHash } from './schema-hash.ts'

/** As a server would run it: every commit reaches the disk. */
const settings = { max_connections: '60', shared_buffers: '512MB', max_wal_size: '4GB' }

/** The PostgreSQL of the benches, kept between runs below the bench folder; stop it when the work is done. */
export async function startBenchCluster(folder: string): Promise<EmbeddedPostgres> {
  const directory = join(folder, 'postgres')
  mkdirSync(directory, { recursive: true })
  chmodSync(folder, 0o755)
  return startWatched({ directory, settings, say: () => undefined })
}

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export function urlOf(url: string, database: string): string {
  const moved = new URL(url)
  moved.pathname = `/${database}`
  return moved.href
}

/** Makes a database once for these migrations, filled by `fill` as the superuser; later runs find it and copy it. */
export async function templateDatabase(
  cluster: EmbeddedPostgres,
  name: string,
  fill: (superuserUrl: string) => Promise<void>,
): Promise<void> {
  const schema = schemaHash()
  const [there] = await query<{ isTemplate: boolean; schema: string | null }>(
    cluster.superuserUrl,
    `select datistemplate as "isTemplate", shobj_description(oid, 'pg_database') as schema from pg_database where datname = $1`,
    [name],
  )
  if (there?.isTemplate && there.schema === schema) return
  if (there) await query(cluster.superuserUrl, `alter database ${name} with is_template false`)
  await query(cluster.superuserUrl, `drop database if exists ${name} with (force)`)
  await query(cluster.superuserUrl, `create database ${name} owner huzhu_owner`)
  await migrate(urlOf(cluster.urls.owner, name))
  await installJobs({ owner: urlOf(cluster.urls.owner, name), jobs: urlOf(cluster.urls.jobs, name) })
  await fill(urlOf(cluster.superuserUrl, name))
  await query(urlOf(cluster.superuserUrl, name), 'vacuum analyze')
  await query(cluster.superuserUrl, `comment on database ${name} is '${schema}'`)
  await query(cluster.superuserUrl, `alter database ${name} with is_template true allow_connections false`)
}

/** A copy of a template for one run, dropped afterwards. */
export async function withCopy<T>(
  cluster: EmbeddedPostgres,
  template: string,
  work: (database: string) => Promise<T>,
): Promise<T> {
  const name = `run_${randomBytes(5).toString('hex')}`
  await query(cluster.superuserUrl, `create database ${name} owner huzhu_owner template ${template} strategy file_copy`)
  try {
    return await work(name)
  } finally {
    await query(cluster.superuserUrl, `drop database ${name} with (force)`)
  }
}
