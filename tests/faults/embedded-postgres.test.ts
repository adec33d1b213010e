import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { copyBinaries, installedPackage } from '../../src/server/db/embedded-binaries.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from '../../src/server/db/embedded.ts'

const holder = fileURLToPath(new URL('../support/hold-postgres.ts', import.meta.url))
const asRoot = process.getuid?.() === 0
const nobody = 65_534

// One cluster for all tests, each of which finds it stopped: making one takes a second.
let folder: string
let directory: string
let started: EmbeddedPostgres[] = []
let children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huzhu embedded '))
  chmodSync(folder, 0o755)
  directory = join(folder, 'postgres')
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const postgres of started) await postgres.stop()
  started = []
  children = []
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ directory, say: () => undefined, ...options })
  started.push(postgres)
  return postgres
}

/** Another process that starts the database of `directory`, perhaps as another user. */
async function startElsewhere(where = directory, user?: number): Promise<{ child: ChildProcess; port: number }> {
  const identity = user === undefined ? {} : { uid: user, gid: user }
  const child = spawn(process.execPath, [holder, where], {
    ...identity,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, port: (JSON.parse(line.toString()) as { port: number }).port }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const notePath = (root: string) => join(root, 'data', 'postmaster.pid')

test('a second start finds what the first one wrote, in a folder with spaces', async () => {
  const first = await start()
  await query(first.urls.owner, 'create table kept as select 7 as number')
  await first.stop()
  expect(existsSync(notePath(first.root))).toBe(false)
  const second = await start()
  expect(await query(second.urls.owner, 'select number from kept')).toEqual([{ number: 7 }])
})

test('the database is safe on disk, knows Chinese letters, and nobody who works with it is a superuser', async () => {
  const { urls } = await start()
  const settings = ['data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit']
  const list = settings.map((name) => `current_setting('${name}') as ${name}`).join()
  expect(await query(urls.owner, `select ${list}`)).toEqual([Object.fromEntries(settings.map((name) => [name, 'on']))])
  await query(urls.owner, 'create extension pg_trgm')
  expect(await query(urls.owner, `select cardinality(show_trgm('互助会员')) as count`)).toEqual([{ count: 5 }])
  const beyond = `select rolname from pg_roles where rolname ~ '^huzhu' and (rolsuper or rolbypassrls)`
  expect(await query(urls.owner, beyond)).toEqual([])
  for (const url of Object.values(urls)) {
    expect(await query(url, 'select current_user as name')).toEqual([{ name: new URL(url).username }])
  }
})

test('a wrong password is refused, also on this machine', async () => {
  const { urls } = await start()
  const url = new URL(urls.app)
  url.password = 'guessed'
  await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('what a killed server left running is taken over, and stopped by the next', async () => {
  const left = await startElsewhere()
  left.child.kill('SIGKILL')
  await once(left.child, 'exit')
  const next = await start()
  expect(next).toMatchObject({ port: left.port, attached: false })
  await next.stop()
  await expect(query(next.urls.owner, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
})

test('a server that runs keeps its database for itself; the command line may join it', async () => {
  const { port } = await startElsewhere()
  await expect(start()).rejects.toThrow(/belongs to a server that runs already/)
  const joined = await start({ attach: true })
  expect(joined).toMatchObject({ port, attached: true })
  await joined.stop()
  expect(await query(joined.urls.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a database that is killed is reported, and the next start recovers it', async () => {
  const lost = Promise.withResolvers<void>()
  const first = await start({ lost: lost.resolve })
  await query(first.urls.owner, 'create table acknowledged as select 7 as number')
  first.kill()
  await lost.promise
  const second = await start()
  expect(await query(second.urls.owner, 'select number from acknowledged')).toEqual([{ number: 7 }])
})

test('a note of a process whose number another program has by now is no obstacle', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(notePath(first.root), `${process.pid}\n${directory}\n0\n5432\n\n127.0.0.1\n\nready   \n`)
  expect(await start()).toMatchObject({ attached: false })
})

test('a database of another version of PostgreSQL is refused in a sentence', async () => {
  const first = await start()
  await first.stop()
  const file = join(first.root, 'data', 'PG_VERSION')
  const made = readFileSync(file)
  writeFileSync(file, '19\n')
  await expect(start()).rejects.toThrow(/^The database in .* was made by PostgreSQL 19 and this version brings/)
  writeFileSync(file, made)
})

test('the library links that install scripts would have made are made', async () => {
  const { folder: installed, version } = installedPackage()
  const bare = join(folder, 'package')
  cpSync(installed, bare, { recursive: true, filter: (path) => !/\.so(\.\d+)?$/.test(path) || /postgresql/.test(path) })
  for (const { source } of JSON.parse(readFileSync(join(bare, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string
  }[]) {
    cpSync(join(installed, source), join(bare, source))
  }
  const copied = await copyBinaries(bare, version, folder)
  expect(existsSync(join(copied.native, 'lib', 'libpq.so.5'))).toBe(true)
  expect(existsSync(join(bare, 'native', 'lib', 'libpq.so.5'))).toBe(false)
})

describe.runIf(asRoot)('as root', () => {
  test('PostgreSQL runs as another user, and the passwords stay ours', async () => {
    const { root, urls } = await start()
    const [{ pid }] = (await query(urls.owner, 'select pg_backend_pid() as pid')) as [{ pid: number }]
    expect(pid).toBeGreaterThan(0)
    const postmaster = readFileSync(notePath(root), 'utf8').split('\n')[0]
    expect(readFileSync(`/proc/${postmaster}/status`, 'utf8')).toMatch(/^Uid:\s+65534\s/m)
    const read = spawnSync('cat', [join(root, 'secrets.json')], { uid: nobody, gid: nobody, cwd: '/' })
    expect(read.status).not.toBe(0)
  })

  test('where that user cannot enter, the database lies elsewhere, a line says so, and it is found again', async () => {
    const elsewhere = join(folder, 'elsewhere')
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const said: string[] = []
    const options = { directory: join(closed, 'postgres'), elsewhere, say: (line: string) => said.push(line) }
    const first = await start(options)
    expect(first.root.startsWith(elsewhere)).toBe(true)
    expect(said).toEqual([expect.stringContaining(`The database is in ${first.root}`)])
    await query(first.urls.owner, 'create table kept as select 7 as number')
    await first.stop()
    const second = await start(options)
    expect(await query(second.urls.owner, 'select number from kept')).toEqual([{ number: 7 }])
  })

  test('an ordinary user starts it as well', async () => {
    const own = join(folder, 'of an ordinary user')
    mkdirSync(own)
    chownSync(own, nobody, nobody)
    const { child } = await startElsewhere(own, nobody)
    child.kill('SIGKILL')
    await once(child, 'exit')
    // Taken over by root, only to stop it again.
    expect((await start({ directory: own })).attached).toBe(false)
  })
})
