import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownPeriod } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import type { CartLine } from './acceptance-cart.ts'

export type CartRowProps = {
  readonly line: CartLine
  readonly row: number
  /** The server refused this row. */
  readonly bad: boolean
  /** 确认受理 was pressed: what is missing is said now. */
  readonly tried: boolean
  readonly onRemove: () => void
  readonly onLateReason: (text: string) => void
}

/** Where the reason of a late line is asked for. */
export const lateReasonId = ({ key }: CartLine) => `late-reason-${key.replaceAll(' ', '-')}`

/** A line of 确认受理数据; one after its deadline has a line below for the reason. */
export function CartRow({ line, row, bad, tried, onRemove, onLateReason }: CartRowProps): ReactElement {
  const { name, idMasked, kind, incidentOn, planName, effectiveOn, endsOn, agencyName, unitName, lateReason } = line
  const missing = tried && lateReason.trim() === '' ? words('acceptance.lateReasonMissing') : undefined
  return (
    <>
      <tr className={bad ? 'acceptance-bad' : undefined} aria-invalid={bad || undefined}>
        <td>{row}</td>
        <td>{name}</td>
        <td>{idMasked}</td>
        <td>{CLAIM_KIND_NAMES[kind]}</td>
        <td>{incidentOn}</td>
        <td className="cut acceptance-plan" title={planName}>
          {planName}
        </td>
        <td>{shownPeriod(effectiveOn, endsOn)}</td>
        <td>{agencyName}</td>
        <td>{unitName}</td>
        <td className="stick">
          <Button
            kind="text"
            aria-label={words('acceptance.removeNamed', { row, name, kind: CLAIM_KIND_NAMES[kind] })}
            onClick={onRemove}
          >
            {words('acceptance.remove')}
          </Button>
        </td>
      </tr>
      {line.payable === 'late' && (
        <tr>
          <td colSpan={10} className="acceptance-late">
            <TextField
              id={lateReasonId(line)}
              label={words('acceptance.lateReason', { row })}
              required
              maxLength={500}
              error={missing}
              value={lateReason}
              onChange={(event) => onLateReason(event.target.value)}
            />
          </td>
        </tr>
      )}
    </>
  )
}
