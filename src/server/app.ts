import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { isConfirmed } from './accounts/confirm-password.ts'
import { answerError } from './http/errors.ts'
import { guardOrigins } from './http/guard.ts'
import { mountFile } from './http/mount-file.ts'
import { mount } from './http/mount.ts'
import { openApiOf } from './http/openapi.ts'
import { sendPage } from './http/send-page.ts'
import { RefusedError } from './refusal.ts'
import { routesOf } from './routes.ts'
import type { Services } from './services.ts'

export type AppSettings = {
  readonly services: Services
  /** Folder of the built pages; without one only the API is served. */
  readonly pages?: string
  /** Reverse proxies whose word on a client's address is taken: addresses, ranges, or `loopback`. */
  readonly trustProxy?: readonly string[]
  readonly logger?: FastifyServerOptions['logger']
}

/** What is no page loads nothing. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
}

const HSTS = { maxAge: 31_536_000, includeSubDomains: false }
const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': `max-age=${HSTS.maxAge}`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
}

/** The server without its socket: every endpoint and file route of the contract, and the built pages. */
export async function createApp({
  services,
  pages,
  trustProxy = [],
  logger = false,
}: AppSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger,
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 100 },
    // Paths that cannot be read come here before any hook.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply.headers(BARE_HEADERS)),
  })
  app.setErrorHandler((error: Error, request, reply) => answerError(error, request, reply))
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: HSTS,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie)
  // A first visit loads dozens of assets, and in the morning a whole office makes one from a single address.
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: 60_000,
    allowList: ({ url }: { url: string }) => url.startsWith('/assets/'),
  })
  await app.register(multipart, { limits: { files: 1, fields: 4, parts: 5, headerPairs: 50, fieldSize: 10_000 } })
  guardOrigins(app, services.publicUrl)

  const { endpoints, files } = routesOf(services)
  const settings = { ...services, isConfirmed }
  for (const mounted of endpoints) mount(app, settings, mounted)
  for (const mounted of files) mountFile(app, settings, mounted)
  serveOpenApi(app, [...endpoints.map(({ endpoint }) => endpoint), ...files.map(({ route }) => route)])
  await servePages(app, pages)
  return app
}

/** The contract for whoever writes a client; made at the first request. */
function serveOpenApi(app: FastifyInstance, declared: Parameters<typeof openApiOf>[0]): void {
  let made: object | undefined
  app.get('/api/openapi.json', (_, reply) =>
    reply.header('cache-control', 'no-store').send((made ??= openApiOf(declared))),
  )
}

/** Hashed assets are kept for a year; every other path that no route knows is a page of the web. */
async function servePages(app: FastifyInstance, pages: string | undefined): Promise<void> {
  if (pages !== undefined) {
    const assets = join(pages, 'assets')
    await app.register(fastifyStatic, {
      root: pages,
      // A route per file: whatever is no file falls through to the pages below.
      wildcard: false,
      index: false,
      globIgnore: ['index.html', '.vite/**'],
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  }
  const page = pages === undefined ? '' : await readFile(join(pages, 'index.html'), 'utf8')
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method !== 'POST' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    if (pages !== undefined && isPage) return sendPage(reply, page)
    throw new RefusedError({ code: 'not-found' })
  })
}
