import { sentenceIn, type ToldRefusal } from './refusal-words.ts'
import { accountRefusals } from './refusals-accounts.ts'
import { claimEntryRefusals } from './refusals-claim-entry.ts'
import { claimAcceptanceRefusals } from './refusals-claim-acceptance.ts'
import { claimExportRefusals } from './refusals-claim-exports.ts'
import { claimFieldRefusals } from './refusals-claim-fields.ts'
import { claimMaterialRefusals } from './refusals-claim-materials.ts'
import { claimRefusals } from './refusals-claims.ts'
import { claimReviewRefusals } from './refusals-claim-review.ts'
import { enrolmentRefusals } from './refusals-enrolment.ts'
import { fileRefusals } from './refusals-files.ts'
import { invoicingRefusals } from './refusals-invoicing.ts'
import { organisationRefusals } from './refusals-organisations.ts'
import { payoutRefusals } from './refusals-payouts.ts'
import { personRefusals } from './refusals-persons.ts'
import { planRefusals } from './refusals-plans.ts'
import { sharedRefusals } from './refusals-shared.ts'
import { workPoolRefusals } from './refusals-work-pool.ts'
import { unitRefusals } from './refusals-units.ts'

const refusals = {
  ...sharedRefusals,
  ...personRefusals,
  ...workPoolRefusals,
  ...organisationRefusals,
  ...fileRefusals,
  ...accountRefusals,
  ...unitRefusals,
  ...enrolmentRefusals,
  ...invoicingRefusals,
  ...planRefusals,
  ...claimEntryRefusals,
  ...claimFieldRefusals,
  ...claimRefusals,
  ...claimAcceptanceRefusals,
  ...payoutRefusals,
  ...claimReviewRefusals,
  ...claimMaterialRefusals,
  ...claimExportRefusals,
}

export type RefusalCode = keyof typeof refusals

/** The sentence for any refusal; a page that needs only its own capability's takes `sentenceIn` with those words. */
export function sentenceFor(refusal: ToldRefusal): string {
  return sentenceIn(refusals, refusal)
}
