import type { FastifyRequest } from 'fastify'

/** `__Host-` ties a cookie to this host, to https (or localhost) and to the whole site. */
const SESSION = '__Host-huzhu-session'
const DEVICE = '__Host-huzhu-device'
const DEVICE_SECONDS = 30 * 24 * 3600
const TOKEN = /^[A-Za-z0-9_-]{22}$/
const STRICT = 'Path=/; HttpOnly; Secure; SameSite=Strict'

function tokenIn(request: FastifyRequest, name: string): string | undefined {
  const value = request.cookies[name]
  return value !== undefined && TOKEN.test(value) ? value : undefined
}

export function sessionToken(request: FastifyRequest): string | undefined {
  return tokenIn(request, SESSION)
}

export function deviceToken(request: FastifyRequest): string | undefined {
  return tokenIn(request, DEVICE)
}

/** Lives as long as the browser; the server ends sessions by its own clock. */
export function sessionCookie(token: string): string {
  return `${SESSION}=${token}; ${STRICT}`
}

export function endedSessionCookie(): string {
  return `${SESSION}=; Max-Age=0; ${STRICT}`
}

export function deviceCookie(token: string): string {
  return `${DEVICE}=${token}; Max-Age=${DEVICE_SECONDS}; ${STRICT}`
}
