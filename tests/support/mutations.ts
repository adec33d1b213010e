import * as z from 'zod/mini'
import type { Endpoint } from '../../src/contract/endpoint.ts'
import { sampleInput } from './sample-input.ts'

export type Mutation = {
  readonly what: string
  readonly input: Record<string, unknown>
  /** The contract accepts it. */
  readonly valid: boolean
}

/** Values that break what is careless: types, lengths, encodings, dates that do not exist, numbers beyond the database. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ['nothing', null],
  ['an object', { toString: 1 }],
  ['a deep array', [[[['x']]]]],
  ['a great number', 9_007_199_254_740_991],
  ['the greatest integer', 2_147_483_647],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['false', false],
  ['empty', ''],
  ['a space', ' '],
  ['long', 'x'.repeat(600)],
  ['NUL', 'a\0b'],
  ['half a character', '\ud800'],
  ['a character beyond the BMP', '𠮷𠮷'],
  ['a quote', `'; drop table accounts; --`],
  ['a pattern', '%_\\'],
  ['a bracket', '(['],
  ['a date that does not exist', '2026-02-31'],
  ['a month that does not exist', '2026-99-99'],
  ['a moment that does not exist', '2026-99-99T99:99:99.999Z'],
  ['a foreign id', 'ffffffff-ffff-7fff-8fff-ffffffffffff'],
  ['a cursor of ours', Buffer.from(JSON.stringify(['2026-11-10T01:00:00.000Z', 'x'])).toString('base64url')],
  ['a cursor of numbers', Buffer.from(JSON.stringify([1e300, -1])).toString('base64url')],
  ['a cursor of no date', Buffer.from(JSON.stringify(['2026-99-99T99:99:99.999Z', '0'])).toString('base64url')],
  ['a prototype', '__proto__'],
  ['a mobile', '19912345678'],
  ['six digits', '000000'],
  ['money', '99999999.99'],
  ['a token', 'Z'.repeat(22)],
]

/** Inputs that differ from a valid one in one field, or lack it; fields of nested objects and rows included. */
export function mutations(endpoint: Endpoint): Mutation[] {
  // A cursor that nobody gave out is refused before anything else is looked at.
  const { cursor, ...whole } = sampleInput(endpoint, true)
  const made: { what: string; input: Record<string, unknown> }[] = [
    { what: 'everything', input: whole },
    { what: 'nothing', input: {} },
  ]
  for (const path of [...pathsIn(whole), ...(cursor === undefined ? [] : [['cursor']])]) {
    made.push({ what: `${path.join('.')} left out`, input: changed(whole, path, undefined) })
    for (const [what, value] of VALUES)
      made.push({ what: `${path.join('.')} is ${what}`, input: changed(whole, path, value) })
  }
  const sample = JSON.stringify(sampleInput(endpoint))
  return made.map(({ what, input }) => ({
    what,
    input,
    valid: z.safeParse(endpoint.input, input).success && JSON.stringify(input) !== sample,
  }))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function pathsIn(value: unknown, before: readonly string[] = []): string[][] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => [[...before, name], ...pathsIn(inner, [...before, name])])
}

function changed(whole: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(whole)
  const last = path.at(-1) ?? ''
  let target: Record<string, unknown> = copy
  for (const name of path.slice(0, -1)) target = target[name] as Record<string, unknown>
  if (value === undefined) delete target[last]
  else target[last] = value
  return copy
}
