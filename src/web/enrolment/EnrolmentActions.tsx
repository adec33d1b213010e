import type { ReactElement } from 'react'
import { isEditable } from '../../domain/enrolment/enrolment-workflow.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentRow } from './enrolment-columns.tsx'
import type { StepBack } from './StepBackDialog.tsx'
import { waysOnOfUnit } from './ways-on.ts'

type Props = { readonly row: EnrolmentRow; readonly onStepBack: (step: StepBack) => void }

/** What the unit may do with one of its enrolments, by its state. */
export function EnrolmentActions({ row, onStepBack }: Props): ReactElement {
  const { id, number, state } = row
  const named = (action: string) => `${action} ${number}`
  if (isEditable(state)) {
    return (
      <>
        <LinkButton to="/enrolments/$id/plans" params={{ id }} kind="text" aria-label={named(words('enrolment.goOn'))}>
          {words('enrolment.goOn')}
        </LinkButton>
        <Button kind="text" danger aria-label={named(words('enrolment.delete'))} onClick={() => onStepBack('delete')}>
          {words('enrolment.delete')}
        </Button>
      </>
    )
  }
  const ways = waysOnOfUnit(state)
  const invoices = ways.includes('invoices') || ways.includes('invoices-and-account')
  const invoicesLabel = words(ways.includes('invoices') ? 'menu.invoices' : 'enrolment.invoicesAndAccount')
  return (
    <>
      <LinkButton to="/enrolments/$id" params={{ id }} kind="text" aria-label={named(words('enrolment.view'))}>
        {words('enrolment.view')}
      </LinkButton>
      {state === 'submitted' && (
        <Button kind="text" aria-label={named(words('enrolment.withdraw'))} onClick={() => onStepBack('withdraw')}>
          {words('enrolment.withdraw')}
        </Button>
      )}
      {invoices && (
        <LinkButton to="/invoices/$id" params={{ id }} kind="text" aria-label={named(invoicesLabel)}>
          {invoicesLabel}
        </LinkButton>
      )}
      {ways.includes('certificates') && (
        <LinkButton
          to="/certificates"
          search={{ enrolmentNumber: number }}
          kind="text"
          aria-label={named(words('menu.certificates'))}
        >
          {words('menu.certificates')}
        </LinkButton>
      )}
    </>
  )
}
