import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { type DatabaseUrls, ensureRoles, urlsOfRoles } from './database-roles.ts'
import { ensureCluster } from './embedded-cluster.ts'
import { holdLauncherLock } from './embedded-lock.ts'
import { findPlace } from './embedded-place.ts'
import { askToStop, findProcess, signal, startProcess, stopProcess } from './embedded-process.ts'

export type EmbeddedPostgres = {
  readonly urls: DatabaseUrls
  readonly superuserUrl: string
  readonly port: number
  /** Where the data lies. */
  readonly root: string
  /** Whether another process runs this database, so that `stop` only takes leave of it. */
  readonly attached: boolean
  /** Ends PostgreSQL in order; done when it is gone. */
  readonly stop: () => Promise<void>
  /** Ends PostgreSQL as a power cut would, for tests. */
  readonly kill: () => void
}

export type EmbeddedOptions = {
  readonly directory: string
  /** Use the database of a server that runs already instead of refusing. */
  readonly attach?: boolean
  /** Where the database goes when the user that PostgreSQL runs as cannot enter `directory`. */
  readonly elsewhere?: string
  /** Further settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>
  readonly say?: (line: string) => void
  /** Called when PostgreSQL ended without being asked to. */
  readonly lost?: () => void
}

// Values of rows must not reach the log, so neither details nor statements are written there.
const defaultSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
}

/**
 * Starts the PostgreSQL that npm brought along, with its files in `directory`, makes the database `huzhu` and its roles
 * where they are missing, and takes over what a killed server left running. Throws `CannotStart` with a sentence.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(options.directory, options.say ?? console.log, options.elsewhere)
  const secrets = await ensureCluster(place)
  const settings = { ...defaultSettings, ...options.settings }
  const { pid, port } = (await findProcess(place)) ?? (await startProcess(place, settings))
  const superuserUrl = urlOf('postgres', secrets.superuser, port, 'postgres')
  const hold = await holdLauncherLock(superuserUrl, pid, options.lost ?? (() => undefined))
  if (!hold.taken && !options.attach) {
    await hold.release()
    throw new CannotStart(`The database in ${place.root} belongs to a server that runs already: stop that one first.`)
  }
  const ownerUrl = urlOf('huzhu_owner', secrets.owner, port, 'huzhu')
  await ensureOwner(superuserUrl, secrets.owner)
  await ensureRoles(ownerUrl, secrets)
  const end = () => askToStop(place, pid)
  if (hold.taken) process.once('exit', end)
  return {
    urls: urlsOfRoles(ownerUrl, secrets),
    superuserUrl,
    port,
    root: place.root,
    attached: !hold.taken,
    async stop() {
      process.off('exit', end)
      // Pools say that they have ended while their connections still close; those would break with an error.
      if (hold.taken) await hold.waitUntilAlone().catch(() => undefined)
      await hold.release()
      if (hold.taken) await stopProcess(place, pid)
    },
    kill() {
      process.off('exit', end)
      signal(pid, 'SIGKILL')
    },
  }
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

/** The owner is no superuser, so that migrations meet here the same walls as in anybody's PostgreSQL. */
async function ensureOwner(superuserUrl: string, password: string): Promise<void> {
  const superuser = new pg.Client({ connectionString: superuserUrl })
  await superuser.connect()
  try {
    const { rows } = await superuser.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'huzhu_owner') as role,
              exists (select from pg_database where datname = 'huzhu') as database`,
    )
    if (!rows[0]?.role) {
      await superuser.query(`create role huzhu_owner login createrole nosuperuser nobypassrls password '${password}'`)
    }
    if (!rows[0]?.database) await superuser.query('create database huzhu owner huzhu_owner')
  } finally {
    await superuser.end()
  }
}
