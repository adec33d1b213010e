import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES, CLAIM_SOURCE_NAMES } from '../../contract/words/claim-words.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { shownPeriod } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

function idKindName(kind: string): string {
  const names: Readonly<Record<string, string>> = ID_KIND_NAMES
  return names[kind] ?? kind
}

/** 案件信息: whose case it is and under which cover. */
export function CaseFacts({ claim }: { claim: ClaimDetail }): ReactElement {
  const { insured, cover, planName, source, kind, state } = claim
  const facts = [
    [words('claimEntry.kind'), CLAIM_KIND_NAMES[kind]],
    [words('claimEntry.insured'), insured.name],
    [words('claimEntry.idKind'), idKindName(insured.idKind)],
    [words('claimEntry.idNumber'), insured.idNumber],
    [words('claimEntry.born'), insured.born],
    [words('claimEntry.phone'), insured.phone],
    [words('claimEntry.plan'), planName],
    [words('claimEntry.period'), shownPeriod(cover.effectiveOn, cover.endsOn)],
    [words('claimEntry.shares'), words('claimEntry.sharesOf', { count: cover.shares })],
    [words('claimEntry.source'), CLAIM_SOURCE_NAMES[source]],
    [words('claimEntry.way'), CLAIM_STATE_WORDS[state]],
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
