import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from '../../contract/endpoint.ts'
import { RefusedError } from '../refusal.ts'
import { InvalidInputError } from './request-input.ts'

const STATUS = new Map<string, number>([
  ['not-signed-in', 401],
  ['not-allowed', 403],
  ['origin-refused', 403],
  ['not-found', 404],
  ['key-missing', 422],
  ['key-reused', 422],
  ['too-many-requests', 429],
])

/** No room for a file, none within the quota of the system's user, and none for the database. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100'])

function isFull(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && FULL.has(error.code)
}

/** Answers errors: invalid input 400, refusal 4xx, a full disk said as such, anything else is ours: 500 with a reference, logged. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const [status, body] = failureOf(error, request)
  void reply.header('cache-control', 'no-store').code(status).send(body)
}

function failureOf(error: FastifyError | Error, request: FastifyRequest): [number, Failure] {
  if (error instanceof InvalidInputError) return [400, { kind: 'invalid', fields: error.fields }]
  if (error instanceof RefusedError)
    return [STATUS.get(error.refusal.code) ?? 409, { kind: 'refusal', refusal: error.refusal }]
  if (isFull(error)) {
    request.log.error({ err: error, reference: request.id }, 'storage full')
    return [409, { kind: 'refusal', refusal: { code: 'storage-full' } }]
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 429) return [429, { kind: 'refusal', refusal: { code: 'too-many-requests', seconds: 60 } }]
  if (status !== undefined && status >= 400 && status < 500) {
    return [status, { kind: 'invalid', fields: [{ path: '', message: error.message }] }]
  }
  request.log.error({ err: error, reference: request.id }, 'fault')
  return [500, { kind: 'fault', reference: request.id }]
}
