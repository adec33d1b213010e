import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { randomPassword } from './database-roles.ts'
import type { Place } from './embedded-place.ts'

/** Passwords of the embedded database's roles, kept beside its data and readable by us alone. */
export type Secrets = {
  readonly superuser: string
  readonly owner: string
  readonly app: string
  readonly jobs: string
}

/** The folder that belongs to PostgreSQL, in our place. */
export function dataFolder(place: Place): string {
  return join(place.root, 'data')
}

/**
 * Makes the cluster if there is none: checksums on, UTF-8, ICU for order and C.UTF-8 for what counts as a letter (with
 * the locale C, trigrams of Chinese words are empty). A start that was killed half-way leaves nothing behind.
 */
export async function ensureCluster(place: Place): Promise<Secrets> {
  const data = dataFolder(place)
  const secretsFile = join(place.root, 'secrets.json')
  if (!existsSync(data)) {
    const secrets = {
      superuser: randomPassword(),
      owner: randomPassword(),
      app: randomPassword(),
      jobs: randomPassword(),
    }
    const making = join(place.root, 'making')
    const cluster = await initialise(place, making, secrets.superuser)
    await writeFile(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
    await rename(cluster, data)
    await rm(making, { recursive: true })
  }
  refuseOtherVersion(place)
  return JSON.parse(await readFile(secretsFile, 'utf8')) as Secrets
}

async function initialise(place: Place, making: string, password: string): Promise<string> {
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { mode: 0o700 })
  const passwordFile = join(making, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (place.user) for (const path of [making, passwordFile]) await chown(path, place.user.uid, place.user.gid)
  const cluster = join(making, 'cluster')
  const args = ['-D', cluster, '-U', 'postgres', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8']
  const locale = ['--locale-provider=icu', '--icu-locale=und', '--locale=C.UTF-8']
  await run(place, place.binaries.initdb, [...args, ...locale, '--data-checksums', '--no-instructions'])
  return cluster
}

/** Programs of PostgreSQL run as the dropped user, in a folder that it can enter, with nothing of our environment. */
export function programOptions(place: Place) {
  return { ...place.user, cwd: place.root, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' } }
}

function run(place: Place, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...programOptions(place), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed:\n${said}`))))
  })
}

function refuseOtherVersion(place: Place): void {
  const made = readFileSync(join(dataFolder(place), 'PG_VERSION'), 'utf8').trim()
  const control = readFileSync(join(place.binaries.native, 'share', 'postgresql', 'postgres.bki'), 'latin1')
  const ours = /^# PostgreSQL (\d+)/.exec(control)?.[1]
  if (made === ours) return
  throw new CannotStart(
    `The database in ${dataFolder(place)} was made by PostgreSQL ${made} and this version brings PostgreSQL ${ours}: use the version of this program that made it, or move its data with pg_dump.`,
  )
}
