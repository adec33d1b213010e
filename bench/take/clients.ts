import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../support/people.ts'
import { CLIENTS, withPool, type TakeRun } from './database.ts'

const SECONDS = 20
/** A server that has just begun compiles itself for some seconds, on the cores that it needs; it is measured as it runs. */
const WARM_SECONDS = 8
const PER_SECOND = 500
const IN_A_LOOP = 16

/** What a client does next: take a case at random, or release or finish the one that it holds. */
export type Step = { readonly kind: 'take' | 'release' | 'finish'; readonly subject: string }

/** Clients that know what they hold, and a ledger of who holds what, in which nobody may ever stand twice. */
export function ledgerOf(subjects: string[], random: () => number) {
  const held = new Map<number, string>()
  const holders = new Map<string, number>()
  let twice = 0
  return {
    twice: () => twice,
    next(client: number): Step {
      const mine = held.get(client)
      if (mine === undefined) return { kind: 'take', subject: subjects[Math.floor(random() * subjects.length)] ?? '' }
      // From here on the next may have it.
      held.delete(client)
      holders.delete(mine)
      return { kind: random() < 0.5 ? 'release' : 'finish', subject: mine }
    },
    got(client: number, subject: string): void {
      if (holders.has(subject)) twice += 1
      holders.set(subject, client)
      held.set(client, subject)
    },
  }
}

type Call = (client: number, path: string, body: object) => Promise<{ status: number; body: string }>

function caller(port: number, tokens: readonly string[]): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  let calls = 0
  return async (client, path, body) => {
    const payload = JSON.stringify(body)
    // A loop is faster than anybody at one address may be: its calls come from several in turn.
    calls += 1
    const sent = request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path,
      headers: {
        cookie: `__Host-huzhu-session=${tokens[client]}`,
        'x-huzhu': '1',
        'x-forwarded-for': `10.${calls % 8}.${client >> 8}.${client & 255}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'idempotency-key': randomUUID(),
      },
    })
    sent.end(payload)
    const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }]
    let text = ''
    for await (const piece of answer) text += piece.toString()
    return { status: answer.statusCode, body: text }
  }
}

type Load = { readonly once: (client: number) => Promise<void>; readonly twice: () => number }

/** Sends one command of a client and notes what came of it. */
function commands(call: Call, { subjects }: TakeRun): Load {
  const ledger = ledgerOf(subjects, seeded(5))
  return {
    twice: ledger.twice,
    async once(client) {
      const { kind, subject } = ledger.next(client)
      const pool = { kind: 'claim-entry', subjects: [subject] }
      const { status, body } =
        kind === 'finish'
          ? await call(client, `/api/claims/${subject}/delete`, { id: subject, version: 0, reason: '重复' })
          : await call(client, `/api/work/${kind}`, pool)
      if (status !== 200) throw new Error(`${kind}: ${status} ${body}`)
      if (kind === 'take' && (JSON.parse(body) as { results: { got: boolean }[] }).results[0]?.got)
        ledger.got(client, subject)
    },
  }
}

async function withServer<T>(folder: string, work: (load: Load) => Promise<T>): Promise<T> {
  return withPool(folder, async (run) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), run.appUrl, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    try {
      return await work(commands(caller(Number(port.toString()), run.tokens), run))
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })
}

/** 500 commands a second that arrive at random, whoever of 200 clients is idle; times count from the arrival. */
export function openLoad(folder: string): Promise<Record<string, number>> {
  return withServer(folder, async (load) => {
    const random = seeded(17)
    const idle = Array.from({ length: CLIENTS }, (_, at) => at)
    const waiting: number[] = []
    const times: number[] = []
    const running = new Set<Promise<void>>()
    const began = performance.now()
    const measuredFrom = began + WARM_SECONDS * 1000
    async function serve(client: number, arrived: number): Promise<void> {
      await load.once(client)
      if (arrived >= measuredFrom) times.push(performance.now() - arrived)
      const next = waiting.shift()
      if (next === undefined) idle.push(client)
      else await serve(client, next)
    }
    let at = began
    while (at < began + (WARM_SECONDS + SECONDS) * 1000) {
      at += (-Math.log(1 - random()) * 1000) / PER_SECOND
      const early = at - performance.now()
      if (early > 1) await pause(early)
      const client = idle.splice(Math.floor(random() * idle.length), 1)[0]
      if (client === undefined) waiting.push(at)
      else {
        const one = serve(client, at).finally(() => running.delete(one))
        running.add(one)
      }
    }
    await Promise.all(running)
    times.sort((a, b) => a - b)
    const share = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
    return { p50: share(0.5), p99: share(0.99), commands: times.length / SECONDS, twice: load.twice() }
  })
}

/** 16 clients, each sending its next command when the one before is answered. */
export function closedLoop(folder: string): Promise<Record<string, number>> {
  return withServer(folder, async (load) => ({ ...(await loops(load.once)), twice: load.twice() }))
}

/** Commands a second of 16 loops. */
export async function loops(once: (client: number) => Promise<void>): Promise<{ perSecond: number }> {
  let done = 0
  const began = performance.now()
  const [from, to] = [began + WARM_SECONDS * 1000, began + (WARM_SECONDS + SECONDS) * 1000]
  async function loop(client: number): Promise<void> {
    while (performance.now() < to) {
      await once(client)
      const now = performance.now()
      if (now >= from && now < to) done += 1
    }
  }
  await Promise.all(Array.from({ length: IN_A_LOOP }, (_, client) => loop(client)))
  return { perSecond: done / SECONDS }
}
