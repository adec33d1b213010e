import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import type { ExternalDatabase } from '../config.ts'
import {
  type DatabaseUrls,
  ensureRoles,
  existingRoles,
  randomPassword,
  type RolePasswords,
  urlsOfRoles,
} from './database-roles.ts'

const oldestVersion = 15
/** SQLSTATEs of a wrong password, and of a role that is missing or may not sign in. */
const NOT_LET_IN = '28'

/**
 * The URLs of somebody's PostgreSQL. Roles that have no URL of their own are made by the owner, with passwords kept in
 * `varFolder`. Throws `CannotStart` for an older PostgreSQL, one that cannot be reached, or missing rights.
 */
export async function prepareExternal(database: ExternalDatabase, varFolder: string): Promise<DatabaseUrls> {
  const { ownerUrl, appUrl, jobsUrl } = database
  await checkVersion(ownerUrl)
  if (appUrl && jobsUrl) {
    await checkPassword(appUrl, 'as DATABASE_APP_URL says: correct it')
    await checkPassword(jobsUrl, 'as DATABASE_JOBS_URL says: correct it')
    return { owner: ownerUrl, app: appUrl, jobs: jobsUrl }
  }
  const file = join(varFolder, 'database-roles.json')
  const isFirst = !existsSync(file)
  const passwords = await passwordsOf(ownerUrl, file)
  try {
    await ensureRoles(ownerUrl, passwords)
  } catch (error) {
    // Passwords of roles that were not made would be taken for those of roles that somebody makes later.
    if (isFirst) await rm(file)
    throw error
  }
  const urls = urlsOfRoles(ownerUrl, passwords)
  for (const url of [urls.app, urls.jobs])
    await checkPassword(url, `with the password of ${file}: set DATABASE_APP_URL and DATABASE_JOBS_URL`)
  return urls
}

/** Throws `CannotStart` where the role of a URL is not let in. */
async function checkPassword(url: string, mend: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    const { code } = error as { code?: string }
    if (!code?.startsWith(NOT_LET_IN)) throw error
    throw new CannotStart(`PostgreSQL does not let in ${new URL(url).username} ${mend}.`)
  }
}

/** The passwords that we gave the roles, or new ones; roles that somebody else made are never given another. */
async function passwordsOf(ownerUrl: string, file: string): Promise<RolePasswords> {
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as RolePasswords
  const taken = await existingRoles(ownerUrl)
  if (taken.length > 0) {
    throw new CannotStart(
      `PostgreSQL has the role ${taken.join(' and ')} already, and ${file} does not know its password: set DATABASE_APP_URL and DATABASE_JOBS_URL.`,
    )
  }
  const passwords = { app: randomPassword(), jobs: randomPassword() }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600 })
  return passwords
}

async function checkVersion(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  try {
    await owner.connect()
  } catch (error) {
    throw new CannotStart(`The PostgreSQL of DATABASE_URL cannot be reached: ${(error as Error).message}.`)
  }
  try {
    const { rows } = await owner.query<{ version: string }>("select current_setting('server_version') as version")
    const version = rows[0]?.version ?? ''
    if (Number.parseInt(version, 10) >= oldestVersion) return
    throw new CannotStart(`DATABASE_URL leads to PostgreSQL ${version}: version ${oldestVersion} or newer is needed.`)
  } finally {
    await owner.end()
  }
}
