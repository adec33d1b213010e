import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import { createApp } from '../../src/server/app.ts'
import { logOptions } from '../../src/server/logging/log-options.ts'
import { openMessage } from '../../src/server/messages/sealed-message.ts'
import { signIn } from '../support/actors.ts'
import { makeAccount } from '../support/accounts.ts'
import { EXAMPLES } from '../support/endpoint-examples.ts'
import { textsOfTables } from '../support/texts-of-tables.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { callWith, type Route } from '../support/town-calls.ts'
import { wordsOf } from '../support/traces.ts'
import { makeTwoTowns, OFFICER, type Town } from '../support/two-towns.ts'
import { visit } from '../support/visitor.ts'

const isOfOffice = (desk: Desk) => OFFICER.includes(desk)

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'nonce-N' 'strict-dynamic'",
  "style-src 'self' 'nonce-N'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]

/** What is the asker’s own, or the applicant’s: no colleague gets it. */
const UNANSWERED = ['claim-exports.download', 'units.draft']

const everything: readonly Route[] = [...endpoints, ...fileRoutes]
const PASSWORD = 'heron lantern 62 gravel'

describe('whatever the server answers', () => {
  let server: TestServer
  let town: Town
  const logged: string[] = []

  beforeAll(async () => {
    const stream = new Writable({
      write: (chunk: Buffer, _, done) => {
        logged.push(chunk.toString())
        done()
      },
    })
    server = await startTestServer({ logger: { ...logOptions('debug'), stream } })
    town = (await makeTwoTowns(server)).here
  })
  afterAll(() => server.stop())

  it('bears the headers that keep browsers from doing more with it', async () => {
    const answers = [
      { name: 'no such path', answer: await server.app.inject({ url: '/api/nothing' }) },
      { name: 'malformed path', answer: await server.app.inject({ url: '/api/enrolments/%E0%A4%A' }) },
      {
        name: 'foreign origin',
        answer: await server.app.inject({
          method: 'POST',
          url: '/api/sign-in',
          headers: { origin: 'https://elsewhere.example' },
        }),
      },
      {
        name: 'broken body',
        answer: await server.app.inject({
          method: 'POST',
          url: '/api/sign-in',
          payload: '{',
          headers: { 'x-huzhu': '1', 'content-type': 'application/json' },
        }),
      },
      { name: 'contract', answer: await server.app.inject({ url: '/api/openapi.json' }) },
    ]
    for (const route of everything.filter(({ kind }) => kind !== 'command')) {
      const { inputs = () => [], by = 'handler' } = EXAMPLES[route.name] ?? {}
      for (const input of inputs(town))
        answers.push({ name: route.name, answer: await callWith(server, route, input, town[by].headers) })
      answers.push({
        name: `${route.name} to a stranger`,
        answer: await callWith(server, route, inputs(town)[0] ?? {}, { 'x-huzhu': '1' }),
      })
    }
    for (const { name, answer } of answers) {
      const { headers, statusCode } = answer
      expect([name, statusCode < 500]).toEqual([name, true])
      expect([name, headers['cache-control']]).toEqual([name, 'no-store'])
      expect([name, headers['x-content-type-options']]).toEqual([name, 'nosniff'])
      expect([name, headers['strict-transport-security']]).toEqual([name, 'max-age=31536000'])
      expect([name, headers['x-frame-options'], headers['referrer-policy']]).toEqual([
        name,
        'SAMEORIGIN',
        'no-referrer',
      ])
      const policy = String(headers['content-security-policy'])
      expect([name, policy.startsWith("default-src 'none'")]).toEqual([name, true])
      const isFile = headers['content-disposition'] !== undefined
      expect([name, policy.includes(isFile ? 'sandbox' : "frame-ancestors 'none'")]).toEqual([name, true])
    }
  })
  it('gives each page a policy with a nonce of its own, by which alone anything runs', async () => {
    const pages = mkdtempSync(join(tmpdir(), 'huzhu-pages-'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'index.html'), '<script nonce="CSP_NONCE"></script><style nonce="CSP_NONCE"></style>')
    writeFileSync(join(pages, 'assets', 'base.js'), '')
    const app = await createApp({ services: server.services, pages, logger: false })
    const nonces: string[] = []
    for (const url of ['/', '/', '/claims/x', '/claims/x']) {
      const { headers, body, statusCode } = await app.inject({ url, headers: { accept: 'text/html' } })
      expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-store'])
      const [, nonce = ''] = /nonce="([A-Za-z0-9+/=]{24})"/.exec(body) ?? []
      expect(body).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`)
      expect(String(headers['content-security-policy']).replaceAll(nonce, 'N').split('; ')).toEqual(PAGE_POLICY)
      expect(headers['x-content-type-options']).toBe('nosniff')
      nonces.push(nonce)
    }
    expect(new Set(nonces).size).toBe(4)
    const asset = await app.inject({ url: '/assets/base.js' })
    expect([asset.statusCode, asset.headers['x-content-type-options']]).toEqual([200, 'nosniff'])
    await app.close()
    rmSync(pages, { recursive: true })
  })
  it('sets cookies that no script, no other site and no plain connection gets', async () => {
    await makeAccount(server, town.officeId, {
      userName: 'cookiekeeper',
      password: PASSWORD,
      phone: '19912340000',
      desks: ['audit'],
    })
    const visitor = visit(server)
    const answer = await visitor.post('/api/sign-in', { login: 'cookiekeeper', password: PASSWORD })
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/)
      for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie.split('; ')).toContain(flag)
      expect(cookie).not.toMatch(/Domain/i)
    }
  })

  type Schema = {
    readonly type?: unknown
    readonly properties?: Record<string, Schema>
    readonly items?: Schema
    readonly maximum?: number
    readonly anyOf?: Schema[]
  }
  const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') =>
    z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema
  /** Lists that are short by their nature: choices, sessions of one account, people of one office, batches of one plan. */
  const SHORT = new Set([
    'accounts.entrance',
    'accounts.session',
    'accounts.list-sessions',
    'accounts.list-members',
    'organisations.list',
    'work-pool.counts',
    'units.agencies',
    'units.draft',
    'units.profile',
    'plans.list-offers',
    'dictionaries.find-diagnosis',
    'dictionaries.find-hospital',
    'dictionaries.find-bank',
    'plans.list-office-offers',
    'work-pool.colleagues',
    'claim-entry.assess',
    'claim-entry.also-claimable',
    'claim-entry.ledger',
    'enrolment.get',
    'enrolment.list-batches',
    'enrolment.get-review-draft',
    'certificates.get',
    'invoicing.get',
    'invoicing.unit-todos',
    // The last 50, with how many there are in all.
    'messages.list-undelivered',
    'oversight.find',
    // Up to 100 lines of a preview; up to as many ids as one batch takes.
    'payouts.preview',
    'payouts.get-batch',
    'payouts.get-state',
    'claims.find-covers',
    'claims.unit-todos',
    // A case’s images: as many as its slots take.
    'claim-materials.slots',
    'claim-settings.get',
    'claims.receipt',
    // Accounts of one unit, and its last ten changes by the office.
    'units.handlers',
    'messages.list-demo',
    'claim-exports.list',
    'oversight.tasks',
    'benefit-trial.list-versions',
    'benefit-trial.try',
  ])
  const hasList = (schema: Schema): boolean =>
    schema.type === 'array' || [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? [])].some(hasList)

  it('gives lists out in pages of at most 100, rosters in windows', () => {
    const unbounded: string[] = []
    for (const { name, input, output } of endpoints.filter(({ kind }) => kind === 'query')) {
      const { properties = {} } = schemaOf(input, 'input')
      const [limit, window] = [
        properties['limit'],
        'from' in properties && 'to' in properties && 'search' in properties,
      ]
      if (limit) expect([name, limit.maximum]).toEqual([name, 100])
      if (!limit && !window && hasList(schemaOf(output, 'output')) && !SHORT.has(name)) unbounded.push(name)
    }
    expect(unbounded).toEqual([])
  })
  it('asks for numbers of persons in bodies, never in addresses', () => {
    const personal = /idNumber|phone|mobile|card|password|search|contact/i
    for (const { name, method, path, input } of everything) {
      const names = Object.keys(schemaOf(input, 'input').properties ?? {})
      const inPath = names.filter((field) => path.includes(`:${field}`))
      const visible = (method === 'GET' ? names : inPath).filter((field) => personal.test(field))
      expect([name, visible]).toEqual([name, []])
    }
  })
  type Told = { readonly name: string; readonly given: string; readonly words: string; readonly status: number }
  /** What those who hold nothing are told by any list, opening or download; asked once for all that is sought in it. */
  let told: readonly Told[] = []

  it('answers people of the office and the agency who hold nothing, each route at least one of them', async () => {
    const { agencyId, officeId } = town
    const sign = (at: Town['officeId'], desks: readonly Desk[]) => signIn(server, at, { desks, name: '旁人' })
    const others = [
      await sign(agencyId, OFFICER),
      await sign(officeId, OFFICER),
      await sign(officeId, ['finance']),
      await sign(officeId, ['audit']),
    ]
    const gathered: Told[] = []
    for (const route of everything) {
      if (route.kind === 'upload' || (route.kind === 'command' && !/open/.test(route.path))) continue
      for (const input of EXAMPLES[route.name]?.inputs(town) ?? [])
        for (const { headers } of others) {
          const answer = await callWith(server, route, input, headers)
          const [given, words] = [JSON.stringify(input), await wordsOf(answer)]
          gathered.push({ name: route.name, given, words, status: answer.statusCode })
        }
    }
    told = gathered
    const mute = new Set(told.map(({ name }) => name))
    for (const { name, status } of told) if (status === 200) mute.delete(name)
    const closed = everything.filter(({ access }) => typeof access !== 'string' && !access.some(isOfOffice))
    for (const { name } of closed) mute.delete(name)
    expect([...mute].toSorted()).toEqual(UNANSWERED)
  }, 300_000)

  /** The letter is the unit's own document, drawn once and kept byte for byte. */
  const found = (find: (one: Told) => readonly string[]) => {
    // Nothing is found where nothing was gathered either.
    expect(told.length).toBeGreaterThan(200)
    return told
      .filter(({ name }) => name !== 'certificates.download-letter')
      .flatMap((one) => find(one).map((what) => `${one.name}: ${what}`))
  }

  it('shows numbers, phones and cards in full to the unit and to the holder, and to nobody else of the same town', async () => {
    const inFull = ({ words, given }: Told) =>
      [...town.secrets].filter((secret) => words.includes(secret) && !given.includes(secret))
    expect(found(inFull)).toEqual([])
    const own = await wordsOf(await town.handler.post(`/api/certificates/${town.certificate.id}/people`))
    expect([...town.secrets].some((secret) => own.includes(secret))).toBe(true)
  })

  it('gives no birth day to whoever sees the number masked: it would give back what the mask hides', async () => {
    const days = [...town.secrets].flatMap((secret) => {
      const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(secret) ?? []
      return year ? [`${year}-${month}-${day}`] : []
    })
    expect(days.length).toBeGreaterThan(15)
    expect(found(({ words }) => days.filter((day) => words.includes(day)))).toEqual([])
    const { id } = town.claims.entry
    expect((await town.handler.post(`/api/claims/${id}/open`)).body).toMatch(/"born":"\d{4}-\d\d-\d\d"/)
  })

  it('gives names of insured people to whoever holds nothing as their first character alone', async () => {
    const named = `${town.marks.unit}职工`
    expect(found(({ words }) => (words.includes(named) ? [named] : []))).toEqual([])
    const own = await wordsOf(await town.handler.post(`/api/certificates/${town.certificate.id}/people`))
    expect(own).toContain(named)
  })

  const inClear = (text: string) => [...town.secrets, PASSWORD].filter((secret) => text.includes(secret))

  it('leaves no number, phone or password in the log', async () => {
    await server.app.inject({ url: `/api/enrolments/${[...town.secrets][0]}` })
    await visit(server).post('/api/sign-in', { login: [...town.secrets][1], password: PASSWORD })
    expect(logged.length).toBeGreaterThan(100)
    expect(inClear(logged.join(''))).toEqual([])
  })
  /** Bytes are shown escaped: every byte beyond ASCII as a backslash and three octal digits. */
  const isReadable = (text: string, mark: string) => text.includes(mark) || text.includes(escaped(mark))

  it('leaves none readable in any table, nor what was written about an illness, nor marks of documents in the file store', async () => {
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    const texts = await textsOfTables(superuser)
    await superuser.end()
    const found = texts.flatMap(({ table, column, text }) => {
      const readable = [...inClear(text), ...town.sealedMarks.filter((mark) => isReadable(text, mark))]
      return readable.map((secret) => `${table}.${column}: ${secret}`)
    })
    expect(texts.length).toBeGreaterThan(150)
    const review = await town.officer.post(`/api/claim-reviews/${town.claims['first-review'].id}/open`)
    expect(town.sealedMarks.filter((mark) => review.body.includes(mark)).length).toBeGreaterThan(2)
    expect(review.body).toContain(`${town.marks.unit}病迟`)
    expect(found).toEqual([])
    const { folder } = server.services.vault
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(stored.length).toBeGreaterThan(5)
    for (const file of stored) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      expect(inClear(bytes.toString('latin1'))).toEqual([])
      expect(bytes.includes(town.marks.unit) || bytes.includes('%PDF') || bytes.includes('IHDR')).toBe(false)
    }
  })
  it('sends no full number in a message', async () => {
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    const { rows } = await superuser.query<{ id: string; recipient: Buffer; variables: Buffer }>(
      `select id, recipient_sealed as recipient, variables_sealed as variables from messages
        where variables_sealed is not null`,
    )
    await superuser.end()
    expect(rows.length).toBeGreaterThan(5)
    for (const { id, recipient, variables } of rows) {
      const opened = openMessage(server.services.crypto, id as never, {
        recipientSealed: recipient,
        variablesSealed: variables,
      })
      expect(inClear(JSON.stringify(opened.variables))).toEqual([])
    }
  })
})

function escaped(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8)}`).join('')
}
