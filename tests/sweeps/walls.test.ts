import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, fileRoutes } from '../../src/contract/api.ts'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import { routesOf } from '../../src/server/routes.ts'
import { EXAMPLES, type Input } from '../support/endpoint-examples.ts'
import { rounds } from '../support/long.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { callWith, uploadedFiles, type Route } from '../support/town-calls.ts'
import { openWatch, tracesIn, wordsOf, type Canaries, type Region } from '../support/traces.ts'
import { makeTwoTowns, OFFICER, type Town } from '../support/two-towns.ts'

type Pair = { readonly mine: Town; readonly theirs: Town }
type Attacker = {
  readonly who: string
  readonly desks: readonly Desk[]
  readonly headers: Readonly<Record<string, string>>
  readonly region: Region
  readonly canaries: Canaries
}
type Attackers = { readonly attackers: readonly Attacker[]; readonly publicly: Canaries }

/** A failed sign-in stands in the journal of the organisation whose account it was; nobody signed in writes elsewhere. */
function mayBeAppended({ access }: Route, table: string): boolean {
  return access === 'anyone' && table === 'journal'
}

const everything: readonly Route[] = [...endpoints, ...fileRoutes]
/** Commands that take away what others need: tried alone by the town's own people. */
const ALONE = ['units.return-registration', 'enrolment.withdraw', 'accounts.end-session', 'accounts.sign-out']
/** Reads first, so that commands of the attackers on their own rows take nothing away from them. */
const ordered = everything.toSorted((one, other) => weight(one) - weight(other))

function weight({ kind, name }: Route): number {
  if (name === 'work-pool.release' || ALONE.includes(name)) return 3
  return { query: 0, download: 0, upload: 1, command: 2 }[kind]
}

/** Every endpoint is called by every attacker: with all of them that takes minutes on a busy machine. */
const PATIENCE = 300_000

describe('the walls between two towns', () => {
  let origin: TestServer
  let towns: Awaited<ReturnType<typeof makeTwoTowns>>
  let files: Awaited<ReturnType<typeof uploadedFiles>>

  beforeAll(async () => {
    origin = await startTestServer()
    towns = await makeTwoTowns(origin)
    await origin.park()
    files = await uploadedFiles()
  })
  afterAll(() => origin.stop())

  /** A server over a copy of the two towns, with the walls that are wanted. */
  async function withServer<T>(
    walls: { filtering?: boolean; rowSecurity?: boolean },
    work: (server: TestServer) => Promise<T>,
  ): Promise<T> {
    const server = await startTestServer({ ...walls, copyOf: origin })
    try {
      return await work(server)
    } finally {
      await server.stop()
    }
  }

  function call(server: TestServer, route: Route, input: Input, headers: Readonly<Record<string, string>>) {
    const [file] = files[route.name] ?? []
    return callWith(server, route, input, headers, { ...(file && { file }) })
  }

  async function attackersOf(server: TestServer, { mine, theirs }: Pair): Promise<Attackers> {
    const { there, neighbour, ended, disabled } = towns
    const watch = await openWatch(server.database.superuserUrl)
    const town: Region = { ...theirs.interval, except: towns.neighbourPlace }
    const unit: Region = { low: theirs.place, high: theirs.place }
    const [ofTown, ofUnit] = [await watch.tokensOnlyIn(town), await watch.tokensOnlyIn(unit)]
    await watch.close()
    const { marks, secrets } = theirs
    const publicly = { tokens: new Set([...ofUnit, ...secrets]), marks: [marks.unit] }
    const outside = {
      region: town,
      canaries: { tokens: new Set([...ofTown, ...secrets]), marks: [marks.unit, marks.office] },
    }
    const attackers = [
      { who: 'handler of another unit', desks: ['unit-handler'] as const, headers: mine.handler.headers, ...outside },
      { who: 'other agency', desks: OFFICER, headers: mine.agent.headers, ...outside },
      { who: 'other office', desks: OFFICER, headers: mine.officer.headers, ...outside },
      { who: 'finance of the other office', desks: ['finance'] as const, headers: mine.finance.headers, ...outside },
      {
        who: 'neighbour',
        desks: ['unit-handler'] as const,
        headers: neighbour.headers,
        region: unit,
        canaries: publicly,
      },
      { who: 'nobody', desks: [], headers: { 'x-huzhu': '1' }, ...outside },
      { who: 'ended session', desks: [], headers: ended.headers, ...outside },
      { who: 'disabled account', desks: [], headers: disabled.headers, ...outside },
    ]
    const strangers = ['neighbour', 'ended session', 'disabled account']
    return {
      attackers: theirs === there ? attackers : attackers.filter(({ who }) => !strangers.includes(who)),
      publicly,
    }
  }

  /** Everything that anybody learned or changed who should not have. */
  async function findings(server: TestServer, bothStand = false): Promise<string[]> {
    const { here, there } = towns
    const pairs = [
      { mine: here, theirs: there },
      { mine: there, theirs: here },
    ].slice(0, rounds(1, 2))
    // Who tells whom by what is settled before anybody does anything: both directions send the same files.
    const sides: { pair: Pair; of: Attackers }[] = []
    for (const pair of pairs) sides.push({ pair, of: await attackersOf(server, pair) })
    const found: string[] = []
    for (const { pair, of } of sides) found.push(...(await findingsOf(server, pair, of, bothStand)))
    return found
  }

  async function findingsOf(
    server: TestServer,
    pair: Pair,
    { attackers: everyone, publicly }: Attackers,
    bothStand: boolean,
  ): Promise<string[]> {
    // Sessions are judged before any wall: who has none is tried where both stand.
    const attackers = bothStand ? everyone : everyone.filter(({ desks }) => desks.length > 0)
    const watch = await openWatch(server.database.superuserUrl)
    const found: string[] = []
    const regions = [...new Set(attackers.map((attacker) => attacker.region))]
    const before = new Map<Region, Record<string, string>>()
    for (const region of regions) before.set(region, await watch.fingerprint(region))
    for (const route of ordered) {
      for (const region of regions) {
        for (const attacker of attackers.filter((one) => one.region === region)) {
          const canaries = route.access === 'anyone' ? publicly : attacker.canaries
          found.push(...(await attack(server, route, { ...attacker, canaries }, pair)))
        }
        const after = await watch.fingerprint(region)
        for (const table of Object.keys(after).filter((one) => !mayBeAppended(route, one)))
          if (before.get(region)?.[table] !== after[table]) found.push(`${route.name} changed ${table}`)
        before.set(region, after)
      }
    }
    await watch.close()
    return found
  }

  async function attack(
    server: TestServer,
    route: Route,
    { who, desks, headers, canaries }: Attacker,
    { mine, theirs }: Pair,
  ): Promise<string[]> {
    const found: string[] = []
    const { inputs = () => [] } = EXAMPLES[route.name] ?? {}
    const foreign = inputs(theirs)
    const holds = typeof route.access === 'string' || route.access.some((desk) => desks.includes(desk))
    for (const [index, own] of inputs(mine).entries()) {
      for (const { input, like } of variants(own, foreign[index] ?? {}, route, holds)) {
        const answer = await call(server, route, input, headers)
        const asked = JSON.stringify(input)
        for (const trace of tracesIn(await wordsOf(answer), asked, canaries))
          found.push(`${route.name} showed ${trace} to ${who}`)
        if (answer.statusCode >= 500)
          found.push(`${route.name} answered ${answer.statusCode} to ${who}: ${answer.body}`)
        if (!like) continue
        const absent = await call(server, route, like, headers)
        if (answered(answer, input) !== answered(absent, like))
          found.push(
            `${route.name} tells ${who} foreign from absent: ${answered(answer, input)} ${answered(absent, like)}`,
          )
      }
    }
    return found
  }

  /** Calls by the town's own people that were not let through to the rows. */
  async function blockedOf(server: TestServer, routes: readonly Route[]): Promise<string[]> {
    const { endpoints: mounted, files: streamed } = routesOf(server.services)
    const served = new Set([
      ...mounted.map(({ endpoint }) => endpoint.name),
      ...streamed.map(({ route }) => route.name),
    ])
    const blocked: string[] = []
    for (const route of routes.filter(({ name }) => served.has(name))) {
      const { inputs = () => [], by = 'handler' } = EXAMPLES[route.name] ?? {}
      for (const input of inputs(towns.there)) {
        const { statusCode, body } = await call(server, route, input, towns.there[by].headers)
        if ([400, 401, 403, 404].includes(statusCode) || statusCode >= 500)
          blocked.push(`${route.name} ${JSON.stringify(input)}: ${statusCode} ${body}`)
      }
    }
    return blocked
  }

  it('are tried with an example of every endpoint, of the shape that it takes', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(everything.map(({ name }) => name).toSorted())
    for (const { name, input } of everything) {
      for (const example of EXAMPLES[name]?.inputs(towns.there) ?? [])
        expect([name, z.safeParse(input, example).error?.issues]).toEqual([name, undefined])
    }
  })
  it('are watched in every table but those whose rows are nobody’s, or of whom only a hash is known', async () => {
    await withServer({}, async (server) => {
      const watch = await openWatch(server.database.superuserUrl)
      const { unwatched } = watch
      await watch.close()
      expect(unwatched).toEqual(UNWATCHED)
    })
  })
  it('are tried on rows of every table that belongs to an organisation, with canaries in every text', async () => {
    await withServer({}, async (server) => {
      const watch = await openWatch(server.database.superuserUrl)
      const { interval, marks } = towns.there
      const texts = await watch.textsOf(interval)
      const canaries = { tokens: await watch.tokensOnlyIn(interval), marks: [marks.unit, marks.office] }
      await watch.close()
      const unmarked = [...texts]
        .filter(([column, text]) => !WORDS.test(column) && tracesIn(text, '', canaries).length === 0)
        .map(([column]) => column)
      expect(unmarked).toEqual([])
    })
  })
  it('let the town’s own people through with the same calls', async () => {
    const blocked: string[] = []
    const groups = [
      ordered.filter(({ name }) => !ALONE.includes(name)),
      ...ALONE.map((name) => ordered.filter((one) => one.name === name)),
    ]
    for (const routes of groups)
      await withServer({}, async (server) => blocked.push(...(await blockedOf(server, routes))))
    expect(blocked).toEqual([])
  })
  it(
    'hold together',
    async () => {
      expect(await withServer({}, (server) => findings(server, true))).toEqual([])
    },
    PATIENCE,
  )
  it(
    'hold where every query forgot its filter: row-level security alone',
    async () => {
      expect(await withServer({ filtering: false }, (server) => findings(server))).toEqual([])
    },
    PATIENCE,
  )
  it(
    'hold where row-level security is off: the filters alone',
    async () => {
      expect(await withServer({ rowSecurity: false }, (server) => findings(server))).toEqual([])
    },
    PATIENCE,
  )
  it('keep kept answers to those to whom they were given, whoever sends the same key', async () => {
    await withServer({}, async (server) => {
      const { here, there } = towns
      const { attackers } = await attackersOf(server, { mine: here, theirs: there })
      const send = (headers: Readonly<Record<string, string>>) =>
        server.app.inject({
          method: 'POST',
          url: `/api/registrations/${there.registration.id}/open`,
          payload: {},
          headers: { ...headers, 'idempotency-key': '019a0000-0000-7000-8000-00000000beef' },
        })
      const first = await send(there.officer.headers)
      expect([first.statusCode, (await send(there.officer.headers)).body]).toEqual([200, first.body])
      for (const { who, headers, canaries } of attackers) {
        const { statusCode, body } = await send(headers)
        expect([who, statusCode >= 400, tracesIn(body, there.registration.id, canaries)]).toEqual([who, true, []])
      }
    })
  })
  it(
    'are what holds: without both everything leaks',
    async () => {
      const leaks = await withServer({ filtering: false, rowSecurity: false }, (server) => findings(server))
      const leaking = new Set(leaks.filter((one) => one.includes(' showed ')).map((one) => one.split(' ')[0]))
      const changing = new Set(leaks.filter((one) => one.includes(' changed ')).map((one) => one.split(' ')[0]))
      expect(leaking.size).toBeGreaterThan(20)
      expect(changing.size).toBeGreaterThan(20)
    },
    PATIENCE,
  )
})

const UNWATCHED = [
  'attempts',
  'banks',
  'category_caps',
  'claim_steps',
  'database_facts',
  // An office’s numbers are used by all of its units.
  'day_counters',
  'demo_messages',
  'diagnoses',
  'enrolment_steps',
  'hospitals',
  'idempotency_keys',
  'one_time_codes',
  'payout_batch_steps',
  'payout_line_steps',
  'plan_versions',
  'schema_migrations',
  'special_days',
]

/** Columns whose texts are words of ours or ids that every town has, or that nothing has filled yet. */
const WORDS =
  /^registrations\.unit_id$|^ledger_entries\.account$|\.(?:format|flags|\w*kind|\w*state|action|result|channel|purpose|media_type|desks?|\w*code|codes|category|stage|source|proposal|unit|risk_class|sex|late_reason|preferences|before|after|causes|file_findings|left_out_sheets|warnings|turned|hints|reasons?|void_reason|receipt|unprintable|provider_id|last_error|password_hash|plan_version_id|seal_file_id|decided_by|from_batch_id|problem)$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** 128-bit tokens and hashes are known to their holders alone. */
const SECRET = /^[A-Za-z0-9_-]{22}$/

type Path = readonly (string | number)[]
type Variant = { readonly input: Input; readonly like?: Input }

/** Paths of the texts and numbers in which two inputs of the same shape differ. */
function differences(own: unknown, foreign: unknown, path: Path = []): Path[] {
  if (typeof own !== 'object' || own === null || typeof foreign !== 'object' || foreign === null)
    return own === foreign ? [] : [path]
  return Object.entries(own).flatMap(([key, value]) =>
    differences(value, (foreign as Record<string, unknown>)[key], [...path, key]),
  )
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value)
}

function replaced(input: Input, changes: readonly (readonly [Path, unknown])[]): Input {
  const copy = structuredClone(input)
  for (const [path, value] of changes) {
    const holder = at(copy, path.slice(0, -1)) as Record<string | number, unknown>
    holder[path.at(-1) ?? ''] = value
  }
  return copy
}

/**
 * An input of one's own with foreign values in it: all of them, and each alone. Where nothing but ids is foreign, ids of
 * rows that do not exist must be answered alike.
 */
function variants(own: Input, foreign: Input, route: Route, holds: boolean): Variant[] {
  const paths = differences(own, foreign).filter((path) => !SECRET.test(String(at(foreign, path))))
  if (paths.length === 0) return [{ input: own }]
  const taken = (chosen: readonly Path[]) =>
    replaced(
      own,
      chosen.map((path) => [path, at(foreign, path)]),
    )
  const ids = paths.filter((path) => UUID.test(String(at(foreign, path))))
  const all: Variant = {
    input: taken(paths),
    ...(ids.length === paths.length
      ? {
          like: replaced(
            own,
            ids.map((path) => [path, randomUUID()]),
          ),
        }
      : {}),
  }
  if (!holds) return [all]
  const reads = route.kind === 'query' || route.kind === 'download'
  return [
    ...(reads ? [{ input: own }] : []),
    all,
    ...(paths.length > 1
      ? rounds(
          paths.map((path) => [path]),
          subsets(paths),
        ).map((chosen) => ({ input: taken(chosen) }))
      : []),
  ]
}

/** Every choice of some of these, up to the first five. */
function subsets(paths: readonly Path[]): Path[][] {
  const few = paths.slice(0, 5)
  return Array.from({ length: 2 ** few.length - 1 }, (_, bits) =>
    few.filter((_path, index) => ((bits + 1) >> index) & 1),
  )
}

/** Status and body, without what the request brought along. */
function answered({ statusCode, body }: LightMyRequestResponse, input: Input): string {
  const brought = JSON.stringify(input).match(/[0-9a-f-]{36}/g) ?? []
  return `${statusCode} ${brought.reduce((text, id) => text.replaceAll(id, '#'), body)}`
}
