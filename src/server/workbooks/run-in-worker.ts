import { Worker } from 'node:worker_threads'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'
import type { WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'

export type WorkerTask<Message> = {
  /** The worker's file, which calls `serveWorker`. */
  readonly entry: URL
  /** Whatever the worker needs; cloned, except for what `transfer` lists. */
  readonly input: unknown
  readonly transfer?: readonly ArrayBuffer[]
  /** Called for each message in order; the worker stops sending until this is done. */
  readonly onMessage?: (message: Message) => void | Promise<void>
  /** Ends the worker at once; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  readonly seconds?: number
  readonly heapMegabytes?: number
}

/** What a worker sends; `W` is asked for one credit back per message. */
export type FromWorker =
  | { readonly kind: 'message'; readonly value: unknown }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: WorkbookRefusal }

const SECONDS = 120
const HEAP_MEGABYTES = 192
/** Small, so that rows which were handed on are swept early and peak memory stays low. */
const YOUNG_MEGABYTES = 16

/**
 * Runs a task in a thread of its own, with limits of time and memory on whose breach it is killed, so that no file can
 * hold up or take down the server. Answers the task's result or why the file was refused; faults are thrown.
 */
export async function runInWorker<Result, Message = never>(
  task: WorkerTask<Message>,
): Promise<Decision<Result, WorkbookRefusal>> {
  task.signal?.throwIfAborted()
  const worker = new Worker(task.entry, {
    workerData: task.input,
    transferList: [...(task.transfer ?? [])],
    resourceLimits: {
      maxOldGenerationSizeMb: task.heapMegabytes ?? HEAP_MEGABYTES,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  })
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse({ code: 'took-too-long' })), (task.seconds ?? SECONDS) * 1000)
      stop = () => reject(task.signal?.reason as Error)
      task.signal?.addEventListener('abort', stop)
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'done') return resolve(accept(message.value as Result))
        if (message.kind === 'refused') return resolve(refuse(message.refusal))
        answer(worker, task, message.value as Message).catch(reject)
      })
      worker.on('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refuse({ code: 'took-too-much-memory' }))
        else reject(error)
      })
      worker.on('exit', () => reject(new Error(`${task.entry.pathname} ended without an answer`)))
    })
  } finally {
    clearTimeout(timer)
    if (stop) task.signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

async function answer<Message>(worker: Worker, task: WorkerTask<Message>, message: Message): Promise<void> {
  await task.onMessage?.(message)
  worker.postMessage('next', [])
}
