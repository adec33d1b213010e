import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../plans/read-catalogue.ts'
import { answerJsonLines } from './benefit-try-command.ts'
import { tryBenefitText } from './try-benefit.ts'

const plans = (await readCatalogue()).plans.map((entry) => entry.plan)
const facts = {
  plan: 'hubei-inpatient',
  cover: { effectiveOn: '2026-01-01', endsOn: '2026-12-31' },
  claim: { kind: 'illness-inpatient' },
  sheets: [{ admittedOn: '2026-02-20', dischargedOn: '2026-03-01', selfPaid1: '1733.84' }],
}
const oneLine = (more: object = {}) => JSON.stringify({ ...facts, ...more })

/** The answers to lines, and how many bytes at most waited for a reader slower than the lines come. */
async function read(lines: readonly (string | Buffer)[]): Promise<{ answers: unknown[]; mostUnread: number }> {
  let written = ''
  let mostUnread = 0
  const output = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      mostUnread = Math.max(mostUnread, output.writableLength)
      written += chunk.toString()
      setTimeout(done, 5)
    },
  })
  await answerJsonLines(plans, Readable.from(lines), output)
  const answers = written
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  return { answers, mostUnread }
}

async function answersTo(lines: string | readonly Buffer[]): Promise<unknown[]> {
  return (await read(typeof lines === 'string' ? [lines] : lines)).answers
}

describe('benefit try', () => {
  it('answers total, version, lines and warnings', () => {
    expect(tryBenefitText(plans, oneLine())).toEqual({
      plan: 'hubei-inpatient',
      version: '2024.1',
      total: '1213.69',
      lines: [
        {
          rule: '按比例补助',
          clause: '第五条',
          basis: '2026-02-20 个人自付一 1,733.84 + 个人自付二 0.00 = 1,733.84',
          formula: '1,733.84 × 70% = 1,213.69',
          amount: '1213.69',
        },
      ],
      warnings: [],
      days: 0,
      admissions: 1,
    })
  })
  it.each([
    [{ plan: 'nowhere' }, 'plan'],
    [{ version: '1900.1' }, 'version'],
    [{ claim: { kind: 'disability' } }, 'claim.kind'],
    [{ sheets: [{ ...facts.sheets[0], selfPaid1: 1 }] }, 'sheets[0].selfPaid1'],
    [{ remark: '' }, 'remark'],
  ])('refuses %j with the field', (more, field) => {
    expect(tryBenefitText(plans, oneLine(more))).toMatchObject({ error: { field } })
  })
  it('answers line n to line n, also where one is refused, blank or no JSON', async () => {
    const lines = [oneLine(), '', oneLine({ plan: 'nowhere' }), '{', '[]', oneLine({ version: '2024.1' })]
    const answers = await answersTo(`${lines.join('\n')}\n`)
    expect(answers).toMatchObject([
      { total: '1213.69' },
      { error: { field: '' } },
      { error: { field: 'plan' } },
      { error: { field: '' } },
      { error: { field: '' } },
      { total: '1213.69' },
    ])
  })
  it('ends a line at a line feed alone, whatever stands in its texts and wherever it was cut', async () => {
    const [first] = facts.sheets
    const odd = ['一\u2028二', '一\u2029二', '一\u0085二'].map((stay) => oneLine({ sheets: [{ ...first, stay }] }))
    const whole = [...odd, oneLine({ plan: '无' })].join('\r\n')
    const expected = [{ total: '1213.69' }, { total: '1213.69' }, { total: '1213.69' }, { error: { field: 'plan' } }]
    expect(await answersTo(whole)).toMatchObject(expected)
    const bytes = Buffer.from(`${whole}\n`)
    expect(await answersTo(Array.from(bytes, (byte) => Buffer.from([byte])))).toMatchObject(expected)
  })
  it('keeps order over many writes, and no more unread than one of them', async () => {
    const amounts = Array.from({ length: 3_000 }, (_, at) => `${at}.00`)
    const lines = amounts.map((selfPaid1) => oneLine({ sheets: [{ ...facts.sheets[0], selfPaid1 }] }))
    const { answers, mostUnread } = await read(lines.map((line) => Buffer.from(`${line}\n`)))
    expect(answers).toHaveLength(3_000)
    expect(answers[2_999]).toMatchObject({ total: '2099.30' })
    expect(answers[1_000]).toMatchObject({ total: '700.00' })
    expect(mostUnread).toBeGreaterThan(0)
    expect(mostUnread).toBeLessThan(200_000)
  })
})

describe('npm run huzhu -- benefit try', { timeout: 60_000 }, () => {
  const program = fileURLToPath(new URL('../cli.ts', import.meta.url))
  /** The command line as an operator calls it: exit code and what stands on standard output. */
  async function call(args: readonly string[], input: string): Promise<{ code: number; lines: string[] }> {
    const child = spawn(process.execPath, [program, 'benefit', 'try', ...args])
    child.stdin.end(input)
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
    return { code: code as number, lines: printed.trimEnd().split('\n') }
  }
  const { plan, ...bare } = facts
  const json = ([line]: readonly string[]): unknown => JSON.parse(line!)

  it('takes plan and version from the command, and prints the answer for programs and for people', async () => {
    const named = ['--plan', plan, '--version', '2024.1']
    const forPrograms = await call([...named, '--json'], JSON.stringify(bare))
    expect(forPrograms).toMatchObject({ code: 0, lines: { length: 1 } })
    expect(json(forPrograms.lines)).toEqual(tryBenefitText(plans, oneLine()))
    const forPeople = await call(named, JSON.stringify(bare))
    expect(forPeople).toMatchObject({ code: 0, lines: [expect.stringContaining('1,733.84 × 70%'), expect.anything()] })
    expect(forPeople.lines[1]).toMatch(/^ +1213\.69 {2}hubei-inpatient 2024\.1$/)
  })
  it('ends with 1 and the field where it refuses', async () => {
    const unknown = await call(['--plan', plan, '--version', '1900.1', '--json'], JSON.stringify(bare))
    expect(unknown).toMatchObject({ code: 1, lines: { length: 1 } })
    expect(json(unknown.lines)).toMatchObject({ error: { field: 'version' } })
    expect(await call(['--plan', plan], '{')).toMatchObject({ code: 1 })
  })
  it('answers each line for --jsonl, and a refused one is no failure of the command', async () => {
    const { code, lines } = await call(['--jsonl'], `${oneLine()}\n${oneLine({ plan: 'nowhere' })}\n`)
    expect(code).toBe(0)
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { total: '1213.69' },
      { error: { field: 'plan' } },
    ])
  })
})
