import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-` ties a cookie to this host, to https (or localhost) and to the whole site. */
const SESSION = '__Host-huzhu-session'
const DEVICE = '__Host-huzhu-device'
const DEVICE_SECONDS = 30 * 24 * 3600
const TOKEN = /^[A-Za-z0-9_-]{22}$/

const strict = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const

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

export function setSessionToken(reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION, token, strict)
}

export function clearSessionToken(reply: FastifyReply): void {
  void reply.clearCookie(SESSION, strict)
}

export function setDeviceToken(reply: FastifyReply, token: string): void {
  void reply.setCookie(DEVICE, token, { ...strict, maxAge: DEVICE_SECONDS })
}
