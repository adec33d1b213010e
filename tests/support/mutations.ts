import * as z from 'zod/mini'
import type { Endpoint, FileRoute } from '../../src/contract/endpoint.ts'
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

/** What a shape lets through and a table may not: ends of days, of money, of numbers, and of lengths. */
const EXTREMES: readonly (readonly [string, unknown])[] = [
  // Half a character is refused with the shape, and cannot be written into an address.
  ...VALUES.filter(([, value]) => typeof value !== 'string' || value.isWellFormed()),
  ['nothing of it', 0],
  ['one', 1],
  ['true', true],
  ['the first day', '1900-01-01'],
  ['the last day', '2199-12-31'],
  ['a leap day', '2028-02-29'],
  ['a day long ago', '0001-01-01'],
  ['the last day of all', '9999-12-31'],
  ['a year of nines', '9999'],
  ['no money', '0.00'],
  ['a fen', '0.01'],
  ['much money', '9999999999.99'],
  ['a time beyond the day', '99:99'],
  ['a mail address', 'a@unit.example'],
  ['many digits', '9'.repeat(19)],
]
const LENGTHS = [10_000, 2_000, 1_000, 600, 500, 300, 200, 100, 64, 50, 40, 30, 20, 18, 10]
const MANY = [1_000, 600, 500, 200, 100, 50, 20, 10]
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Inputs that the contract accepts, each of which differs in one leaf from a call that reaches a row: from every example,
 * and from the first one filled up with all that may be given. Ids and versions stay, or the row would not be found.
 */
export function validMutations(
  route: Endpoint | FileRoute,
  examples: readonly Readonly<Record<string, unknown>>[],
): Mutation[] {
  const { cursor: _, ...sample } = sampleInput(route, true)
  const bases = [...examples.slice(0, 1).map((example) => filledUp(sample, example)), ...examples]
  const made = new Map<string, Mutation>()
  for (const base of bases as Record<string, unknown>[]) {
    for (const path of pathsIn(base)) {
      const name = path.join('.')
      const present = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], base)
      if (path.at(-1) === 'version' || (typeof present === 'string' && UUID.test(present))) continue
      for (const [what, value] of valuesFor(route, base, path, present)) {
        const input = changed(base, path, value)
        if (z.safeParse(route.input, input).success)
          made.set(JSON.stringify(input), { what: `${name} is ${what}`, input, valid: true })
      }
    }
  }
  return [...made.values()]
}

function valuesFor(
  { input }: Endpoint | FileRoute,
  base: Record<string, unknown>,
  path: readonly string[],
  present: unknown,
): (readonly [string, unknown])[] {
  const longest = (make: (length: number) => unknown, lengths: readonly number[]) =>
    lengths.map(make).find((value) => z.safeParse(input, changed(base, path, value)).success)
  if (Array.isArray(present)) {
    const most = longest((length) => Array.from({ length }, (_, at) => present[at % present.length]), MANY)
    return [
      ['no rows', []],
      ['as many rows as may be', most],
    ]
  }
  return [
    ...EXTREMES,
    ['left out', undefined],
    ['as long as may be', longest((length) => '长'.repeat(length), LENGTHS)],
    ['as long as may be, of two halves each', longest((length) => '𠮷'.repeat(length / 2), LENGTHS)],
  ]
}

/** The example with what it leaves out, in lists as well. */
function filledUp(sample: unknown, example: unknown): unknown {
  if (Array.isArray(example)) return example.length === 0 && Array.isArray(sample) ? sample : example
  if (!isObject(example) || !isObject(sample)) return example
  const names = new Set([...Object.keys(sample), ...Object.keys(example)])
  return Object.fromEntries(
    [...names].map((name) => [name, name in example ? filledUp(sample[name], example[name]) : sample[name]]),
  )
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
