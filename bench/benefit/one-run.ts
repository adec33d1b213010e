// One run of one contender in a fresh process: node bench/benefit/one-run.ts <name> <calculations>; prints a second's worth.
import { lineText } from '../../src/contract/words/benefit-line-words.ts'
import { calculateBenefit, type BenefitResult } from '../../src/domain/claims/benefit.ts'
import { benchCases, type BenchCase } from './cases.ts'
import { jsonRules } from './json-rules.ts'
import { forPeers } from './peer-rows.ts'
import { totalOnly } from './total-only.ts'
import { zen } from './zen.ts'

const DISTINCT = 12_000
/** Peers answer by promises: many at a time spare them the waiting. */
const IN_FLIGHT = 100
/** What a peer leaves out, so that its answer can only be compared where none of these was a step. */
const BEYOND_PEERS = new Set(['limit', 'minimum', 'limited-to-basis', 'day-limit'])

const [name = '', calculations = '1000000'] = process.argv.slice(2)
const count = Number(calculations)
const all = await benchCases(DISTINCT)

function calculate({ facts, cover, history, plan }: BenchCase): BenefitResult {
  return calculateBenefit(facts, cover, history, plan)
}

function inTurn(cases: readonly BenchCase[], work: (found: BenchCase) => number): number {
  let kept = 0
  const begun = performance.now()
  for (let at = 0; at < count; at += 1) kept += work(cases[at % cases.length] as BenchCase)
  const perSecond = (count / (performance.now() - begun)) * 1_000
  // Using the result keeps the engine from leaving the work out.
  if (!Number.isFinite(kept)) throw new Error('not a number')
  return perSecond
}

async function peer(work: (found: BenchCase) => Promise<number>): Promise<number> {
  const cases = forPeers(all)
  for (const found of cases.slice(0, 1_000)) {
    const ours = calculate(found)
    const comparable = !ours.lines.some((line) => BEYOND_PEERS.has(line.rule))
    const theirs = await work(found)
    if (comparable && Math.abs(theirs - ours.total) > 1) throw new Error(`${name} pays ${theirs}, we ${ours.total}`)
  }
  const begun = performance.now()
  for (let at = 0; at < count; at += IN_FLIGHT) {
    const batch = Array.from({ length: IN_FLIGHT }, (_, more) => work(cases[(at + more) % cases.length] as BenchCase))
    await Promise.all(batch)
  }
  return (count / (performance.now() - begun)) * 1_000
}

function floor(): number {
  const wrong = all.find((found) => totalOnly(found) !== calculate(found).total)
  if (wrong) throw new Error(`the floor differs for ${JSON.stringify(wrong.facts)}`)
  return inTurn(all, totalOnly)
}

const text = (found: BenchCase): number => {
  let length = 0
  for (const line of calculate(found).lines) length += lineText(line).formula.length
  return length
}

async function measured(): Promise<number> {
  switch (name) {
    case 'ours':
      return inTurn(all, (found) => calculate(found).total)
    case 'text':
      return inTurn(all, text)
    case 'floor':
      return floor()
    case 'json-rules-engine':
      return peer(await jsonRules())
    case 'zen-engine':
      return peer(await zen())
    default:
      throw new Error(`no contender ${name}`)
  }
}

console.log(JSON.stringify({ perSecond: Math.round(await measured()) }))
