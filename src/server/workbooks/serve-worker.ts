import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableWorkbook } from './cells.ts'
import type { FromWorker } from './run-in-worker.ts'

/** Messages that may be on their way before the worker waits for the other side. */
const AHEAD = 2
const GIVE_WAY = 10

/** Hands a message to the thread that started this worker; resolves when there is room for the next. */
export type Send<Message> = (message: Message) => Promise<void>

/** The worker's side of `runInWorker`: runs the task on the input, sends its messages, answers its result or refusal. */
export function serveWorker<Input, Message, Result>(
  task: (input: Input, send: Send<Message>) => Promise<Result>,
): void {
  giveWay()
  const post = (message: FromWorker) => parentPort?.postMessage(message, [])
  task(workerData as Input, sender(post)).then(
    (value) => post({ kind: 'done', value }),
    (error: unknown) => {
      if (!(error instanceof UnreadableWorkbook)) throw error
      post({ kind: 'refused', refusal: error.refusal })
    },
  )
}

function sender<Message>(post: (message: FromWorker) => void): Send<Message> {
  let underway = 0
  let proceed: (() => void) | undefined
  parentPort?.on('message', () => {
    underway -= 1
    proceed?.()
  })
  parentPort?.unref()
  return async (value) => {
    post({ kind: 'message', value })
    underway += 1
    while (underway >= AHEAD) {
      parentPort?.ref()
      await new Promise<void>((resolve) => {
        proceed = resolve
      })
      parentPort?.unref()
    }
  }
}

/** Reading files gives way to answering requests. Only Linux lowers a single thread; elsewhere it would be the process. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(GIVE_WAY)
}
