import * as z from 'zod/mini'
import type { Endpoint, EndpointAccess, FileRoute } from '../../contract/endpoint.ts'

type Json = { readonly [name: string]: unknown }
type ObjectSchema = { readonly properties?: Record<string, Json>; readonly required?: readonly string[] }
type Declared = Endpoint | FileRoute

const FAILURES = new Map([
  ['400', 'The input has the wrong shape'],
  ['401', 'Not signed in, or the session has ended'],
  ['403', 'None of the caller’s desks may do this'],
  ['404', 'Does not exist, or lies outside of the caller’s scope'],
  ['409', 'Business says no; the refusal says why'],
  ['422', 'The idempotency key is missing, or was used with another body'],
  ['429', 'Too many requests'],
  ['500', 'A fault of ours, logged under the reference'],
])

const FAILURE = {
  type: 'object',
  required: ['kind'],
  oneOf: [
    {
      properties: {
        kind: { const: 'invalid' },
        fields: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'message'],
            properties: { path: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
    {
      properties: {
        kind: { const: 'refusal' },
        refusal: {
          type: 'object',
          required: ['code'],
          properties: { code: { type: 'string' } },
          additionalProperties: { type: ['string', 'number'] },
        },
      },
    },
    { properties: { kind: { const: 'fault' }, reference: { type: 'string' } } },
  ],
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

/** Input is one flat object: names in the path, then the query string of a GET or an upload, or the body of a POST. */
function parametersOf({ kind, method, path, input }: Declared): Json[] {
  const { properties = {}, required = [] } = schemaOf(input, 'input') as ObjectSchema
  const inPath = pathNames(path)
  const shown = method === 'GET' || kind === 'upload' ? Object.keys(properties) : inPath
  return shown.map((name) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.includes(name),
    schema: properties[name] ?? { type: 'string' },
  }))
}

function headersOf(one: Declared): Json[] {
  const ours = { name: 'X-Huzhu', in: 'header', required: true, schema: { const: '1' } }
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }
  return [...(one.method === 'POST' ? [ours] : []), ...(one.kind === 'command' ? [key] : [])]
}

function bodyOf(one: Declared): Json | undefined {
  if (one.method === 'GET') return undefined
  if (one.kind === 'upload') {
    const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }
    return { required: true, content: { 'multipart/form-data': { schema: file } } }
  }
  const { properties = {}, required = [], ...rest } = schemaOf(one.input, 'input') as ObjectSchema
  const inPath = pathNames(one.path)
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)))
  const needed = required.filter((name) => !inPath.includes(name))
  return {
    required: true,
    content: {
      'application/json': { schema: { ...rest, properties: own, ...(needed.length > 0 ? { required: needed } : {}) } },
    },
  }
}

function answerOf(one: Declared): Json {
  if (one.kind === 'download') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: schemaOf(one.output, 'output') } }
}

function accessWords(access: EndpointAccess): string {
  if (access === 'anyone') return 'Anyone.'
  return access === 'signed-in' ? 'Everyone signed in.' : `Desks: ${access.join(', ')}.`
}

function operationOf(one: Declared): Json {
  const body = bodyOf(one)
  const failure = { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } }
  const failures = [...FAILURES].map(([status, description]) => [status, { description, content: failure }])
  return {
    operationId: one.name,
    tags: [one.name.slice(0, one.name.indexOf('.'))],
    summary: one.summary,
    description: accessWords(one.access),
    security: one.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [...parametersOf(one), ...headersOf(one)],
    ...(body ? { requestBody: body } : {}),
    responses: { '200': { description: 'Done', content: answerOf(one) }, ...Object.fromEntries(failures) },
  }
}

/** The contract as OpenAPI 3.1, made of the same data that the server checks requests by. */
export function openApiOf(declared: readonly Declared[]): Json {
  const paths = new Map<string, Json>()
  for (const one of declared) {
    const path = one.path.replace(/:(\w+)/g, '{$1}')
    paths.set(path, { ...paths.get(path), [one.method.toLowerCase()]: operationOf(one) })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Huzhu', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Failure: FAILURE },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-huzhu-session' } },
    },
  }
}
