import type { FastifyRequest } from 'fastify'
import { inTransaction, type Beginning, type Transactions } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { RefusedError } from '../refusal.ts'
import type { Instant } from '../../domain/shared/time.ts'

/** One call as the journal tells of it when it is refused. */
export type Asked = {
  readonly request: FastifyRequest
  readonly begin: Beginning
  /** Name of the endpoint, which is the entry's action. */
  readonly name: string
  readonly changes: boolean
  /** The input, of which nothing but ids is looked at. */
  readonly input: unknown
}

type Settings = { readonly transactions: Transactions; readonly clock: () => Instant }

/** Says nothing about rights or business: the caller is unknown, too quick, or asked to try again. */
const PASSING = new Set([
  'not-signed-in',
  'origin-refused',
  'too-many-requests',
  'key-missing',
  'key-reused',
  'still-running',
  'lock-wait',
  'took-too-long',
  'password-needed',
])

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

/** What the input names by id: its own, those of lists, and those of rows in lists; the own one first. */
function idsIn(input: unknown): string[] {
  if (!isObject(input)) return []
  const named = [input['id'], ...Object.values(input)].flat()
  return [...new Set(named.map((value) => (isObject(value) ? value['id'] : value)).filter(isId))]
}

function isKept(code: string, { changes }: Asked, named: readonly string[]): boolean {
  if (PASSING.has(code)) return false
  if (code === 'not-allowed') return true
  return changes || (code === 'not-found' && named.length > 0)
}

/**
 * Does the work; where it is refused, an entry says so in a transaction of its own, since the refusal rolled back what the
 * command wrote. Denials, rows that were asked for by id and not found, and what business refuses a command are kept;
 * misses of searches are not, nor is anybody without a session: who is nobody could fill a journal that never shrinks.
 */
export async function journalRefusals<T>(settings: Settings, asked: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RefusedError) await keep(settings, asked, error.refusal.code)
    throw error
  }
}

async function keep({ transactions, clock }: Settings, asked: Asked, code: string): Promise<void> {
  const { request, begin, name, input } = asked
  const named = idsIn(input)
  if (begin.kind !== 'session' || !isKept(code, asked, named)) return
  const [subject] = isObject(input) && isId(input['id']) ? named : named.length === 1 ? named : []
  try {
    await inTransaction(
      transactions,
      { begin: { ...begin, touch: false }, command: name, now: clock(), address: request.ip, requestId: request.id },
      (tx) => record(tx, { action: name, ...(subject ? { subject } : {}), facts: { code }, result: 'refused' }),
    )
  } catch (error) {
    // The caller was refused, and hears that: what went wrong here is ours.
    request.log.error({ err: error, reference: request.id, action: name, code }, 'refusal not journaled')
  }
}
