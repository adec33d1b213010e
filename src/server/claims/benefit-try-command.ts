import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Readable, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { Command, Outcome } from '../command-line.ts'
import { readCatalogue } from '../plans/read-catalogue.ts'
import { tryBenefitText, type TryAnswer } from './try-benefit.ts'

/** Answers are gathered to this many characters before they are written. */
const CHUNK = 65_536

function outcomeOf(answer: TryAnswer): Outcome {
  if ('error' in answer) {
    const { field, message } = answer.error
    return { data: answer, lines: [field === '' ? message : `${field}：${message}`], problems: true }
  }
  const { plan, version, total, lines, warnings } = answer
  const steps = lines.map(({ rule, clause, basis, formula, amount }) =>
    [amount.padStart(12), clause, rule, formula, basis].join('  '),
  )
  return { data: answer, lines: [...steps, `${total.padStart(12)}  ${plan} ${version}`, ...warnings] }
}

/** A line ends at a line feed alone: the text of a fact may hold U+2028 and others that end lines elsewhere. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let begun = ''
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const [first = '', ...others] = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n')
    begun += first
    for (const line of others) {
      yield begun
      begun = line
    }
  }
  begun += decoder.end()
  if (begun !== '') yield begun
}

/**
 * One answer a line for JSON Lines, in order; blank and malformed lines are answered too, so that line n answers line n.
 * Memory does not grow with the input.
 */
export async function answerJsonLines(
  plans: readonly PlanVersion[],
  input: Readable,
  output: Writable,
  named: { readonly [field: string]: string } = {},
): Promise<void> {
  let waiting = ''
  for await (const line of linesOf(input)) {
    waiting += `${JSON.stringify(tryBenefitText(plans, line, named))}\n`
    if (waiting.length < CHUNK) continue
    if (!output.write(waiting)) await once(output, 'drain')
    waiting = ''
  }
  if (waiting !== '' && !output.write(waiting)) await once(output, 'drain')
}

/** `benefit try`: calculates facts from standard input under a plan of the catalogue. */
export const benefitTry: Command = {
  name: 'benefit try',
  usage: '--plan CODE [--version V] [--jsonl] < facts.json',
  summary: 'Calculates a benefit from facts; --jsonl answers one line for each line',
  options: { plan: { type: 'string' }, version: { type: 'string' }, jsonl: { type: 'boolean' } },
  files: 0,
  async run({ options: { plan, version, jsonl } }) {
    const plans = (await readCatalogue()).plans.map((entry) => entry.plan)
    const named = {
      ...(plan === undefined ? {} : { plan: String(plan) }),
      ...(version === undefined ? {} : { version: String(version) }),
    }
    if (!jsonl) return outcomeOf(tryBenefitText(plans, await text(process.stdin), named))
    await answerJsonLines(plans, process.stdin, process.stdout, named)
    return { data: undefined, lines: [], written: true }
  },
}
