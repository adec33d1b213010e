import { randomInt, randomUUID, type UUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ensurePages } from '../../src/server/pages.ts'
import type { Services } from '../../src/server/services.ts'
import type { Actor } from './actors.ts'
import { besideServer } from './beside-server.ts'
import { rounds } from './long.ts'
import { runServer, type RunningServer } from './run-server.ts'

/** Somebody with a session, as `openSession` opens it. */
export type Person = Pick<Actor, 'accountId' | 'headers'>
/** What a call answered; `unknown` where the line broke before. */
export type Outcome = { readonly status: number; readonly body: Record<string, unknown> } | 'unknown'
type Asked = { readonly method?: 'POST'; readonly body?: BodyInit; readonly headers?: Record<string, string> }
export type Kill = () => Promise<void>

const JSON_BODY = { 'content-type': 'application/json' }

/** Whether the caller was told that it is done. */
export function wasAcknowledged(outcome: Outcome): boolean {
  return outcome !== 'unknown' && outcome.status === 200
}

/** The answer of a call that has to succeed. */
export async function done(answering: Promise<Outcome>): Promise<Record<string, unknown>> {
  const outcome = await answering
  if (outcome === 'unknown' || outcome.status !== 200) throw new Error(JSON.stringify(outcome))
  return outcome.body
}

/** What something comes to that nobody disturbs, and how long it takes, in ms. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const began = performance.now()
  return { result: await work(), ms: performance.now() - began }
}

/** When to kill what takes so long undisturbed: a moment within it or a little after, in ms. */
export function momentWithin(undisturbed: number): number {
  return randomInt(Math.ceil(undisturbed * 1.2))
}

const MOST_MORE = 8

/**
 * Rounds with a kill after a while, at random within what the work takes; each answers whether its kill came before the work
 * was done. One that comes too late proves nothing: until one came in time there are more rounds, with ever earlier kills.
 */
export async function killedRounds(undisturbed: number, round: (after: number) => Promise<boolean>): Promise<void> {
  const wanted = rounds(2, 20)
  let within = undisturbed
  let inTime = 0
  for (let count = 0; count < wanted || (inTime === 0 && count < wanted + MOST_MORE); count++) {
    if (await round(momentWithin(within))) inTime += 1
    else if (inTime === 0) within /= 2
  }
  expect(inTime, 'kills that came in time').toBeGreaterThan(0)
}

/** A server of its own, with its database, that tests kill in the middle of what they ask of it and start again. */
export function killable(name: string) {
  let folder: string
  let server: RunningServer
  const varFolder = () => join(folder, 'var')
  const start = async () => void (server = await runServer({ varFolder: varFolder() }))

  async function send({ headers }: Person, path: string, init: Asked, key: UUID): Promise<Outcome> {
    try {
      const all = { ...headers, ...init.headers, 'idempotency-key': key }
      const response = await fetch(`${server.url}${path}`, { ...init, headers: all })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    } catch {
      return 'unknown'
    }
  }
  /** Posts `body`, or reads where there is none. */
  const call = (by: Person, path: string, body?: object, key: UUID = randomUUID()) =>
    send(by, path, body ? { method: 'POST', body: JSON.stringify(body), headers: JSON_BODY } : {}, key)

  return {
    start,
    call,
    /** The first start, in a folder that is gone after `close`. */
    open: async () => {
      await ensurePages(() => undefined)
      folder = mkdtempSync(join(tmpdir(), `huzhu-${name}-`))
      chmodSync(folder, 0o755)
      await start()
    },
    close: async () => {
      await server.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
    beside: <T>(work: (services: Services) => Promise<T>) => besideServer(varFolder(), work),
    /** Each part that may die, with how it is killed; the rest of the server then ends as well. */
    killed: {
      'the server': async () => void (await server.end('SIGKILL')),
      'the database': async () => {
        const note = readFileSync(join(varFolder(), 'postgres', 'data', 'postmaster.pid'), 'utf8')
        process.kill(Number(note.split('\n')[0]), 'SIGKILL')
        await server.end('SIGTERM')
      },
    } satisfies Record<string, Kill>,
    upload: (by: Person, path: string, fileName: string, bytes: BlobPart, key: UUID = randomUUID()) => {
      const body = new FormData()
      body.append('file', new Blob([bytes]), fileName)
      return send(by, path, { method: 'POST', body }, key)
    },
    must: async <T = Record<string, unknown>>(by: Person, path: string, body?: object) =>
      (await done(call(by, path, body))) as T,
    /** A file that the server answers. */
    download: ({ headers }: Person, path: string) => fetch(`${server.url}${path}`, { headers }),
  }
}
