import type { BenefitTerms } from '../../src/domain/plans/benefit-terms.ts'
import type { BenchCase } from './cases.ts'
import { flatFacts, rowsOf, termsOf, type FlatFacts, type PeerRow, type Test } from './peer-rows.ts'

/** The part of json-rules-engine that is used here; the package is installed by `npm run bench` alone. */
type Rule = {
  conditions: { all: { fact: string; operator: string; value: unknown }[] }
  event: { type: string; params: PeerRow }
}
type RulesEngine = { addRule(rule: Rule): void; run(facts: FlatFacts): Promise<{ events: { params: PeerRow }[] }> }

const OPERATORS = { '=': 'equal', '>': 'greaterThan', '<': 'lessThan' } as const

function conditionOf({ fact, is, value }: Test) {
  return { fact, operator: OPERATORS[is], value }
}

function pays(facts: FlatFacts, row: PeerRow): number {
  const part = row.of === undefined ? 0 : Math.min(facts[row.of], row.high) - row.low
  const sum = row.fixed + Math.round((part * row.rate) / 10_000)
  return row.perShare ? sum * facts.shares : sum
}

/** A peer: json-rules-engine with one engine per benefit, a rule per tier or row, and the sums of its events. */
export async function jsonRules(): Promise<(found: BenchCase) => Promise<number>> {
  const name = 'json-rules-engine'
  const { Engine } = (await import(name)) as { Engine: new () => RulesEngine }
  const engines = new Map<BenefitTerms, RulesEngine>()
  const engineFor = (terms: BenefitTerms): RulesEngine => {
    const engine = new Engine()
    for (const row of rowsOf(terms))
      engine.addRule({ conditions: { all: row.tests.map(conditionOf) }, event: { type: 'pays', params: row } })
    engines.set(terms, engine)
    return engine
  }
  return async (found) => {
    const terms = termsOf(found)
    const facts = flatFacts(found)
    const { events } = await (engines.get(terms) ?? engineFor(terms)).run(facts)
    return events.reduce((sum, { params }) => sum + pays(facts, params), 0)
  }
}
