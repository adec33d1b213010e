import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineText } from '../../src/contract/words/benefit-line-words.ts'
import { kindsTouchedBy } from '../../src/domain/claims/touched-kinds.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { cents, formatYuan, parseYuan } from '../../src/domain/shared/cents.ts'
import { caseFor } from '../support/benefit-arbitraries.ts'
import { calculated, catalogue, type CaseJson, type Json } from '../support/benefit-cases.ts'

const byName = catalogue.map((plan) => [plan.code, plan] as const)
const fen = (amount: unknown): number => {
  const parsed = parseYuan(typeof amount === 'string' ? amount : '0')
  return parsed.ok ? parsed.value : 0
}
const history = (json: CaseJson) => json.history ?? []
const apart = (json: CaseJson): CaseJson => ({
  ...json,
  sheets: (json.sheets ?? []).map(({ stay: _stay, ...sheet }) => sheet),
})

/** Paid by others under this cover for these kinds, in fen. */
function paidByOthers(json: CaseJson, kinds: readonly string[]): number {
  const counted = history(json).filter((entry) => entry['earlier'] !== true && kinds.includes(String(entry['kind'])))
  return counted.reduce((sum, entry) => sum + fen(entry['paid']), 0)
}

function usesSequence(plan: PlanVersion): boolean {
  return plan.benefits.some(
    (terms) => terms.shape === 'ratio' && terms.tiers.some((row) => row.when.admission !== undefined),
  )
}

describe.each(byName)('%s', (_code, plan) => {
  const cases = caseFor(plan)

  it('pays the sum of its lines, never less than 0, and the same when calculated again', () => {
    fc.assert(
      fc.property(cases, (json) => {
        const result = calculated(plan, json)
        expect(result.lines.length).toBeGreaterThan(0)
        expect(result.total).toBe(result.lines.reduce((sum, line) => sum + line.amount, 0))
        expect(result.total).toBeGreaterThanOrEqual(0)
        expect(calculated(plan, structuredClone(json))).toEqual(result)
      }),
    )
  })

  it('tells every line with rule, clause, basis, formula and two decimals', () => {
    fc.assert(
      fc.property(cases, (json) => {
        for (const line of calculated(plan, json).lines) {
          const { amount, ...words } = lineText(line)
          expect(amount).toMatch(/^-?\d+\.\d\d$/)
          expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([])
          expect(`${words.rule}${words.basis}${words.formula}`).not.toMatch(/undefined|NaN|null/)
        }
      }),
    )
  })

  it('pays the same without the history of kinds that do not touch its own', () => {
    fc.assert(
      fc.property(cases, (json) => {
        const touching = history(json).filter((entry) =>
          kindsTouchedBy(entry['kind'] as ClaimKind, plan).includes(json.claim['kind'] as ClaimKind),
        )
        expect(calculated(plan, { ...json, history: touching }).lines).toEqual(calculated(plan, json).lines)
      }),
    )
  })

  it('pays the same whatever the order of history, and of separate sheets where admissions have no sequence', () => {
    fc.assert(
      fc.property(cases.map(apart), (json) => {
        const total = calculated(plan, json).total
        expect(calculated(plan, { ...json, history: history(json).toReversed() }).total).toBe(total)
        const turned = { ...json, sheets: (json.sheets ?? []).toReversed() }
        if (!usesSequence(plan)) expect(calculated(plan, turned).total).toBe(total)
      }),
    )
  })

  it('never pays more than a limit leaves, in money or in days', () => {
    fc.assert(
      fc.property(cases, (json) => {
        const result = calculated(plan, json)
        const kind = String(json.claim['kind'])
        for (const { amount, kinds } of plan.limits.filter((limit) => limit.kinds.some((known) => known === kind)))
          expect(result.total).toBeLessThanOrEqual(Math.max(0, amount - paidByOthers(json, kinds)))
        const terms = plan.benefits.find((benefit) => benefit.kind === kind)
        if (terms?.shape !== 'per-diem') return
        const counted = history(json).filter((entry) => entry['kind'] === kind && entry['earlier'] !== true)
        const used = counted.reduce((sum, entry) => sum + Number(entry['days'] ?? 0), 0)
        expect(result.days).toBeLessThanOrEqual(Math.max(0, terms.maxDaysPerPeriod - used))
      }),
    )
  })

  it('never pays less for more of what counts', () => {
    const counting = plan.benefits.flatMap((terms) =>
      terms.shape === 'ratio' ? terms.basis.map((part) => part.amount) : [],
    )
    if (counting.length === 0) return
    fc.assert(
      fc.property(cases, fc.constantFrom(...counting), fc.integer({ min: 1, max: 5_000_000 }), (json, name, more) => {
        const [first, ...rest] = json.sheets ?? []
        const raised: Json = { ...first, [name]: formatYuan(cents(fen(first?.[name]) + more)) }
        const total = calculated(plan, json).total
        expect(calculated(plan, { ...json, sheets: [raised, ...rest] }).total).toBeGreaterThanOrEqual(total)
      }),
    )
  })
})
