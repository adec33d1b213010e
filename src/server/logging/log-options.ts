import type { FastifyRequest } from 'fastify'
import { redactLine } from './redact.ts'

/** Of a request: what it did, never its query, body or headers. */
function requestFacts(request: FastifyRequest) {
  return { method: request.method, path: request.url.split('?', 1)[0], address: request.ip }
}

type ErrorFacts = { type: string; message: string; stack: string; [fact: string]: unknown }

/** Of an error: what broke and where, never the values (`detail`, `where`, `parameters`) that PostgreSQL adds. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { name, message, stack = '', cause } = error
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  const inner = cause === undefined ? {} : { cause: errorFacts(cause) }
  return { type: name, message, stack, code, constraint, table, ...inner }
}

/**
 * Settings of Fastify's logger: JSON lines, each redacted as a whole just before it is written, so that nothing gets
 * round it: neither a field that somebody adds nor an error's text.
 */
export function logOptions(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' = 'info') {
  return {
    level,
    base: null,
    serializers: {
      req: requestFacts,
      res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
      err: errorFacts,
    },
    hooks: { streamWrite: redactLine },
  }
}
