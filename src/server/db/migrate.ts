import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly hash: string }
type Applied = { readonly number: number; readonly name: string; readonly hash: string }

const ownFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

// One migrator at a time per database; the others wait and then find nothing to do.
const migratorLock = 7_204_519

/**
 * Brings the database to the state that this program knows, one transaction a file, and answers the names applied.
 * Throws `CannotStart` for a database that is newer than the program or was made by other files.
 */
export async function migrate(ownerUrl: string, folder = ownFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [migratorLock])
    await owner.query(
      `create table if not exists schema_migrations (
         number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`,
    )
    const { rows } = await owner.query<Applied>('select number, name, hash from schema_migrations order by number')
    const pending = pendingOf(migrations, rows)
    for (const migration of pending) await apply(owner, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await owner.end()
  }
}

/**
 * Names of the migrations that a database in use lacks, none for a new one, and whether it is in use; changes nothing.
 * Throws `CannotStart` as `migrate` does.
 */
export async function findPending(
  ownerUrl: string,
  folder = ownFolder,
): Promise<{ readonly inUse: boolean; readonly pending: readonly string[] }> {
  const migrations = await readMigrations(folder)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const tables = await owner.query<{ made: boolean }>(
      `select to_regclass('schema_migrations') is not null and to_regclass('database_facts') is not null as made`,
    )
    if (!tables.rows[0]?.made) return { inUse: false, pending: [] }
    const facts = await owner.query('select from database_facts')
    if (facts.rowCount === 0) return { inUse: false, pending: [] }
    const { rows } = await owner.query<Applied>('select number, name, hash from schema_migrations order by number')
    return { inUse: true, pending: pendingOf(migrations, rows).map(({ name }) => name) }
  } finally {
    await owner.end()
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { number: Number(name.slice(0, 3)), name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, hash } of applied) {
    const ours = known.get(number)
    if (ours === undefined) {
      throw new CannotStart(
        `The database is newer than this program, which does not know the migration ${name}: start the newer version.`,
      )
    }
    if (ours.hash !== hash) {
      throw new CannotStart(
        `The migration ${ours.name} differs from ${name} as this database has applied it: restore that file, or start with an empty database.`,
      )
    }
  }
  const done = new Set(applied.map(({ number }) => number))
  return migrations.filter(({ number }) => !done.has(number))
}

async function apply(owner: pg.Client, { number, name, sql, hash }: Migration): Promise<void> {
  try {
    await owner.query('begin')
    await owner.query(sql)
    await owner.query('insert into schema_migrations (number, name, hash) values ($1, $2, $3)', [number, name, hash])
    await owner.query('commit')
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
