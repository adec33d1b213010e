import * as z from 'zod/mini'
import type { Endpoint, FileRoute } from '../../src/contract/endpoint.ts'

type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** Texts of the shapes that the wire knows; the first that fits a pattern stands for it. */
const TEXTS = [
  '019a0000-0000-7000-8000-000000000001',
  'AAAAAAAAAAAAAAAAAAAAAA',
  '2026-11-10',
  '2026-11-10T01:00:00.000Z',
  '19900000001',
  '123456',
  '1234',
  '12.50',
  'sample',
]

function fits(text: string, schema: Schema): boolean {
  const { pattern, minLength = 0, maxLength = Infinity, allOf = [] } = schema
  const matches = pattern === undefined || new RegExp(pattern, 'u').test(text)
  return matches && text.length >= minLength && text.length <= maxLength && allOf.every((one) => fits(text, one))
}

function textFor(schema: Schema): string {
  const fitting = TEXTS.find((text) => fits(text, schema))
  if (fitting === undefined) throw new Error(`no sample for ${JSON.stringify(schema)}`)
  return fitting
}

/** A valid value of a JSON schema as the contract makes them. */
function valueFor(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return valueFor(schema.anyOf[0])
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (type === 'array') return [valueFor(schema.items ?? {})]
  if (type === 'object') return objectFor(schema, false)
  return textFor(schema)
}

function objectFor({ properties = {}, required = [] }: Schema, whole: boolean): Record<string, unknown> {
  const names = Object.keys(properties).filter((name) => whole || required.includes(name))
  return Object.fromEntries(names.map((name) => [name, valueFor(properties[name] ?? {})]))
}

export type Call = { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: Record<string, unknown> }

/** A valid input of an endpoint: what is required, or everything that there is. */
export function sampleInput({ input }: Endpoint | FileRoute, whole = false): Record<string, unknown> {
  return objectFor(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, whole)
}

/** Puts an input where it travels: into the path, then the query string or the body, which an upload has for its file. */
export function callOf(
  { method, path, kind }: Pick<Endpoint | FileRoute, 'method' | 'path' | 'kind'>,
  input: Readonly<Record<string, unknown>>,
): Call {
  const body = { ...input }
  const url = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = body[name]
    delete body[name]
    return encodeURIComponent(textOf(value).toWellFormed())
  })
  if (method === 'POST' && kind !== 'upload') return { method, url, body }
  const query = new URLSearchParams(Object.entries(body).map(([name, value]) => [name, textOf(value)]))
  return { method, url: query.size > 0 ? `${url}?${query}` : url, body: {} }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}
