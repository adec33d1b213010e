import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { endpoint, fileRoute, type EndpointAccess } from '../../contract/endpoint.ts'
import { mountFile, serveFile } from './mount-file.ts'
import { mount, serve, type MountSettings } from './mount.ts'

const nothing = z.strictObject({})
const settings = {} as MountSettings

function mountWith(name: `${string}.${string}`, access: unknown): void {
  const declared = { name, path: '/api/x', summary: '', access: access as EndpointAccess, scope: 'public' } as const
  const shape = { input: nothing, output: nothing }
  const query = endpoint({ ...declared, ...shape, kind: 'query', method: 'GET' })
  mount(
    fastify(),
    settings,
    serve(query, async () => ({})),
  )
}

test.each([undefined, null, [], ['nobody'], 'everyone'])(
  'no server with an endpoint whose permission is %o',
  (access) => {
    expect(() => mountWith('accounts.x', access)).toThrow('accounts.x does not declare who may call it')
  },
)

test('no server with a file route without a permission', () => {
  const route = fileRoute({
    name: 'files.x',
    kind: 'download',
    method: 'GET',
    path: '/api/x',
    summary: '',
    access: undefined as unknown as EndpointAccess,
    scope: 'public',
    input: nothing,
    output: nothing,
  })
  const served = serveFile(route, async () => ({}))
  expect(() => mountFile(fastify(), settings, served)).toThrow('files.x does not declare who may call it')
})

test('what is open to anyone works for a purpose', () => {
  expect(() => mountWith('accounts.x', 'anyone')).not.toThrow()
  expect(() => mountWith('payouts.x', 'anyone')).toThrow(
    'payouts.x is open to anyone, but its capability has no purpose',
  )
  expect(() => mountWith('payouts.x', 'signed-in')).not.toThrow()
  expect(() => mountWith('payouts.x', ['finance'])).not.toThrow()
})
