import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/server/db/embedded.ts'
import { ensurePages } from '../../src/server/pages.ts'
import { failingServer, freePort, type RunningServer, runServer, spawnServer } from '../support/run-server.ts'

// One folder for all tests: the first start makes it, every later one is a second start.
let folder: string
let varFolder: string
const running: RunningServer[] = []

beforeAll(async () => {
  await ensurePages(() => undefined)
  folder = mkdtempSync(join(tmpdir(), 'huzhu start '))
  chmodSync(folder, 0o755)
  varFolder = join(folder, 'var')
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.end('SIGTERM')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(wishes: Partial<Parameters<typeof runServer>[0]> = {}): Promise<RunningServer> {
  const server = await runServer({ varFolder, ...wishes })
  running.push(server)
  return server
}

function post({ url }: RunningServer, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-huzhu': '1', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
}

const note = () => join(varFolder, 'postgres', 'data', 'postmaster.pid')

/** Works on the database while no server runs. */
async function withDatabase<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ directory: join(varFolder, 'postgres'), say: () => undefined })
  const owner = new pg.Client({ connectionString: embedded.urls.owner })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
    await embedded.stop()
  }
}

test('a kill ends the server in order, and the database with it', async () => {
  const server = await start()
  expect(existsSync(note())).toBe(true)
  expect(await (await fetch(server.url)).text()).toContain('<div id="root">')
  expect(await server.end('SIGTERM')).toBe(0)
  expect(existsSync(note())).toBe(false)
})

test('Ctrl-C does the same', async () => {
  const server = await start()
  expect(await server.end('SIGINT')).toBe(0)
  expect(existsSync(note())).toBe(false)
})

test('the demo accounts are printed, and can sign in', async () => {
  const server = await start()
  const { demoAccounts } = (await (await fetch(`${server.url}/api/entrance`)).json()) as {
    demoAccounts: { userName: string; password: string }[]
  }
  expect(demoAccounts.length).toBeGreaterThan(10)
  for (const { userName, password } of demoAccounts)
    expect(server.output()).toContain(`${userName.padEnd(14)}${password}`)
  const [{ userName, password }] = demoAccounts as [{ userName: string; password: string }]
  expect((await post(server, '/api/sign-in', { login: userName, password })).status).toBe(200)
})

test('without demo data a link lets the first administrator in, once', async () => {
  const empty = { varFolder: join(folder, 'empty'), arguments: ['--empty'] }
  const first = await start(empty)
  const link = /https?:\S+\/activate#(\S+)/.exec(first.output())?.[1]
  await first.end('SIGTERM')
  // Nobody has used it: the next start prints another one, and does not need to be told again.
  const second = await start({ varFolder: empty.varFolder })
  expect(second.output()).not.toContain('Demo accounts')
  const renewed = /https?:\S+\/activate#(\S+)/.exec(second.output())?.[1]
  const activate = (fragment: string | undefined) => {
    const given = new URLSearchParams(fragment)
    const password = 'seven birch trees by the river'
    return post(second, '/api/activation', { userName: given.get('user'), code: given.get('code'), password })
  }
  expect((await activate(link)).status).toBe(409)
  expect((await activate(renewed)).status).toBe(200)
  expect((await activate(renewed)).status).toBe(409)
  await second.end('SIGTERM')
  expect((await start({ varFolder: empty.varFolder })).output()).not.toContain('activate')
})

test('a second start keeps everything, also after the server was killed', async () => {
  const facts = () => withDatabase(async (owner) => (await owner.query('select * from database_facts')).rows)
  const made = await facts()
  const keys = readFileSync(join(varFolder, 'keys.json'), 'utf8')
  const killed = await start()
  await killed.end('SIGKILL')
  const server = await start()
  await server.end('SIGTERM')
  expect(made).toHaveLength(1)
  expect(await facts()).toEqual(made)
  expect(readFileSync(join(varFolder, 'keys.json'), 'utf8')).toBe(keys)
})

test('a second server on the same folder is told that the first one has it', async () => {
  await start()
  const { code, said } = await failingServer({ varFolder })
  expect([code, said]).toEqual([1, expect.stringMatching(/^The database in .* belongs to a server that runs already/)])
})

test('a port in use is one sentence', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  const { code, said } = await failingServer({ varFolder, environment: { PORT: String(port) } })
  other.close()
  expect([code, said]).toEqual([
    1,
    `Port ${port} is in use: stop the program that uses it, or set PORT to another number.`,
  ])
  expect(existsSync(note())).toBe(false)
})

test('a host that this machine does not have is one sentence', async () => {
  const { code, said } = await failingServer({ varFolder, environment: { HOST: '203.0.113.7' } })
  expect([code, said]).toEqual([1, expect.stringMatching(/^HOST 203.0.113.7 is no address of this machine.*\.$/)])
})

test('a folder that cannot be written is one sentence', async () => {
  const file = join(folder, 'a file')
  writeFileSync(file, '')
  const { code, said } = await failingServer({ varFolder: join(file, 'var') })
  expect([code, said]).toEqual([1, expect.stringMatching(/^The folder .* cannot be written \(ENOTDIR\): give .*\.$/)])
})

test.runIf(process.getuid?.() === 0)('a folder that belongs to somebody else is one sentence', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o755 })
  const { code, said } = await failingServer({ varFolder: closed, user: 65_534 })
  expect([code, said]).toEqual([1, expect.stringMatching(/^The folder .* cannot be written \(EACCES\): give .*\.$/)])
})

test('a setting that makes no sense is one sentence', async () => {
  const { code, said } = await failingServer({ varFolder, environment: { PORT: 'http' } })
  expect([code, said]).toEqual([1, expect.stringMatching(/^PORT is "http": set it to a whole number.*\.$/)])
})

test('an option that does not exist is one sentence that names those that do', async () => {
  const { code, said } = await failingServer({ varFolder, arguments: ['--emtpy'] })
  expect([code, said]).toEqual([1, expect.stringMatching(/^Unknown option '--emtpy': "npm start" takes --empty.*\.$/)])
})

test('a database of a newer version is one sentence, and is stopped again', async () => {
  await withDatabase((owner) =>
    owner.query(`insert into schema_migrations (number, name, hash) values (999, '999_later.sql', '')`),
  )
  const { code, said } = await failingServer({ varFolder })
  await withDatabase((owner) => owner.query('delete from schema_migrations where number = 999'))
  expect([code, said]).toEqual([1, expect.stringMatching(/^The database is newer than this program.*\.$/)])
  expect(existsSync(note())).toBe(false)
})

test('keys of another installation are one sentence', async () => {
  const file = join(varFolder, 'keys.json')
  const keys = readFileSync(file, 'utf8')
  writeFileSync(file, keys.replace(/"secret": ".{8}/, '"secret": "AAAAAAAA'))
  const { code, said } = await failingServer({ varFolder })
  rmSync(file)
  const missing = await failingServer({ varFolder })
  writeFileSync(file, keys, { mode: 0o600 })
  expect([code, said]).toEqual([1, expect.stringMatching(/^The key file .* does not belong to this database.*\.$/)])
  expect(missing).toEqual({ code: 1, said: expect.stringMatching(/^The key file .* is missing: put back.*\.$/) })
})

test('a PostgreSQL that cannot be reached is one sentence', async () => {
  const environment = { DATABASE_URL: `postgres://owner:secret@127.0.0.1:${await freePort()}/huzhu` }
  const { code, said } = await failingServer({ varFolder: join(folder, 'external'), environment })
  expect([code, said]).toEqual([1, expect.stringMatching(/^The PostgreSQL of DATABASE_URL cannot be reached/)])
  expect(said).not.toContain('secret')
})

test('pages and jobs in processes of their own need a PostgreSQL to meet at', async () => {
  const apart = await failingServer({ varFolder, arguments: ['--worker'] })
  expect(apart).toEqual({ code: 1, said: expect.stringMatching(/^--worker needs DATABASE_URL/) })
})

/** Without a worker nothing is sent; as soon as there is one, what waited goes out. */
async function pagesAndJobsApart(external: Pick<Parameters<typeof runServer>[0], 'varFolder' | 'environment'>) {
  const pages = await start({ ...external, arguments: ['--web', '--without-cases'] })
  await post(pages, '/api/forgotten/code', { phone: '19900000011' })
  const sent = async () => {
    const answer = await fetch(`${pages.url}/api/demo/messages`, { headers: { 'x-huzhu': '1' } })
    return ((await answer.json()) as { messages: { recipient: string }[] }).messages.length
  }
  await sleep(1_500)
  expect(await sent()).toBe(0)
  const worker = await spawnServer({ ...external, arguments: ['--worker'] })
  await expect.poll(sent, { timeout: 20_000 }).toBe(1)
  expect(worker.output()).toContain('Working on jobs, without pages.')
  worker.child.kill('SIGTERM')
  expect(await worker.exited).toBe(0)
  await pages.end('SIGTERM')
}

test('a PostgreSQL of the operator is used, and gets its roles', async () => {
  const cluster = await startEmbedded({ directory: join(folder, 'theirs'), say: () => undefined })
  const superuser = new pg.Client({ connectionString: cluster.superuserUrl })
  await superuser.connect()
  try {
    const external = { varFolder: join(folder, 'external'), environment: { DATABASE_URL: cluster.urls.owner } }
    const taken = await failingServer(external)
    expect(taken.said).toMatch(/has the role huzhu_.* already, and .* does not know its password/)
    await superuser.query('drop role huzhu_app, huzhu_jobs')
    await superuser.query('alter role huzhu_owner nocreaterole')
    const refused = await failingServer(external)
    expect(refused.said).toMatch(/^The user of DATABASE_URL may not create roles: run "create role huzhu_app /)
    const roles = join(external.varFolder, 'database-roles.json')
    expect(existsSync(roles)).toBe(false)
    // The administrator makes them, with passwords of their own.
    for (const role of ['huzhu_app', 'huzhu_jobs'])
      await superuser.query(`create role ${role} login password 'of the administrator'; grant ${role} to huzhu_owner`)
    const unknown = await failingServer(external)
    expect(unknown.said).toMatch(/has the role huzhu_.* already, and .* does not know its password/)
    writeFileSync(roles, JSON.stringify({ app: 'left', jobs: 'over' }), { mode: 0o600 })
    const leftOver = await failingServer(external)
    expect(leftOver).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^PostgreSQL does not let in huzhu_app with the password of .*database-roles.json: set DATABASE_APP_URL and [^\n]*$/,
      ),
    })
    const urlOf = (user: string, password: string) => {
      const url = new URL(cluster.urls.owner)
      return Object.assign(url, { username: user, password: encodeURIComponent(password) }).href
    }
    const mistyped = await failingServer({
      varFolder: external.varFolder,
      environment: {
        DATABASE_URL: cluster.urls.owner,
        DATABASE_APP_URL: urlOf('huzhu_app', 'of the administrator'),
        DATABASE_JOBS_URL: urlOf('huzhu_jobs', 'mistyped'),
      },
    })
    expect(mistyped).toEqual({
      code: 1,
      said: 'PostgreSQL does not let in huzhu_jobs as DATABASE_JOBS_URL says: correct it.',
    })
    rmSync(roles)
    await superuser.query('drop role huzhu_app, huzhu_jobs')
    await superuser.query('alter role huzhu_owner createrole')
    const server = await start(external)
    await server.end('SIGTERM')
    expect(existsSync(join(external.varFolder, 'postgres'))).toBe(false)
    const again = await start(external)
    expect((await fetch(again.url)).status).toBe(200)
    await again.end('SIGTERM')
    await pagesAndJobsApart(external)
    const { rows } = await superuser.query(
      `select rolsuper or rolbypassrls as beyond from pg_roles where rolname = 'huzhu_app'`,
    )
    expect(rows).toEqual([{ beyond: false }])
  } finally {
    await superuser.end()
    await cluster.stop()
  }
})
