import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { Endpoint } from '../../contract/endpoint.ts'

/** Input of the wrong shape: answered as 400 with the fields. */
export class InvalidInputError extends Error {
  readonly fields: readonly { readonly path: string; readonly message: string }[]

  constructor(fields: readonly { path: string; message: string }[]) {
    super('invalid input')
    this.name = 'InvalidInputError'
    this.fields = fields
  }
}

type Shape = { readonly properties?: Readonly<Record<string, { readonly type?: string }>> }
const shapes = new WeakMap<z.ZodMiniType, Shape>()

function shapeOf(schema: z.ZodMiniType): Shape {
  const known = shapes.get(schema)
  if (known) return known
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  shapes.set(schema, made)
  return made
}

/** Paths and query strings carry text; integers and booleans are read as the schema declares them. */
function typed(schema: z.ZodMiniType, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties = {} } = shapeOf(schema)
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const type = Object.hasOwn(properties, name) ? properties[name]?.type : undefined
      if (typeof value !== 'string') return [name, value]
      if (type === 'integer' && /^-?\d{1,15}$/.test(value)) return [name, Number(value)]
      if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true']
      return [name, value]
    }),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Texts that PostgreSQL can hold: no NUL, no surrogate without its other half, at any depth. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (Array.isArray(value)) return value.every(isStorable)
  return !isObject(value) || Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner))
}

/** Path parameters, query string and body as one flat object, checked strictly against the endpoint's schema. */
export function inputOf(endpoint: Pick<Endpoint, 'input' | 'method'>, request: FastifyRequest): unknown {
  const parameters = isObject(request.params) ? typed(endpoint.input, request.params) : {}
  const query = isObject(request.query) ? typed(endpoint.input, request.query) : {}
  const body = endpoint.method === 'POST' && isObject(request.body) ? request.body : {}
  const raw = { ...body, ...query, ...parameters }
  if (!isStorable(raw)) throw new InvalidInputError([{ path: '', message: 'text with NUL or half a character' }])
  const result = z.safeParse(endpoint.input, raw)
  if (result.success) return result.data
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  )
}
