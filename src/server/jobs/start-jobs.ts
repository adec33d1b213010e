import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, makeWorkerUtils, parseCronItems, run, type Runner, type WorkerEvents } from 'graphile-worker'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { watchDeadWorkers, type DeadWorkerWatch } from './dead-workers.ts'

export type Job = {
  readonly subject: string
  /** 1 at the first try. */
  readonly attempt: number
  /** Fires when the process is about to stop; the job is then run again elsewhere, or after the next start. */
  readonly signal: AbortSignal
}

/** Does the work of one job; where it throws, the job is run again later, up to 25 times over about three days. */
export type Task = (job: Job) => Promise<void>

/** Something done once a night, at this hour and minute in Shanghai; made up for when nothing ran at that time. */
export type NightlyTask = {
  readonly hour: number
  readonly minute: number
  readonly run: (signal: AbortSignal, log: JobsLog) => Promise<void>
}

export type JobsLog = { warn(text: string): void; error(text: string): void }

export type JobsSettings = {
  readonly jobsUrl: string
  readonly tasks: Readonly<Record<string, Task>>
  readonly nightly?: Readonly<Record<string, NightlyTask>>
  readonly concurrency?: number
  readonly log: JobsLog
}

export type Jobs = { stop(): Promise<void> }

const SHANGHAI_OFFSET_HOURS = 8
const MAKE_UP_MS = 20 * 3_600_000
const CLEANING = { hour: 3, minute: 40 }
/** How long running jobs may finish undisturbed before they are told to stop. */
const FINISH_MS = 1_000
/** After how long a stop no longer waits for them. */
const GIVE_UP_MS = 5_000

/** The minute and hour of a nightly task as cron writes them, in UTC. */
export function cronPattern({ hour, minute }: Pick<NightlyTask, 'hour' | 'minute'>): string {
  return `${minute} ${(hour - SHANGHAI_OFFSET_HOURS + 24) % 24} * * *`
}

/** Runs jobs of these tasks until stopped, wakes up for new ones within milliseconds, and frees those of dead workers. */
export async function startJobs(settings: JobsSettings): Promise<Jobs> {
  const { jobsUrl, tasks, concurrency = 4, log } = settings
  const nightly = { ...settings.nightly, 'clean-jobs': { ...CLEANING, run: () => cleanJobs(jobsUrl) } }
  const events: WorkerEvents = new EventEmitter()
  let watch: DeadWorkerWatch | undefined
  events.on('pool:create', ({ workerPool }) => {
    watch = watchDeadWorkers(jobsUrl, workerPool.id, (text) => log.warn(text))
  })
  const runner = await run({
    connectionString: jobsUrl,
    maxPoolSize: concurrency + 2,
    concurrency,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: FINISH_MS,
    events,
    logger: loggerTo(log),
    taskList: { ...wrapped(tasks), ...wrappedNightly(nightly, log) },
    parsedCronItems: cronItems(nightly),
  })
  return { stop: () => stop(runner, watch) }
}

async function stop(runner: Runner, watch: DeadWorkerWatch | undefined): Promise<void> {
  const waiting = new AbortController()
  const givenUp = pause(GIVE_UP_MS, undefined, { signal: waiting.signal }).then(
    () => runner.kill('jobs do not end'),
    () => undefined,
  )
  await Promise.race([runner.stop(), givenUp])
  waiting.abort()
  await watch?.stop()
}

type GraphileTask = (
  payload: unknown,
  helpers: { job: { attempts: number }; abortSignal?: AbortSignal | undefined },
) => Promise<void>

function wrapped(tasks: Readonly<Record<string, Task>>): Record<string, GraphileTask> {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload, { job, abortSignal = new AbortController().signal }) => {
        const { subject } = payload as { subject: string }
        return safely(() => task({ subject, attempt: job.attempts, signal: abortSignal }))
      },
    ]),
  )
}

function wrappedNightly(nightly: Readonly<Record<string, NightlyTask>>, log: JobsLog): Record<string, GraphileTask> {
  return Object.fromEntries(
    Object.entries(nightly).map(([name, task]) => [
      name,
      (_, { abortSignal = new AbortController().signal }) => safely(() => task.run(abortSignal, log)),
    ]),
  )
}

/** The queue keeps the text of the last error: nothing about persons may stand in it. */
async function safely(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    const told = new Error(maskSensitive(message))
    told.name = name
    told.stack = maskSensitive(stack ?? '')
    throw told
  }
}

function cronItems(nightly: Readonly<Record<string, NightlyTask>>) {
  return parseCronItems(
    Object.entries(nightly).map(([task, at]) => ({
      task,
      identifier: task,
      match: cronPattern(at),
      options: { backfillPeriod: MAKE_UP_MS, jobKey: task },
    })),
  )
}

function loggerTo(log: JobsSettings['log']): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
  })
}

/** Drops what graphile-worker keeps of jobs that failed for good (they were logged then) and of queues now empty. */
async function cleanJobs(jobsUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: jobsUrl })
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS', 'GC_JOB_QUEUES'] })
  } finally {
    await utils.release()
  }
}
