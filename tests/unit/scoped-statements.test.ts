import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const server = join(root, 'src/server')

/** Tables behind the second wall: their rows have the place of whom they belong to. */
const placed = readdirSync(join(root, 'migrations')).flatMap((file) =>
  [...readFileSync(join(root, 'migrations', file), 'utf8').matchAll(/call protect\('(\w+)'/g)].map(
    ([, table]) => table,
  ),
)

const touches = new RegExp(String.raw`\b(?:update|delete from|from)\s+(?:${placed.join('|')})\b`)

/** The filter itself, and fragments that hold it. */
const filters = ['inScope(', 'inReach(tx)', 'byDraft(tx,', '${reachable}']

/** Statements without the filter, by file and at most how many, each with its reason. */
const exceptions = new Map<string, readonly [statements: number, reason: string]>([
  ['claims/claim-settings-store.ts', [1, 'settings of an office are read by everyone below it']],
  ['work-pool/work-store.ts', [1, 'the same settings, as a term of a statement']],
  ['enrolment/enrolment-lists.ts', [1, 'a condition of a statement that holds the filter']],
  ['enrolment/end-unpaid.ts', [2, 'a nightly job, of the whole association']],
  ['units/remove-old-drafts.ts', [3, 'a nightly job, of the whole association']],
  ['invoicing/confirm-payment.ts', [1, 'the enrolment was locked within the scope']],
  ['enrolment/person-record.ts', [1, 'a condition of a statement that holds the filter']],
  ['payouts/batch-lists.ts', [1, 'a join of a statement that holds the filter']],
  ['payouts/failed-lists.ts', [1, 'a join of a statement that holds the filter']],
  ['payouts/payable-claims.ts', [2, 'terms of a statement that holds the filter']],
  ['oversight/check-claims.ts', [3, 'invariants are those of the whole association']],
  ['oversight/check-invariants.ts', [1, 'invariants are those of the whole association']],
])

/** The SQL of a file; what is written inside of a statement belongs to it. */
function statementsOf(file: string, source: string): string[] {
  const found: { start: number; end: number }[] = []
  new Visitor({
    TaggedTemplateExpression: ({ tag, start, end }) =>
      void (tag.type === 'Identifier' && tag.name === 'sql' && found.push({ start, end })),
  }).visit(parseSync(file, source).program)
  return found
    .filter((one) => !found.some((other) => other !== one && other.start <= one.start && one.end <= other.end))
    .map(({ start, end }) => source.slice(start, end))
}

function isUnfiltered(statement: string): boolean {
  return touches.test(statement) && !filters.some((filter) => statement.includes(filter))
}

test('a statement of the server that reads or changes rows of a place holds the filter, or has its reason here', () => {
  const found = readdirSync(server, { recursive: true, encoding: 'utf8' })
    // The demo association is made before anybody signs in.
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith('demo'))
    .flatMap((file) => {
      const unfiltered = statementsOf(file, readFileSync(join(server, file), 'utf8')).filter(isUnfiltered)
      return unfiltered.length === 0 ? [] : [[file.replaceAll(sep, '/'), unfiltered.length] as const]
    })
  expect(found.filter(([file, statements]) => statements > (exceptions.get(file)?.[0] ?? 0))).toEqual([])
})

test('the search itself sees a filter that is missing, in nested templates too', () => {
  const source = 'sql<{ id: string }>`select id from claims where ${one ? sql`id = ${id}` : sql`true`} limit 1`'
  expect(statementsOf('a.ts', source).map(isUnfiltered)).toEqual([true])
  expect(statementsOf('a.ts', source.replace('limit', "and ${inScope(tx, 'place')} limit")).map(isUnfiltered)).toEqual([
    false,
  ])
})
