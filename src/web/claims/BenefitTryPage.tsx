import '../words/zh/benefit-try.ts'
import '../words/zh/claim-pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { listPlanVersions, tryBenefit, tryClaim } from '../../contract/benefit-trial.ts'
import { callEndpoint, newAttempt, sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { BenefitTrial, type Trial } from './BenefitTrial.tsx'
import { TrialCase, TrialForm, TrialJson } from './TrialFacts.tsx'
import './benefit-try.css'

const SOURCES = ['form', 'json', 'case'] as const

/** 给付试算: what a plan version pays, for facts or for a case, and what another version would pay instead. */
export function BenefitTryPage(): ReactElement {
  const search = useSearch({ from: '/inside/benefit-try' })
  const navigate = useNavigate()
  const { data, error, refetch } = useEndpointQuery(listPlanVersions, {})
  const [trial, setTrial] = useState<Trial>()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const source = oneOf(SOURCES, search.source) ?? 'form'
  const plan = data?.plans.find(({ code }) => code === search.plan) ?? data?.plans[0]
  const version = plan?.versions.find(({ id }) => id === search.version) ?? plan?.versions[0]
  const against = plan?.versions.find(({ id }) => id === search.against && id !== version?.id)
  const put = (change: Readonly<Record<string, string>>) => {
    setTrial(undefined)
    void navigate({ to: '.', search: { ...search, ...change } as never, replace: true })
  }
  const run = async (asking: () => Promise<Trial>) => {
    setPending(true)
    setProblem(undefined)
    try {
      setTrial(await asking())
    } catch (failure) {
      setTrial(undefined)
      setProblem(sentenceOf(failure))
    } finally {
      setPending(false)
    }
  }
  const tryFacts = (facts: string) => {
    if (version === undefined) return
    const asked = { planVersionId: version.id, facts, ...(against && { againstId: against.id }) }
    void run(() => callEndpoint(tryBenefit, asked))
  }
  const tryCase = (number: string) =>
    void run(async () => {
      const asked = { number, ...(search.version !== undefined && version && { planVersionId: version.id }) }
      const { own, ...rest } = await callEndpoint(tryClaim, asked, { attempt: newAttempt() })
      return { ...rest, against: own, ofCase: true }
    })
  if (data === undefined && error !== null)
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  if (plan === undefined || version === undefined) return <Skeleton lines={10} />
  return (
    <div className="page">
      <PageHead title={words('menu.benefitTry')} text={words('benefitTry.text')} />
      <section className="card card-body try-versions" aria-label={words('benefitTry.version')}>
        <SelectField
          label={words('benefitTry.plan')}
          empty={false}
          options={data?.plans.map(({ code, name }) => ({ value: code, label: name })) ?? []}
          value={plan.code}
          onChange={(event) => {
            setTrial(undefined)
            void navigate({ to: '.', search: { plan: event.target.value, source } as never, replace: true })
          }}
        />
        <SelectField
          label={words('benefitTry.version')}
          empty={false}
          options={plan.versions.map(({ id, version: name }) => ({ value: id, label: name }))}
          value={version.id}
          onChange={(event) => put({ version: event.target.value })}
        />
        <SelectField
          label={words('benefitTry.against')}
          empty={words('benefitTry.noAgainst')}
          options={plan.versions
            .filter(({ id }) => id !== version.id)
            .map(({ id, version: name }) => ({ value: id, label: name }))}
          value={against?.id ?? ''}
          onChange={(event) => put({ against: event.target.value })}
        />
      </section>
      <div className="try-columns">
        <section className="card" aria-label={words('benefitTry.source')}>
          <Tabs
            label={words('benefitTry.source')}
            items={SOURCES.map((key) => ({ key, label: words(`benefitTry.source.${key}`) }))}
            current={source}
            onChange={(next) => put({ source: next })}
          />
          <div className="card-body">
            {source === 'form' && <TrialForm kinds={version.kinds} pending={pending} onTry={tryFacts} />}
            {source === 'json' && <TrialJson pending={pending} onTry={tryFacts} />}
            {source === 'case' && <TrialCase pending={pending} onTry={tryCase} />}
          </div>
        </section>
        <BenefitTrial trial={trial} problem={problem} />
      </div>
    </div>
  )
}
