import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import type { ExternalDatabase } from '../config.ts'
import { type DatabaseUrls, ensureRoles, randomPassword, type RolePasswords, urlsOfRoles } from './database-roles.ts'

const oldestVersion = 15

/**
 * The URLs of somebody's PostgreSQL. Roles that have no URL of their own are made by the owner, with passwords kept in
 * `varFolder`. Throws `CannotStart` for an older PostgreSQL, one that cannot be reached, or missing rights.
 */
export async function prepareExternal(database: ExternalDatabase, varFolder: string): Promise<DatabaseUrls> {
  const { ownerUrl, appUrl, jobsUrl } = database
  await checkVersion(ownerUrl)
  if (appUrl && jobsUrl) return { owner: ownerUrl, app: appUrl, jobs: jobsUrl }
  const file = join(varFolder, 'database-roles.json')
  if (existsSync(file)) return urlsOfRoles(ownerUrl, JSON.parse(await readFile(file, 'utf8')) as RolePasswords)
  const passwords = { app: randomPassword(), jobs: randomPassword() }
  await ensureRoles(ownerUrl, passwords, true)
  await mkdir(varFolder, { recursive: true })
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600 })
  return urlsOfRoles(ownerUrl, passwords)
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
