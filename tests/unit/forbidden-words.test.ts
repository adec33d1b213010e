import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

/** Lines of our own code, tests left out, that match; `except` names the files that may. */
function linesWith(pattern: RegExp, folder: string, except: readonly string[] = []): string[] {
  const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: programFolder })
  return files
    .filter((file) => !/\.test\.tsx?$/.test(file) && !except.includes(file))
    .flatMap((file) =>
      readFileSync(join(programFolder, file), 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
}

test('the domain knows no clock, no zone of the machine and no chance; one file turns instants into days', () => {
  const clocks = /\bDate\b|\bIntl\b|toLocale|Math\.random|performance\.|Temporal/
  expect(
    linesWith(clocks, 'src/domain', ['src/domain/shared/time.ts']).filter((line) => /\bnew |\.\w+\(/.test(line)),
  ).toEqual([])
  expect(linesWith(clocks, 'src/domain').length).toBeGreaterThan(0)
})

test('no text is read as a date by the machine', () => {
  // Timestamps with their zone, as our own server sends them and gets them back, are no such text.
  expect(linesWith(/new Date\(\s*['"`]/, 'src')).toEqual([])
  expect(linesWith(/Date\.parse/, 'src/server', ['src/server/db/keyset.ts'])).toEqual([])
  // On the server a Date is made of milliseconds, by these names; whoever adds one says that it is no text.
  const made =
    /new Date\((?!\)|0\)|(?:tx\.|delivery\.)?(?:now|at)\b|(?:add\w+|keptUntil|activationExpires|beginningOfDay|Date\.UTC)\(|start \+|dueAt\)|before\))/
  for (const zone of ['src/domain', 'src/contract', 'src/server']) expect(linesWith(made, zone)).toEqual([])
})

test('the server reads the clock of the machine only where clocks and durations are made', () => {
  const clocks = [
    'src/server/open-services.ts',
    'src/server/enrolment/roster-check-command.ts',
    'src/server/db/uuid.ts',
    // What nobody caught is written without the services.
    'src/server/logging/last-resort.ts',
  ]
  const waits = ['src/server/db/embedded-lock.ts', 'src/server/db/embedded-process.ts']
  expect(linesWith(/Date\.now\b|\bDate\(\)/, 'src/server', [...clocks, ...waits])).toEqual([])
})

test('nothing on the server can be guessed: chance is that of the crypto library', () => {
  expect(linesWith(/Math\.random/, 'src/server')).toEqual([])
  expect(linesWith(/\brandom(?:Bytes|Fill|FillSync|Int|UUID)\(/, 'src/server').length).toBeGreaterThan(0)
})

test('no wall, route or failure is switched by the environment; it is read where programs begin', () => {
  // Programs of the database get a PATH.
  const beginnings = [
    'src/server/main.ts',
    'src/server/with-services.ts',
    'src/server/db/migrate-command.ts',
    'src/server/crypto/keys-rotate-command.ts',
  ]
  expect(
    linesWith(/process\.env|import\.meta\.env/, 'src', [...beginnings, 'src/server/db/embedded-cluster.ts']),
  ).toEqual([])
  expect(linesWith(/[Ff]ail-?[Pp]oint|NODE_ENV|VITEST|HUZHU_(?!VAR\b)/, 'src')).toEqual([])
  expect(linesWith(/^(?! *\/?\*).*filtering: (?!boolean|true|\w+\.filtering)/, 'src')).toEqual([])
})

test('no text is run as a program, and no module is chosen by data', () => {
  expect(linesWith(/\beval\(|new Function\(|\brequire\((?!['"])/, 'src')).toEqual([])
})

test('the browser keeps nothing beyond its window but the looks of the pages', () => {
  expect(linesWith(/localStorage/, 'src/web', ['src/web/shared/appearance.ts'])).toEqual([])
  expect(linesWith(/indexedDB|document\.cookie/, 'src/web')).toEqual([])
})
