import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fastify, type FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { CannotStart } from './cannot-start.ts'
import { bringDictionaries } from './claims/bring-dictionaries.ts'
import type { Config } from './config.ts'
import { prepareDatabase } from './db/prepare-database.ts'
import { bringCatalogue, foundDatabase, inviteAdministrator } from './found-database.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { logOptions } from './logging/log-options.ts'
import { openServices } from './open-services.ts'
import { askForDemoCases } from './demo/make-demo-cases.ts'
import { ensurePages, pagesFolder } from './pages.ts'
import { tasksOf } from './tasks.ts'
import { bringCalendars } from './work-pool/import-calendar.ts'

/** Everything in one process, or on several machines the pages and the jobs apart. */
export type Part = 'all' | 'web' | 'worker'

export type System = {
  /** Undefined where this process only works on jobs. */
  readonly app: FastifyInstance | undefined
  readonly demo: boolean
  /** With which the first administrator chooses a password; undefined once that was done, and in a demo. */
  readonly administratorLink: string | undefined
  /** Ends requests under way, then the jobs, then the database. */
  readonly stop: () => Promise<void>
}

export type StartWishes = {
  /** A new database gets no demo association. */
  readonly empty: boolean
  /** A new demo association gets cases at every desk, soon after the start. */
  readonly cases: boolean
  readonly part: Part
  readonly say: (line: string) => void
  /** Called when the embedded PostgreSQL ended without being asked to. */
  readonly lost: () => void
}

/** Starts this process's part. Throws `CannotStart` with one sentence, and has stopped everything again then. */
export async function startSystem(config: Config, { empty, cases, part, say, lost }: StartWishes): Promise<System> {
  refusePartsOfOne(config, part)
  if (part !== 'worker') await refuseTakenPort(config)
  await refuseClosedFolder(config.varFolder)
  await using running = new AsyncDisposableStack()
  const pages = part === 'worker' ? Promise.resolve() : ensurePages(say)
  // Awaited below; a failure of the database comes first.
  pages.catch(() => undefined)
  const database = await prepareDatabase(config, { attach: false, say, lost })
  running.defer(database.stop)
  const { services, isNew, close } = await openServices(config, database.urls.app, { demo: !empty })
  running.defer(close)
  if (isNew && part === 'worker') {
    throw new CannotStart('This database is new: start a server without --worker first, which makes it.')
  }
  await bringCatalogue(services)
  await bringCalendars(services)
  if (isNew) await foundDatabase(services)
  await bringDictionaries(services)
  const administratorLink = services.demo ? undefined : await inviteAdministrator(services)
  await pages
  const logger = logOptions('warn')
  const app =
    part === 'worker'
      ? undefined
      : await createApp({ services, pages: pagesFolder, trustProxy: config.trustProxy, logger })
  if (part !== 'web') {
    const { log } = app ?? fastify({ logger })
    const jobs = await startJobs({ jobsUrl: database.urls.jobs, ...tasksOf(services), log })
    running.defer(() => jobs.stop())
  }
  if (app) {
    running.defer(() => app.close())
    await listen(config, () => app.listen({ host: config.host, port: config.port }))
    if (isNew && cases) await askForDemoCases(services)
  }
  const stack = running.move()
  return { app, demo: services.demo, administratorLink, stop: () => stack.disposeAsync() }
}

/** The embedded database belongs to one process; several need one of their own to meet at. */
function refusePartsOfOne({ database }: Config, part: Part): void {
  if (part === 'all' || database) return
  throw new CannotStart(`--${part} needs DATABASE_URL: pages and jobs in processes of their own meet in a PostgreSQL.`)
}

/** Before anything is started: whoever finds the port taken should not wait for a database first. */
async function refuseTakenPort(config: Config): Promise<void> {
  const probe = createServer()
  await listen(config, () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    probe.once('error', reject).listen({ host: config.host, port: config.port }, resolve)
    return promise
  })
  await new Promise((resolve) => probe.close(resolve))
}

async function listen({ host, port }: Config, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new CannotStart(`Port ${port} is in use: stop the program that uses it, or set PORT to another number.`)
    }
    if (code === 'EACCES') throw new CannotStart(`Port ${port} is not allowed here: set PORT to a number above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CannotStart(`HOST ${host} is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`)
    }
    throw error
  }
}

async function refuseClosedFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CannotStart(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): give this user the right to, or set HUZHU_VAR to another folder.`,
    )
  }
}
