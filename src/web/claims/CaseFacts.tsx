import type { ReactElement } from 'react'
import { CLAIM_SOURCE_NAMES } from '../../contract/words/claim-words.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { shownPeriod } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

function idKindName(kind: string): string {
  const names: Readonly<Record<string, string>> = ID_KIND_NAMES
  return names[kind] ?? kind
}

/** 案件信息: whose case it is and under which cover. */
export function CaseFacts({ claim }: { claim: ClaimDetail }): ReactElement {
  const { insured, cover, planName, source } = claim
  const facts = [
    [words('claimEntry.insured'), insured.name],
    [words('claimEntry.idKind'), idKindName(insured.idKind)],
    [words('claimEntry.idNumber'), insured.idNumber],
    [words('claimEntry.born'), insured.born],
    [words('claimEntry.phone'), insured.phone],
    [words('claimEntry.plan'), planName],
    [words('claimEntry.period'), shownPeriod(cover.effectiveOn, cover.endsOn)],
    [words('claimEntry.shares'), words('claimEntry.sharesOf', { count: cover.shares })],
    [words('claimEntry.source'), CLAIM_SOURCE_NAMES[source]],
  ]
  return (
    <section className="card card-body" aria-label={words('claimEntry.case')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
