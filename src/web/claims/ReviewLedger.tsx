import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { BenefitLedger } from './BenefitLedger.tsx'

/** 额度台账 for the page of a review, which loads it with its words once the rest stands. */
export function ReviewLedger({ id }: { id: string }): ReactElement {
  return <BenefitLedger claimId={id} />
}
