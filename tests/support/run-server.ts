import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { programFolder } from '../../src/server/config.ts'

/** `npm start` without npm: the server as a process of its own. */
export type RunningServer = {
  readonly url: string
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  readonly output: () => string
  /** Sends the signal and answers the exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

export type ServerWishes = {
  readonly varFolder: string
  readonly environment?: Readonly<Record<string, string>>
  /** Without any: a demo in which nothing happens by itself. */
  readonly arguments?: readonly string[]
  readonly user?: number
}

/** Starts the server's process; `exited` is its exit code, once it has one. */
export async function spawnServer(wishes: ServerWishes) {
  const port = wishes.environment?.['PORT'] ?? String(await freePort())
  const child = spawn(
    process.execPath,
    [join(programFolder, 'src/server/main.ts'), ...(wishes.arguments ?? ['--without-cases'])],
    {
      cwd: '/',
      env: { PATH: process.env['PATH'], HUZHU_VAR: wishes.varFolder, PORT: port, ...wishes.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(wishes.user === undefined ? {} : { uid: wishes.user, gid: wishes.user }),
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return { port, child, output: () => said, exited }
}

/** Starts the server and waits for its greeting and first page; rejects with what it printed if it ends before. */
export async function runServer(wishes: ServerWishes): Promise<RunningServer> {
  const { port, child, output, exited } = await spawnServer(wishes)
  const url = `http://127.0.0.1:${port}`
  while (!output().includes('Open http') || !(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${output()}`)
    await sleep(20)
  }
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return { url, child, output, end }
}

/** A server that must not start: its exit code and what it said. */
export async function failingServer(wishes: ServerWishes): Promise<{ code: number | null; said: string }> {
  const { output, exited } = await spawnServer(wishes)
  const code = await exited
  return { code, said: output().trim() }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
