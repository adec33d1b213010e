import '../words/zh/payees.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { countPayouts } from '../../contract/payout-counts.ts'
import { correctPayee, getPaymentState, listFailedPayments, type openPayee } from '../../contract/payout-payees.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { correctionOf } from '../../domain/payouts/payee-correction.ts'
import { sentenceOf, refusalCode } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { CardImage } from './CardImage.tsx'
import { CasesTogether, togetherOf } from './CasesTogether.tsx'
import { PayeeFields } from './PayeeFields.tsx'
import { PayeeProofs } from './PayeeProofs.tsx'
import { payeeErrorLine, payeeErrors, type PayeeField, type Proof } from './payee-errors.ts'

export type OpenedPayee = OutputOf<typeof openPayee>

export type PayeeFormProps = {
  readonly opened: OpenedPayee
  /** What was typed already, before the claim was opened anew. */
  readonly typed?: Payee | undefined
  /** The claim changed meanwhile: with what it was refused, and what is typed. */
  readonly onStale: (error: Error, typed: Payee) => void
}

/** The corrected payee with a new image of the card, and proof where it is another person; what it leads to is said before it is sent. */
export function PayeeForm({ opened, typed = opened.payee, onStale }: PayeeFormProps): ReactElement {
  const navigate = useNavigate()
  const { id, number, version } = opened
  const [payee, setPayee] = useState(typed)
  const [images, setImages] = useState(opened.images)
  const [attempt, setAttempt] = useState(0)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [proofs, setProofs] = useState<readonly Proof[]>(opened.proofs)
  const isOther = correctionOf(opened.frozen, payee) === 'change-payee'
  const asked = isOther && payee.relation !== 'self' ? proofs : []
  const errors = payeeErrors(payee, images.length > 0, asked)
  const shown: ReadonlyMap<PayeeField, string> = attempt === 0 ? new Map() : errors
  const correct = useCommand(correctPayee, {
    refreshes: [listFailedPayments, getPaymentState, countPayouts],
    onDone: ({ state }) => {
      toast(
        words(state === 'payee-review' ? 'payees.corrected.payee-review' : 'payees.corrected.first-review', {
          number,
        }),
      )
      void navigate({ to: '/payment-failures' })
    },
    onFailed: (error) => {
      if (error instanceof Error && refusalCode(error) === 'changed-meanwhile') onStale(error, payee)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (errors.size > 0) setAttempt((count) => count + 1)
    else correct.run({ id, version, payee, together: togetherOf(opened.together, left) })
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <ErrorSummary
        lines={[...shown].map(([field, message]) => ({
          field: `payee-${field}`,
          message: payeeErrorLine(field, message),
        }))}
        attempt={attempt}
      />
      {correct.error !== null && !correct.pending && (
        <Notice tone="danger" live>
          {sentenceOf(correct.error)}
        </Notice>
      )}
      <div className="beside">
        <PayeeFields payee={payee} errors={shown} onChange={(change) => setPayee({ ...payee, ...change })} />
        <div className="stack">
          <CardImage id={id} images={images} error={shown.get('image')} onAdded={(image) => setImages([image])} />
          {asked.length > 0 && <PayeeProofs id={id} proofs={proofs} error={shown.get('proof')} onChange={setProofs} />}
        </div>
      </div>
      <CasesTogether title={words('payees.correctTogether')} cases={opened.together} left={left} onChange={setLeft} />
      <div className="row row-end">
        <span className="quiet">
          {words(isOther ? 'payees.otherPerson' : 'payees.samePerson')} {words('payees.passwordAgain')}
        </span>
        <Button type="submit" kind="primary" pending={correct.pending}>
          {words('payees.submitCorrection')}
        </Button>
      </div>
    </form>
  )
}
