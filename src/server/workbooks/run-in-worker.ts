import { Worker } from 'node:worker_threads'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'
import type { WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'

export type WorkerTask<Message> = {
  /** The worker's file, which calls `serveWorker`. */
  readonly entry: URL
  /** Whatever the worker needs; cloned, except for what `transfer` lists. */
  readonly input: unknown
  readonly transfer?: readonly ArrayBuffer[]
  /** Called for one message after the other, all before the result; the worker waits when they are not dealt with. */
  readonly onMessage?: (message: Message) => void | Promise<void>
  /** Ends the worker at once; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  readonly seconds?: number
  readonly heapMegabytes?: number
  /** For tasks that hold rows for longer: less sweeping, more memory. */
  readonly youngMegabytes?: number
}

/** What a worker sends; each message is answered with leave to send another. */
export type FromWorker =
  | { readonly kind: 'message'; readonly value: unknown }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: WorkbookRefusal }

const SECONDS = 120
const HEAP_MEGABYTES = 192
/** Rows that were handed on are swept early, so that peak memory stays low. */
const YOUNG_MEGABYTES = 48

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
      maxYoungGenerationSizeMb: task.youngMegabytes ?? YOUNG_MEGABYTES,
    },
  })
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse({ code: 'took-too-long' })), (task.seconds ?? SECONDS) * 1000)
      stop = () => reject(task.signal?.reason as Error)
      task.signal?.addEventListener('abort', stop)
      /** One message after the other: the next waits until `before` is dealt with. */
      async function hear(before: Promise<void>, message: FromWorker): Promise<void> {
        await before
        if (message.kind === 'done') return resolve(accept(message.value as Result))
        if (message.kind === 'refused') return resolve(refuse(message.refusal))
        await task.onMessage?.(message.value as Message)
        worker.postMessage('next', [])
      }
      let turn: Promise<void> = Promise.resolve()
      worker.on('message', (message: FromWorker) => {
        turn = hear(turn, message)
        turn.catch(reject)
      })
      worker.on('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refuse({ code: 'took-too-much-memory' }))
        else reject(error)
      })
      const unanswered = new Error(`${task.entry.pathname} ended without an answer`)
      // What the worker sent before it ended may still have to be heard.
      worker.on('exit', () => void turn.then(() => reject(unanswered), reject))
    })
  } finally {
    clearTimeout(timer)
    if (stop) task.signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
