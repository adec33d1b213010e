import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

/** The owner migrates; the server runs as `app`, which owns nothing; the job runner connects as `jobs`. */
export type DatabaseUrls = { readonly owner: string; readonly app: string; readonly jobs: string }

export type RolePasswords = { readonly app: string; readonly jobs: string }

const roleNames = { app: 'huzhu_app', jobs: 'huzhu_jobs' } as const

const attributes = 'login nosuperuser nobypassrls nocreatedb nocreaterole'

/** A password of 144 random bits in letters that need no quoting in SQL or in a URL. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url')
}

/** The same server and database as `ownerUrl`, for the two roles that the server runs as. */
export function urlsOfRoles(ownerUrl: string, passwords: RolePasswords): DatabaseUrls {
  const urlOf = (user: string, password: string) => {
    const url = new URL(ownerUrl)
    url.username = user
    url.password = password
    return url.href
  }
  return { owner: ownerUrl, app: urlOf(roleNames.app, passwords.app), jobs: urlOf(roleNames.jobs, passwords.jobs) }
}

/** Which of the two roles this PostgreSQL has. */
export async function existingRoles(ownerUrl: string): Promise<readonly string[]> {
  return asOwner(ownerUrl, listRoles)
}

/** Makes the roles that are missing, both or none. Throws `CannotStart` with the SQL to run where the owner may not create roles. */
export async function ensureRoles(ownerUrl: string, passwords: RolePasswords): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('begin')
    const existing = await listRoles(owner)
    for (const key of ['app', 'jobs'] as const) {
      const name = roleNames[key]
      if (existing.includes(name)) continue
      await owner.query(`create role ${name} ${attributes} password '${passwords[key]}'`)
      await owner.query(`grant ${name} to current_user`)
    }
    await owner.query('commit')
  })
}

async function listRoles(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    Object.values(roleNames),
  ])
  return rows.map((row) => row.rolname)
}

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new CannotStart(sqlToRun())
    throw error
  } finally {
    await owner.end()
  }
}

function sqlToRun(): string {
  const statements = Object.values(roleNames).map(
    (name) => `create role ${name} ${attributes} password '…'; grant ${name} to <owner>;`,
  )
  return `The user of DATABASE_URL may not create roles: run "${statements.join(' ')}" as an administrator, then start with DATABASE_APP_URL and DATABASE_JOBS_URL.`
}
