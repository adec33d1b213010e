import type { ReactElement } from 'react'
import { SHEET_AMOUNT_NAMES } from '../../contract/words/claim-words.ts'
import type { SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'

export type SheetOrderProps = {
  readonly order: readonly SheetAmount[]
  readonly onChange: ((order: readonly SheetAmount[]) => void) | undefined
}

/** The amounts of a settlement sheet in the order of the office's paper. */
export function SheetOrder({ order, onChange }: SheetOrderProps): ReactElement {
  const move = (at: number, by: number) => {
    const next = [...order]
    const [moved] = next.splice(at, 1)
    if (moved !== undefined) next.splice(at + by, 0, moved)
    onChange?.(next)
  }
  return (
    <fieldset className="group">
      <legend className="field-label">{words('claimSettings.sheetOrder')}</legend>
      <p className="quiet small">{words('claimSettings.sheetOrderHint')}</p>
      <ol className="sheet-order">
        {order.map((amount, at) => {
          const name = SHEET_AMOUNT_NAMES[amount]
          return (
            <li key={amount}>
              <div className="sheet-order-row">
                <span>{name}</span>
                {onChange !== undefined && (
                  <span>
                    <Button
                      kind="text"
                      icon="sortUp"
                      reason={at === 0 ? words('claimSettings.isFirst') : undefined}
                      aria-label={words('claimSettings.up', { name })}
                      onClick={() => move(at, -1)}
                    >
                      {null}
                    </Button>
                    <Button
                      kind="text"
                      icon="sortDown"
                      reason={at === order.length - 1 ? words('claimSettings.isLast') : undefined}
                      aria-label={words('claimSettings.down', { name })}
                      onClick={() => move(at, 1)}
                    >
                      {null}
                    </Button>
                  </span>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </fieldset>
  )
}
