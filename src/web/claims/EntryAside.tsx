import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { AlsoClaimable } from './AlsoClaimable.tsx'
import { BenefitLedger } from './BenefitLedger.tsx'
import type { ClaimDetail } from './claim-detail.ts'
import type { Assessment } from './entry-form.ts'
import type { Judgement } from './entry-judgement.ts'
import { EntryFindings } from './EntryFindings.tsx'
import { EntryMissing } from './EntryMissing.tsx'
import { EntryReceipt } from './EntryReceipt.tsx'
import { EventCases } from './EventCases.tsx'
import { useClaimMaterials } from './use-claim-materials.ts'

export type EntryAsideProps = {
  readonly claim: ClaimDetail
  readonly assessment: Assessment
  readonly judged: Judgement
  readonly left: ReadonlySet<string>
  readonly onLeft: (left: ReadonlySet<string>) => void
  readonly readOnly: boolean
  readonly onImages: () => void
  readonly onAccepted: () => void
}

/** Beside the form: the receipt, what is missing, the cases of the event, what else could be claimed, the ledger. */
export function EntryAside(props: EntryAsideProps): ReactElement {
  const { claim, assessment, judged, left, onLeft, readOnly, onImages, onAccepted } = props
  const { data } = useClaimMaterials(claim.id)
  // What is complete makes room for what can still be done.
  const missing = !readOnly && (
    <EntryMissing
      missing={judged.missing}
      slots={data?.slots ?? []}
      takesSheets={assessment.needs.sheets}
      onImages={onImages}
    />
  )
  return (
    <>
      <EntryReceipt claim={claim} calculation={assessment.calculation} change={assessment.change} judged={judged} />
      {judged.missing.length > 0 && missing}
      {!readOnly && <EntryFindings findings={judged.findings} />}
      <EventCases siblings={assessment.siblings} left={left} onLeft={onLeft} readOnly={readOnly} />
      {!readOnly && <AlsoClaimable claimId={claim.id} onAccepted={onAccepted} />}
      {judged.missing.length === 0 && missing}
      <BenefitLedger claimId={claim.id} />
    </>
  )
}
