import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { FileRoute } from '../../contract/endpoint.ts'
import { inTransaction, type Beginning, type Request, type Transaction } from '../db/transaction.ts'
import { mayCall, mustBeShown } from './access.ts'
import { beginningOf } from './beginning.ts'
import { checkDeclared } from './check-declared.ts'
import { bodyHashOf, keyOf, once, ownerOf } from './idempotency.ts'
import { journalRefusals } from './journal-refusals.ts'
import { mustBeConfirmed, type MountSettings } from './mount.ts'
import { limitsOf } from './rate-limits.ts'
import { inputOf, InvalidInputError } from './request-input.ts'
import { watchSession } from './watch-session.ts'

/** An upload or download in progress. Files stream outside any transaction; `within` opens one with the caller's rights. */
export type FileCall = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /**
   * Opens a transaction of this caller; `command` names the change, null reads. Permission is judged each time. The
   * command of an upload answers what the upload answers: it is kept under its idempotency key and repeated.
   */
  readonly within: <T>(
    command: string | null,
    work: (tx: Transaction) => Promise<T>,
    pace?: Request['pace'],
  ) => Promise<T>
}

/** Answers the JSON of an upload; a download answers nothing and sends its stream through the reply. */
export type FileHandler<R extends FileRoute> = (
  call: FileCall,
  input: z.infer<R['input']>,
) => Promise<z.infer<R['output']>>

export type MountedFile = { readonly route: FileRoute; readonly handler: FileHandler<FileRoute> }

export function serveFile<R extends FileRoute>(route: R, handler: FileHandler<R>): MountedFile {
  return { route, handler }
}

/** Serves a file route: permission is judged before the input, and before the first byte is read. */
export function mountFile(app: FastifyInstance, settings: MountSettings, mounted: MountedFile): void {
  const { route } = mounted
  checkDeclared(route)
  app.route({
    method: route.method,
    url: route.path,
    ...(route.limit ? { bodyLimit: route.limit + 64 * 1024 } : {}),
    ...limitsOf(app, route),
    async handler(request, reply) {
      const begin = beginningOf(request, route)
      // Files are named by the path; what else comes in is no row's.
      const asked = { request, begin, name: route.name, changes: route.kind === 'upload', input: request.params }
      const answer = await journalRefusals(settings, asked, () =>
        streamed(settings, mounted, begin, { request, reply }),
      )
      if (reply.sent) return reply
      return reply
        .header('cache-control', 'no-store')
        .send(route.kind === 'upload' ? z.parse(route.output, answer) : answer)
    },
  })
}

async function streamed(
  settings: MountSettings,
  { route, handler }: MountedFile,
  begin: Beginning,
  { request, reply }: Pick<FileCall, 'request' | 'reply'>,
): Promise<unknown> {
  const permitted = <T>(
    command: string | null,
    pace: Request['pace'],
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> =>
    inTransaction(
      settings.transactions,
      { begin, command, now: settings.clock(), pace, address: request.ip, requestId: request.id },
      (tx) => {
        mustBeShown(request, tx.caller)
        mayCall(route.access, tx.caller)
        return work(tx)
      },
    )
  // Before the first byte only: an upload may take longer than a confirmation lasts.
  await permitted(null, 'interactive', async (tx) => {
    if (route.reauthenticates) await mustBeConfirmed(settings, tx, request)
  })
  const input = inputOf({ input: route.input, method: route.kind === 'upload' ? 'GET' : route.method }, request)
  const key = route.kind === 'upload' ? keyOf(request) : null
  const within: FileCall['within'] = (command, work, pace = 'interactive') =>
    permitted(command, pace, async (tx) => {
      const answer = async () => {
        const body = await work(tx)
        if (command && tx.entries !== 1) throw new Error(`${command} wrote ${tx.entries} journal entries, not one`)
        return { body, cookies: [] }
      }
      if (!command || !key) return (await answer()).body
      // The file is not read twice for its hash: its length tells whether it is the same upload.
      const bodyHash = bodyHashOf(settings.crypto, [input, request.headers['content-length']])
      const use = { owner: ownerOf(tx, request), endpoint: route.name, key, bodyHash }
      return (await once<never>(tx, settings.crypto, use, answer)).body as Awaited<ReturnType<typeof work>>
    })
  if (route.kind === 'upload' && request.isMultipart()) checkBoundary(request)
  if (route.kind === 'download' && begin.kind === 'session') {
    const untouched = { ...begin, touch: false }
    watchSession(reply.raw, () => stillAllowed(settings, route, untouched))
  }
  return handler({ request, reply, within }, input)
}

/** Refuses once the session behind a download, or the desk that it needs, is gone; asking does not count as activity. */
async function stillAllowed(
  { transactions, clock }: MountSettings,
  { access }: FileRoute,
  begin: Beginning,
): Promise<void> {
  await inTransaction(transactions, { begin, command: null, now: clock() }, async ({ caller }) =>
    mayCall(access, caller),
  )
}

/** As long as RFC 2046 allows; with longer ones parsers have been made slow and to read beyond their buffers. */
const LONGEST_BOUNDARY = 70

function checkBoundary({ headers }: FastifyRequest): void {
  const boundary = /;\s*boundary=("?)([^";]*)\1/i.exec(headers['content-type'] ?? '')?.[2] ?? ''
  if (boundary === '' || boundary.length > LONGEST_BOUNDARY)
    throw new InvalidInputError([{ path: 'content-type', message: 'the boundary is missing or too long' }])
}
