import type { BenefitTerms, RatioTerms } from './benefit-terms.ts'
import type { PlanFault } from './plan-fault.ts'
import { missingRows, unreachedRows } from './plan-table-faults.ts'
import type { PlanVersion } from './plan-version.ts'

type Found = readonly PlanFault[]

function tierFaults(benefit: RatioTerms, path: string): Found {
  return benefit.tiers.flatMap((row, at): Found => {
    const where = Object.keys(row.when).length === 0 ? `${path}.tiers` : `${path}.tiers[${at}].value`
    const ends = row.value.map((tier) => tier.upTo)
    if (ends.length === 0) return [{ path: where, rule: 'no-tiers' }]
    if (ends.at(-1) !== undefined) return [{ path: `${where}[${ends.length - 1}].upTo`, rule: 'last-tier-has-an-end' }]
    const broken = ends.slice(0, -1).findIndex((end, tier) => end === undefined || end <= (ends[tier - 1] ?? 0))
    return broken < 0 ? [] : [{ path: `${where}[${broken}].upTo`, rule: 'tiers-not-ascending' }]
  })
}

function ratioFaults(benefit: RatioTerms, path: string): Found {
  return [
    ...tierFaults(benefit, path),
    ...unreachedRows(benefit.tiers, `${path}.tiers`),
    ...unreachedRows(benefit.fixed, `${path}.fixed`),
    ...unreachedRows(benefit.deductible, `${path}.deductible`),
    ...missingRows(benefit.deductible, `${path}.deductible`),
    ...benefit.basis.flatMap((part, at) => [
      ...unreachedRows(part.rate, `${path}.basis[${at}].rate`),
      ...missingRows(part.rate, `${path}.basis[${at}].rate`),
    ]),
  ]
}

function shapeFaults(benefit: BenefitTerms, path: string): Found {
  switch (benefit.shape) {
    case 'ratio':
      return ratioFaults(benefit, path)
    case 'lump-sum':
      return [
        ...benefit.amounts.flatMap(({ when }, at): Found =>
          (when.toDay ?? Infinity) < (when.fromDay ?? 0)
            ? [{ path: `${path}.amounts[${at}].when.toDay`, rule: 'window-ends-before-it-begins' }]
            : [],
        ),
        ...unreachedRows(benefit.amounts, `${path}.amounts`),
      ]
    case 'disability':
      return benefit.rates.length === 10 ? [] : [{ path: `${path}.rates`, rule: 'not-ten-rates' }]
    case 'per-diem':
    case 'death':
      return []
  }
}

function benefitFaults(plan: PlanVersion): Found {
  const kinds = plan.benefits.map((benefit) => benefit.kind)
  const granted = (named: readonly string[], path: string): Found =>
    named.flatMap((kind, at): Found =>
      kinds.some((known) => known === kind)
        ? []
        : [{ path: `${path}[${at}]`, rule: 'kind-not-granted', expected: kinds.join(' | ') }],
    )
  return [
    ...(kinds.length === 0 ? [{ path: 'benefits', rule: 'no-benefits' } as const] : []),
    ...kinds.flatMap((kind, at): Found =>
      kinds.indexOf(kind) === at ? [] : [{ path: `benefits[${at}].kind`, rule: 'kind-twice' }],
    ),
    ...plan.benefits.flatMap((benefit, at) => [
      ...shapeFaults(benefit, `benefits[${at}]`),
      ...granted(benefit.endedBy, `benefits[${at}].endedBy`),
    ]),
    ...plan.limits.flatMap((limit, at) => granted(limit.kinds, `limits[${at}].kinds`)),
  ]
}

/** Every place of a plan version that names a clause. */
function clausesNamed(plan: PlanVersion): [path: string, clause: string][] {
  return [
    ['contributions.clause', plan.contributions.clause],
    ['shares.clause', plan.shares.clause],
    ['eligibility.clause', plan.eligibility.clause],
    ...(plan.participation ? [['participation.clause', plan.participation.clause] as [string, string]] : []),
    ...(plan.requires ? [['requires.clause', plan.requires.clause] as [string, string]] : []),
    ['coverClause', plan.coverClause],
    ['claimDeadlineClause', plan.claimDeadlineClause],
    ...plan.benefits.flatMap(({ clause, waiting }, at): [string, string][] => [
      [`benefits[${at}].clause`, clause],
      ...(waiting ? [[`benefits[${at}].waiting.clause`, waiting.clause] as [string, string]] : []),
    ]),
    ...plan.limits.map(({ clause }, at): [string, string] => [`limits[${at}].clause`, clause]),
  ]
}

function clauseFaults(plan: PlanVersion): Found {
  const numbers = plan.clauses.map((clause) => clause.number)
  return [
    ...numbers.flatMap((number, at): Found =>
      numbers.indexOf(number) === at ? [] : [{ path: `clauses[${at}].number`, rule: 'clause-twice' }],
    ),
    ...clausesNamed(plan).flatMap(([path, clause]): Found =>
      numbers.includes(clause) ? [] : [{ path, rule: 'clause-unknown', expected: numbers.join(' | ') }],
    ),
  ]
}

/** Everything in which a plan version of the right shape contradicts itself or its file's name. */
export function faultsOfPlan(plan: PlanVersion, fileName: string): Found {
  const { ageMin, ageMax, overAgeProofMax } = plan.eligibility
  return [
    ...(fileName === `${plan.code}.json` ? [] : [{ path: 'code', rule: 'file-not-named-by-code' } as const]),
    ...(ageMin <= ageMax && ageMax <= (overAgeProofMax ?? ageMax)
      ? []
      : [{ path: 'eligibility', rule: 'ages-not-ascending' } as const]),
    ...(plan.requires?.plan === plan.code ? [{ path: 'requires.plan', rule: 'requires-itself' } as const] : []),
    ...benefitFaults(plan),
    ...clauseFaults(plan),
  ]
}
