import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { programFolder } from '../src/server/config.ts'
import { startEmbedded } from '../src/server/db/embedded.ts'
import { freePort } from '../tests/support/run-server.ts'
import { milliseconds, times, type Figure, type Measured, type Verdict } from './support/figure.ts'

/** `npm start` until the first page is served, in ms; stopped afterwards. */
async function npmStart(varFolder: string): Promise<number> {
  const port = String(await freePort())
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: programFolder,
    env: { ...process.env, PORT: port, HUZHU_VAR: varFolder },
    stdio: 'ignore',
  })
  while (!(await answers(`http://127.0.0.1:${port}/`))) {
    if (child.exitCode !== null) throw new Error('npm start ended before its first page')
    await sleep(5)
  }
  const served = performance.now() - started
  child.kill('SIGTERM')
  await once(child, 'close')
  // npm is gone at once; the server is when its database is.
  while (existsSync(join(varFolder, 'postgres', 'data', 'postmaster.pid'))) await sleep(20)
  return served
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const again = async (varFolder: string) => ({ served: await npmStart(varFolder) })

/** Database, demo data and pages are made. */
async function firstEver(varFolder: string) {
  const fresh = `${varFolder}-first`
  rmSync(fresh, { recursive: true, force: true })
  rmSync(join(programFolder, 'dist'), { recursive: true, force: true })
  const served = await npmStart(fresh)
  rmSync(fresh, { recursive: true })
  return { served }
}

/** The same database, started and nothing else. */
async function floor(varFolder: string) {
  const started = performance.now()
  const postgres = await startEmbedded({ directory: join(varFolder, 'postgres'), say: () => undefined })
  const served = performance.now() - started
  await postgres.stop()
  return { served }
}

function judge(measured: Measured): Verdict[] {
  const served = (contestant: string) => measured.of(contestant).extra['served'] ?? Number.POSITIVE_INFINITY
  const [ours, first, least] = [served('ours'), served('first'), served('floor')]
  return [
    {
      ours: milliseconds(ours),
      floor: milliseconds(least),
      ratio: times(ours, least),
      target: '≤ 2 s',
      pass: ours <= 2_000,
    },
    { ours: `${milliseconds(first)} (first ever)`, target: '≤ 12 s', pass: first <= 12_000 },
  ]
}

async function prepare(folder: string): Promise<string> {
  const varFolder = join(folder, 'start')
  await npmStart(varFolder)
  return varFolder
}

export const figures: readonly Figure[] = [
  { name: 'start', prepare, contestants: { first: firstEver, ours: again, floor }, judge },
]
