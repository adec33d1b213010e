import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { getInvoicing, saveInvoice, submitInvoices } from '../../contract/invoicing.ts'
import { countWork } from '../../contract/work-pool.ts'
import { callEndpoint, sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { refresh, useCommand } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { sumProblem, type Invoicing, type Proposal } from './invoicing.ts'

type Props = { readonly invoicing: Invoicing; readonly proposals: readonly Proposal[] }

/** 【提交】: saves what is proposed, then hands the enrolment over to 到账确认. */
export function SubmitInvoices({ invoicing, proposals }: Props): ReactElement {
  const { id, number, invoices, due } = invoicing
  const client = useQueryClient()
  const save = useCommand(saveInvoice)
  const submit = useCommand(submitInvoices)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const reason = sumProblem([...invoices, ...proposals], invoicing)
  const hand = async () => {
    setWorking(true)
    setProblem(undefined)
    try {
      for (const proposal of proposals) await save.ask({ id, ...proposal })
      const { version } = await callEndpoint(getInvoicing, { id })
      const { dated } = await submit.ask({ id, version })
      toast(
        dated === null
          ? words('invoicing.submitted', { number })
          : words('invoicing.submittedDated', { number, date: dated }),
      )
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      await refresh(client, [getInvoicing, 'enrolment', countWork])
      setWorking(false)
    }
  }
  return (
    <div className="foot-bar">
      {problem === undefined ? (
        <span className="grow quiet">{reason ?? words('invoicing.sumRight', { due: shownYuan(due) })}</span>
      ) : (
        <span className="grow field-error" role="alert">
          {problem}
        </span>
      )}
      <LinkButton to="/invoices">{words('ui.back')}</LinkButton>
      <Button kind="primary" pending={working} reason={reason} onClick={() => void hand()}>
        {words('invoicing.submit')}
      </Button>
    </div>
  )
}
