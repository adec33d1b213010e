import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { dictionaryImportCommand } from './claims/dictionary-commands.ts'
import { type Command, runCommandLine } from './command-line.ts'
import type { RosterCheck } from './enrolment/check-roster.ts'
import { rosterCheckCommand } from './enrolment/roster-check-command.ts'
import { calendarImportCommand } from './work-pool/calendar-import-command.ts'

const count: Command = {
  name: 'file count',
  usage: 'FILE [--from N]',
  summary: 'Counts',
  options: { from: { type: 'string' } },
  files: 1,
  run: async ({ files, options }) => {
    if (files[0] === 'broken') throw new Error('row of 379901198803030098')
    if (files[0] === 'missing') throw new CannotStart('There is no file missing.')
    return { data: { files, from: options['from'] }, lines: ['counted'], problems: files[0] === 'bad' }
  },
}

const commands = [count, rosterCheckCommand, dictionaryImportCommand, calendarImportCommand]
const roster = fileURLToPath(new URL('../../tests/fixtures/roster-clean-120.xlsx', import.meta.url))

async function run(...args: string[]) {
  const printed: string[] = []
  const said: string[] = []
  const out = { print: (text: string) => printed.push(text), say: (line: string) => said.push(line) }
  return { code: await runCommandLine(commands, args, out), printed: printed.join('\n'), said: said.join('\n') }
}

test('prints lines for people and data for programs', async () => {
  expect(await run('file', 'count', 'a', '--from', '2')).toEqual({ code: 0, printed: 'counted', said: '' })
  const { printed } = await run('file', 'count', 'a', '--from', '2', '--json')
  expect(JSON.parse(printed)).toEqual({ files: ['a'], from: '2' })
})

test('answers 1 where something is not in order, and where it cannot be done', async () => {
  expect(await run('file', 'count', 'bad')).toMatchObject({ code: 1, printed: 'counted' })
  expect(await run('file', 'count', 'missing')).toEqual({ code: 1, printed: '', said: 'There is no file missing.' })
})

test('answers 2 and the usage to a wrong call', async () => {
  expect(await run('file', 'count')).toMatchObject({ code: 2, said: expect.stringContaining('wants FILE [--from N]') })
  expect(await run('file', 'count', 'a', 'b')).toMatchObject({ code: 2, said: expect.stringContaining('"b" is one') })
  expect(await run('file', 'count', 'a', '--to', '3')).toMatchObject({ code: 2, said: expect.stringContaining('--to') })
  expect(await run('file')).toMatchObject({ code: 2, said: expect.stringContaining('There is no command "file"') })
})

test.each([
  [['roster', 'check', roster], 'Say for which plan, with --plan CODE.'],
  [['roster', 'check', roster, '--plan', 'none'], 'There is no plan "none".'],
  [['roster', 'check', roster, '--plan', 'comprehensive', '--on', '2026-13-01'], '"2026-13-01" is not a date'],
  [['roster', 'check', 'missing.xlsx', '--plan', 'comprehensive'], 'There is no file "missing.xlsx".'],
  [['dictionary', 'import', roster, '--kind', 'none'], 'Say which dictionary'],
  [['dictionary', 'import', 'missing.csv', '--kind', 'banks'], 'There is no file "missing.csv".'],
  [['calendar', 'import', 'missing.csv'], 'The file "missing.csv" cannot be read'],
])('tells a wrong call from what is not in order: %j', async (args, says) => {
  const answer = await run(...args, '--json')
  expect(answer).toEqual({ code: 2, printed: '', said: expect.stringContaining(says) })
  expect(answer.said).toContain('\nUsage: npm run huzhu -- ')
})

test('judges a roster for programs: what is in order, and what is not with row, column and sentence', async () => {
  const check = async (name: string, plan: string) => {
    const file = fileURLToPath(new URL(`../../tests/fixtures/${name}`, import.meta.url))
    const answer = await run('roster', 'check', file, '--plan', plan, '--on', '2026-12-01', '--json')
    return { ...answer, printed: JSON.parse(answer.printed) as unknown }
  }
  const clean = { rows: 60, accepted: 60, refused: 0, problems: [] }
  expect(await check('roster-women-60.xlsx', 'ningbo-women')).toEqual({ code: 0, printed: clean, said: '' })
  const { code, printed } = await check('roster-mixed-300.csv', 'comprehensive')
  expect(code).toBe(1)
  expect(Object.keys(printed as object)).toEqual(['rows', 'accepted', 'refused', 'problems'])
  expect(printed).toMatchObject({ rows: 300, problems: expect.arrayContaining([expect.anything()]) })
  for (const problem of (printed as RosterCheck).problems)
    expect(problem).toEqual({
      row: problem.code === 'E17' ? null : expect.any(Number),
      code: expect.stringMatching(/^E\d\d$/),
      column: problem.code === 'E17' ? null : expect.any(String),
      message: expect.stringMatching(/\p{Script=Han}/u),
      level: expect.stringMatching(/^(?:error|warning)$/),
    })
})

test('tells a fault of its own without the numbers of persons', async () => {
  const { code, said } = await run('file', 'count', 'broken')
  expect(code).toBe(1)
  expect(said).toMatch(/^Error: row of 379\*+0098\n {4}at /)
})

test('explains itself', async () => {
  expect(await run()).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/file count FILE \[--from N\] {2,}Counts/),
  })
  expect(await run('file', 'count', '--help')).toMatchObject({ code: 0, printed: expect.stringMatching(/^Counts/) })
})
