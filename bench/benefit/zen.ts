import type { BenefitTerms } from '../../src/domain/plans/benefit-terms.ts'
import type { BenchCase } from './cases.ts'
import { flatFacts, rowsOf, termsOf, type FlatFacts, type PeerRow, type Test } from './peer-rows.ts'

/** The part of zen-engine that is used here; the package is installed by `npm run bench` alone. */
type Decision = { evaluate(facts: FlatFacts): Promise<{ result: { pays: number }[] }> }
type ZenEngine = { createDecision(content: object): Decision }

function testWords({ fact, is, value }: Test): string {
  return `${fact} ${is === '=' ? '==' : is} ${typeof value === 'string' ? `"${value}"` : String(value)}`
}

function amountWords({ fixed, of, low, high, rate, perShare }: PeerRow): string {
  const part = of === undefined ? '0' : `round((min([${of}, ${high}]) - ${low}) * ${rate} / 10000)`
  return `(${fixed} + ${part})${perShare ? ' * shares' : ''}`
}

/** A decision table of one column of conditions that collects what each row pays. */
function decisionTable(rows: readonly PeerRow[]): object {
  const rules = rows.map((row, at) => ({
    _id: `r${at}`,
    when: row.tests.map(testWords).join(' and '),
    pays: amountWords(row),
  }))
  const inputs = [{ id: 'when', name: 'when' }]
  const outputs = [{ id: 'pays', name: 'pays', field: 'pays' }]
  const position = { x: 0, y: 0 }
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        position,
        content: { hitPolicy: 'collect', rules, inputs, outputs },
      },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'e1', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'e2', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  }
}

/** A peer: zen-engine (Rust) with a decision table per benefit. */
export async function zen(): Promise<(found: BenchCase) => Promise<number>> {
  const name = '@gorules/zen-engine'
  const { ZenEngine } = (await import(name)) as { ZenEngine: new () => ZenEngine }
  const engine = new ZenEngine()
  const decisions = new Map<BenefitTerms, Decision>()
  const decisionFor = (terms: BenefitTerms): Decision => {
    const decision = engine.createDecision(decisionTable(rowsOf(terms)))
    decisions.set(terms, decision)
    return decision
  }
  return async (found) => {
    const terms = termsOf(found)
    const { result } = await (decisions.get(terms) ?? decisionFor(terms)).evaluate(flatFacts(found))
    return result.reduce((sum, { pays }) => sum + pays, 0)
  }
}
