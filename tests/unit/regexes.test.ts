import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

// Of its programs recheck is to use the one in JavaScript, which needs no thread and is the same everywhere.
process.env['RECHECK_SYNC_BACKEND'] = 'pure'

type Regex = { readonly pattern: string; readonly flags: string; readonly file: string }

/** What the program compiles as regular expressions, and the files that make some at run time. */
function regexesOf(files: readonly string[]): { written: Regex[]; made: string[] } {
  const written: Regex[] = []
  const made: string[] = []
  for (const file of files) {
    const { program } = parseSync(file, readFileSync(join(programFolder, file), 'utf8'))
    const noteMaker = ({ callee }: { callee: { type: string; name?: unknown } }) =>
      void (callee.type === 'Identifier' && callee.name === 'RegExp' && made.push(file))
    new Visitor({
      Literal: (node) => void ('regex' in node && written.push({ ...node.regex, file })),
      NewExpression: noteMaker,
      CallExpression: noteMaker,
    }).visit(program)
  }
  return { written, made }
}

const files = globSync('src/**/*.{ts,tsx}', { cwd: programFolder }).filter((file) => !/\.test\.tsx?$/.test(file))
const { written, made } = regexesOf(files)

// What was proven once need not be proven again; the folder goes with the installation of recheck.
const cache = join(programFolder, 'node_modules', '.cache', 'huzhu')
const proven = join(cache, 'regexes.json')

function readProven(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(proven, 'utf8')) as string[])
  } catch {
    return new Set()
  }
}

function keepProven(regexes: ReadonlySet<string>): void {
  mkdirSync(cache, { recursive: true })
  writeFileSync(`${proven}.${process.pid}`, JSON.stringify([...regexes]))
  renameSync(`${proven}.${process.pid}`, proven)
}

/** `safe`, how badly the time grows, or why nothing could be found out. */
function verdict(pattern: string, flags: string): string {
  const found = checkSync(pattern, flags, { timeout: 30_000 })
  if (found.status === 'unknown') return found.error.kind
  return found.status === 'safe' ? 'safe' : found.complexity.summary
}

test('no text makes a regular expression take more than linear time', { timeout: 300_000 }, () => {
  expect(written.length).toBeGreaterThan(100)
  const safe = readProven()
  const slow: string[] = []
  for (const { pattern, flags, file } of written) {
    const regex = `/${pattern}/${flags}`
    if (safe.has(regex)) continue
    const found = verdict(pattern, flags)
    if (found === 'safe') safe.add(regex)
    else slow.push(`${file}: ${regex} ${found}`)
  }
  keepProven(safe)
  expect(slow).toEqual([])
})

test('the search for slow ones finds those that are', () => {
  expect(verdict('^(a+)+$', '')).toBe('exponential')
  expect(verdict('<!--[^]*?-->', 'g')).toBe('2nd degree polynomial')
})

test('no regular expression is made of data', () => {
  expect(made).toEqual([])
})
