import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const server = join(root, 'src/server')

/** Tables behind the second wall: their rows have the place of whom they belong to. */
const placed = [
  ...new Set(
    readdirSync(join(root, 'migrations')).flatMap((file) =>
      [
        ...readFileSync(join(root, 'migrations', file), 'utf8').matchAll(
          /call protect\('(\w+)'|alter table (\w+) force row level security/g,
        ),
      ].map(([, protectedBy, forced]) => protectedBy ?? forced ?? ''),
    ),
  ),
]

const touches = new RegExp(String.raw`\b(?:update|delete from|from|join)\s+(?:${placed.join('|')})\b`)

/** The filter itself, and fragments that hold it. */
const filters = ['inScope(', 'inReach(tx)', 'byDraft(tx,']
/** A condition that a file names and gives to its statements. */
const condition = /const (\w+) = sql<boolean>`[^`]*inScope\(/g

/** The demo association is made before anybody signs in, and invariants are those of the whole association. */
const ofWhole = /^demo\b|^oversight.check-/

/** Statements without the filter, by file and at most how many, each with its reason. */
const exceptions = new Map<string, readonly [statements: number, reason: string]>([
  ['certificates/certificate-lists.ts', [1, 'joins of statements that hold the filter']],
  ['certificates/issue-certificate.ts', [1, 'the office above is read by everyone below it']],
  ['certificates/letter-snapshot.ts', [1, 'the head office is read by everyone below it']],
  ['claims/accept-other-claim.ts', [1, 'the office above is read by everyone below it']],
  ['claims/benefit-reserve.ts', [1, 'a term of a statement that holds the filter']],
  ['claims/claim-settings-store.ts', [1, 'settings of an office are read by everyone below it']],
  ['work-pool/work-store.ts', [1, 'the same settings, as a term of a statement']],
  ['enrolment/enrolment-lists.ts', [1, 'a condition of a statement that holds the filter']],
  ['enrolment/person-record.ts', [1, 'a condition of a statement that holds the filter']],
  ['units/unit-change-lists.ts', [1, 'the beginning of statements that hold the filter']],
  ['payouts/batch-lists.ts', [3, 'terms of statements that hold the filter']],
  ['payouts/failed-lists.ts', [1, 'a join of a statement that holds the filter']],
  [
    'organisations/organisation-store.ts',
    [2, 'the parent that was locked through the filter; the office above, which is read by everyone below it'],
  ],
  ['payouts/line-lists.ts', [1, 'a term of statements that hold the filter']],
  ['payouts/ledger-lists.ts', [1, 'joins of statements that hold the filter']],
  ['payouts/payable-claims.ts', [2, 'terms of a statement that holds the filter']],
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

function unfilteredIn(file: string, source: string): string[] {
  const named = [...source.matchAll(condition)].map(([, name]) => `\${${name}}`)
  return statementsOf(file, source).filter(
    (statement) => touches.test(statement) && ![...filters, ...named].some((filter) => statement.includes(filter)),
  )
}

test('a statement of the server that reads or changes rows of a place holds the filter, or has its reason here', () => {
  const found = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !ofWhole.test(file))
    .flatMap((file) => {
      const unfiltered = unfilteredIn(file, readFileSync(join(server, file), 'utf8'))
      return unfiltered.length === 0 ? [] : [[file.replaceAll(sep, '/'), unfiltered.length] as const]
    })
  expect(found.filter(([file, statements]) => statements > (exceptions.get(file)?.[0] ?? 0))).toEqual([])
})

test('tables whose walls are written by hand are among those that are searched for', () => {
  expect(placed).toEqual(expect.arrayContaining(['organisations', 'journal', 'messages', 'enrolment_holds', 'claims']))
})

test('the search itself sees a filter that is missing, in nested templates too', () => {
  const source = 'sql<{ id: string }>`select id from claims where ${one ? sql`id = ${id}` : sql`true`} limit 1`'
  expect(unfilteredIn('a.ts', source)).toHaveLength(1)
  expect(unfilteredIn('a.ts', source.replace('from', 'from plan_versions join'))).toHaveLength(1)
  expect(unfilteredIn('a.ts', source.replace('limit', "and ${inScope(tx, 'place')} limit"))).toEqual([])
  const own = "const own = sql<boolean>`${inScope(tx, 'place')}`;"
  expect(unfilteredIn('a.ts', own + source.replace('limit', 'and ${own} limit'))).toEqual([])
})
