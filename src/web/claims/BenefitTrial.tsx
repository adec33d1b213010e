import type { ReactElement } from 'react'
import type { tryBenefit } from '../../contract/benefit-trial.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { Notice } from '../ui/Notice.tsx'
import { Receipt, type ReceiptLine } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import './entry.css'

export type Trial = OutputOf<typeof tryBenefit> & {
  /** The other calculation is the case's own. */
  readonly ofCase?: boolean
}
type Calculated = NonNullable<Trial['answer']>

const signed = (amount: string) => shownYuan(amount).replace('-', '− ')

function linesOf({ lines }: Calculated): readonly ReceiptLine[] {
  return lines.flatMap(({ rule, clause, basis, formula, amount }, index): ReceiptLine[] => [
    ...(basis === lines[index - 1]?.basis ? [] : [{ label: basis, amount: '', kind: 'detail' } as const]),
    { label: words('benefitTry.step', { rule, clause }), formula, amount: signed(amount) },
  ])
}

function TrialReceipt({ title, of }: { title: string; of: Calculated }): ReactElement {
  const { days, admissions, warnings } = of
  return (
    <Receipt
      title={title}
      lines={linesOf(of)}
      total={{ label: words('benefitTry.amount'), amount: signed(of.total) }}
      source={
        <>
          {words('benefitTry.used', { days, admissions })}
          {warnings.map((warning) => (
            <span className="receipt-formula" key={warning}>
              {warning}
            </span>
          ))}
        </>
      }
    />
  )
}

/** What a trial gave: the receipt, what keeps it from being calculated, and why the other version differs. */
export function BenefitTrial({
  trial,
  problem,
}: {
  trial: Trial | undefined
  problem: string | undefined
}): ReactElement {
  const { answer = null, against = null, changes = [], problems = [], ofCase } = trial ?? {}
  return (
    <div className="stack" role="region" aria-label={words('benefitTry.result')} aria-live="polite">
      {problem !== undefined && <Notice tone="danger">{problem}</Notice>}
      {trial === undefined && problem === undefined && (
        <section className="card card-body">
          <p className="quiet">{words('benefitTry.before')}</p>
        </section>
      )}
      {problems.length > 0 && (
        <Notice tone="warning">
          <b>{words('benefitTry.problems')}</b>
          <ul className="plain-list">
            {problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {field === '' ? message : words('benefitTry.problem', { field, message })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {answer && (
        <TrialReceipt
          title={words('benefitTry.receipt', { plan: answer.planName, version: answer.version })}
          of={answer}
        />
      )}
      {answer && against && <Difference before={against} after={answer} changes={changes} />}
      {against && (
        <TrialReceipt
          title={
            ofCase === true
              ? words('benefitTry.own', { version: against.version })
              : words('benefitTry.receipt', { plan: against.planName, version: against.version })
          }
          of={against}
        />
      )}
    </div>
  )
}

type DifferenceProps = { readonly before: Calculated; readonly after: Calculated; readonly changes: Trial['changes'] }

function Difference({ before, after, changes }: DifferenceProps): ReactElement {
  return (
    <section className="card card-body" aria-label={words('benefitTry.difference')}>
      <div className="row spread">
        <h2>{words('benefitTry.difference')}</h2>
        <b className="number">
          {words('benefitTry.change', { before: signed(before.total), after: signed(after.total) })}
        </b>
      </div>
      {changes.length === 0 && <p className="quiet">{words('benefitTry.same')}</p>}
      <ul className="amount-changes">
        {changes.map(({ rule, before: was, after: is }) => (
          <li key={`${rule} ${was?.formula} ${is?.formula}`}>
            <b>{rule}</b> {was === null ? <span>{words('benefitTry.new')}</span> : <del>{was.formula}</del>}{' '}
            {is === null ? <span>{words('benefitTry.gone')}</span> : <ins>{is.formula}</ins>}
          </li>
        ))}
      </ul>
    </section>
  )
}
