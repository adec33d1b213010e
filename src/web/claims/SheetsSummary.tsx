import type { ReactElement } from 'react'
import type { SheetEntry } from '../../domain/claims/claim-entry.ts'
import { typedAmounts } from '../../domain/claims/entry-findings.ts'
import type { SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { formatYuanGrouped, type Cents } from '../../domain/shared/cents.ts'
import { Button } from '../ui/Button.tsx'
import { goTo } from '../ui/go-to.ts'
import { words } from '../words/words.ts'
import { fieldId } from './entry-form.ts'
import { stayDays } from './stay-days.ts'

/** Amounts of the manual's table, each the sum of what is printed under its name. */
const AMOUNTS = [
  ['total', ['total']],
  ['actual', ['actualPaid']],
  ['own', ['selfPaid1', 'selfPaid2']],
  ['fullySelf', ['fullySelfPaid']],
  ['cash', ['cash']],
] as const satisfies readonly (readonly [string, readonly SheetAmount[]])[]

/** Nothing where nothing of it was entered on any of the sheets. */
function sumOf(sheets: readonly SheetEntry[], names: readonly SheetAmount[]): string {
  const entered = sheets.flatMap((sheet) => {
    const amounts = typedAmounts(sheet)
    return names.flatMap((name) => amounts[name] ?? [])
  })
  return entered.length === 0 ? '' : formatYuanGrouped(entered.reduce<number>((sum, one) => sum + one, 0) as Cents)
}

/** All sheets of a case in one table, as the manual lists them under the form. */
export function SheetsSummary({ sheets }: { sheets: readonly SheetEntry[] }): ReactElement {
  return (
    <div className="table-box sheets-summary">
      <table className="table">
        <caption className="unseen">{words('claimEntry.summary')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('claimEntry.summary.sheet')}</th>
            <th scope="col">{words('claimEntry.summary.treatment')}</th>
            <th scope="col">{words('claimEntry.summary.level')}</th>
            <th scope="col">{words('claimEntry.summary.admitted')}</th>
            <th scope="col">{words('claimEntry.summary.discharged')}</th>
            <th scope="col">{words('claimEntry.summary.days')}</th>
            <th scope="col">{words('claimEntry.summary.remote')}</th>
            <th scope="col">{words('claimEntry.summary.settlement')}</th>
            {AMOUNTS.map(([key]) => (
              <th scope="col" className="number" key={key}>
                {words(`claimEntry.summary.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet, at) => (
            // The sheets have no ids: they are a list that is kept whole, in its order.
            <tr key={at}>
              <td>
                <Button kind="text" onClick={() => goTo(fieldId(`sheets.${at}.hospital`))}>
                  {words('claimEntry.summary.at', { at: at + 1 })}
                </Button>
              </td>
              <td>{sheet.treatment}</td>
              <td>{sheet.hospitalLevel}</td>
              <td>{sheet.admittedOn}</td>
              <td>{sheet.dischargedOn}</td>
              <td>{stayDays(sheet)}</td>
              <td>{words(sheet.remote ? 'claimEntry.yes' : 'claimEntry.no')}</td>
              <td>{sheet.settlementKind}</td>
              {AMOUNTS.map(([key, names]) => (
                <td className="number" key={key}>
                  {sumOf([sheet], names)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {sheets.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={8}>
                {words('claimEntry.summary.sum', { count: sheets.length })}
              </th>
              {AMOUNTS.map(([key, names]) => (
                <td className="number" key={key}>
                  {sumOf(sheets, names)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
