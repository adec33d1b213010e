import { execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { dataFolder, programOptions } from './embedded-cluster.ts'
import type { Place } from './embedded-place.ts'

export type Running = { readonly pid: number; readonly port: number }

// Crash recovery and a slow shutdown both may take their time.
const patienceMs = 60_000

/** Starts PostgreSQL on a free port of this machine and waits until it takes connections. */
export async function startProcess(place: Place, settings: Readonly<Record<string, string>>): Promise<Running> {
  const log = join(place.root, 'postgres.log')
  let complaint = ''
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await freePort()
    if (existsSync(log)) renameSync(log, `${log}.1`)
    const pid = await startOnce(place, port, log, settings)
    if (pid !== undefined) return { pid, port }
    complaint = /FATAL: {2}(.*)/.exec(readFileSync(log, 'utf8'))?.[1] ?? ''
    // The port was taken meanwhile, or processes of a killed PostgreSQL have not noticed yet.
    if (!/could not create any TCP|shared memory block|lock file/.test(complaint)) break
    await sleep(100)
  }
  throw new CannotStart(`PostgreSQL did not start (${complaint || 'no reason given'}): see ${log}.`)
}

async function startOnce(place: Place, port: number, log: string, settings: Readonly<Record<string, string>>) {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'w', 0o600)
  // In a session of its own: Ctrl-C in the terminal reaches us alone, and we stop it after our last transaction.
  const child = spawn(place.binaries.postgres, ['-D', dataFolder(place), '-p', String(port), ...options], {
    ...programOptions(place),
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  child.unref()
  const ended = new Promise<true>((resolve) => {
    child.on('exit', () => resolve(true))
    child.on('error', () => resolve(true))
  })
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const note = readNote(place)
    if (note?.pid === child.pid && note?.state === 'ready') return child.pid
    if (await Promise.race([ended, sleep(3)])) return undefined
  }
  child.kill('SIGQUIT')
  return undefined
}

/** The PostgreSQL that runs on our data already and takes connections, or undefined; a stale note is no obstacle. */
export async function findProcess(place: Place): Promise<Running | undefined> {
  const deadline = Date.now() + patienceMs
  let note = readNote(place)
  while (note !== undefined && isAlive(note.pid)) {
    if (!isOurs(place, note.pid)) {
      // The number belongs to another program by now, which PostgreSQL could not tell.
      rmSync(noteFile(place), { force: true })
      return undefined
    }
    if (note.state === 'ready') return note
    if (Date.now() > deadline) {
      throw new CannotStart(
        `Process ${note.pid}, a PostgreSQL on ${place.root}, neither answers nor ends: end it first.`,
      )
    }
    await sleep(20)
    note = readNote(place)
  }
  return undefined
}

/** Asks PostgreSQL to end in order: open transactions fail, everything is written. */
export function askToStop(place: Place, pid: number): void {
  // After a crash the number may be another program's.
  if (readNote(place)?.pid === pid) signal(pid, 'SIGINT')
}

export async function stopProcess(place: Place, pid: number): Promise<void> {
  askToStop(place, pid)
  // The note goes last; where nobody collects dead children, the process would seem to live for ever.
  while (isAlive(pid) && readNote(place)?.pid === pid) await sleep(5)
}

export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

export function isAlive(pid: number): boolean {
  return signal(pid, 0)
}

function isOurs(place: Place, pid: number): boolean {
  return process.platform === 'win32' || commandOf(pid).includes(dataFolder(place))
}

function commandOf(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function noteFile(place: Place): string {
  return join(dataFolder(place), 'postmaster.pid')
}

/** PostgreSQL notes its process, port and state in `postmaster.pid`, one a line. */
function readNote(place: Place): (Running & { readonly state: string }) | undefined {
  try {
    const lines = readFileSync(noteFile(place), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
