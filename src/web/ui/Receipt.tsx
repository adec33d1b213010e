import type { ReactElement, ReactNode } from 'react'

export type ReceiptLine = {
  readonly label: string
  /** How the amount comes about, e.g. `186 × 2 × 50.00`. */
  readonly formula?: string
  /** Decimal yuan with thousands separators. */
  readonly amount: string
  /** `detail` is indented, `subtotal` ruled above; the total has its own property. */
  readonly kind?: 'detail' | 'subtotal'
}

export type ReceiptProps = {
  readonly title: string
  readonly lines: readonly ReceiptLine[]
  readonly total: { readonly label: string; readonly amount: string }
  /** Clause, rule version and time. */
  readonly source?: ReactNode
}

/** Label, formula, amount; total; source. The same for contributions and benefits; prints on A4. */
export function Receipt({ title, lines, total, source }: ReceiptProps): ReactElement {
  return (
    <section className="card card-body receipt" aria-label={title}>
      <h2>{title}</h2>
      {lines.map(({ label, formula, amount, kind }) => (
        <div className={`receipt-line ${kind ?? ''}`} key={`${label} ${formula ?? ''} ${amount}`}>
          <span>
            {label}
            {formula !== undefined && <span className="receipt-formula">{formula}</span>}
          </span>
          <span>{amount}</span>
        </div>
      ))}
      <div className="receipt-line total">
        <span>{total.label}</span>
        <b>¥ {total.amount}</b>
      </div>
      {source !== undefined && <p className="receipt-source">{source}</p>}
    </section>
  )
}
