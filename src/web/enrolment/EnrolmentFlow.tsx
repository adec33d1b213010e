import type { ReactElement } from 'react'
import { ENROLMENT_STATE_WORDS } from '../../contract/words/states.ts'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { FlowLine } from '../ui/FlowLine.tsx'
import { words } from '../words/words.ts'
import { EnrolmentTag } from './EnrolmentTag.tsx'

const way = ['draft', 'submitted', 'invoicing', 'payment', 'confirmed'] as const satisfies readonly EnrolmentState[]

/** Where an enrolment stands on its way from 录入中 to 已确认. */
export function EnrolmentFlow({ state }: { state: EnrolmentState }): ReactElement {
  const at = way.findIndex((one) => one === state)
  if (state === 'void' || state === 'deleted') return <EnrolmentTag state={state} />
  return (
    <FlowLine
      label={words('enrolment.way')}
      nodes={way.map((one) => ENROLMENT_STATE_WORDS[one === 'draft' && state === 'returned' ? 'returned' : one])}
      current={state === 'returned' ? 0 : state === 'confirmed' ? way.length : at}
      returned={state === 'returned'}
    />
  )
}
