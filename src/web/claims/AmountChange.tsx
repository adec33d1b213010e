import type { ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import type { Assessment } from './entry-form.ts'
import './entry.css'

/** 与上次相比: the steps that came, went or have other figures than in the calculation before. */
export function AmountChange({ change }: { change: NonNullable<Assessment['change']> }): ReactElement {
  const { totalBefore, totalAfter, lines } = change
  return (
    <section className="card card-body" aria-label={words('claimEntry.whyChanged')}>
      <div className="row spread">
        <h2>{words('claimEntry.whyChanged')}</h2>
        <b className="number">
          {words('claimEntry.changeTotal', { before: shownYuan(totalBefore), after: shownYuan(totalAfter) })}
        </b>
      </div>
      <ul className="amount-changes">
        {lines.map(({ rule, before, after }) => (
          <li key={`${rule} ${before?.formula} ${after?.formula}`}>
            <b>{rule}</b>
            {before === null ? <span>{words('claimEntry.lineNew')}</span> : <del>{before.formula}</del>}
            {after === null ? <span>{words('claimEntry.lineGone')}</span> : <ins>{after.formula}</ins>}
          </li>
        ))}
      </ul>
    </section>
  )
}
