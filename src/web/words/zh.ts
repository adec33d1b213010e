import { claimEntryWords } from './zh/claim-entry.ts'
import { accountWords } from './zh/accounts.ts'
import { claimReviewWords } from './zh/claim-review.ts'
import { claimSettingsWords } from './zh/claim-settings.ts'
import { claimPoolWords } from './zh/claim-pool.ts'
import { benefitTryWords } from './zh/benefit-try.ts'
import { claimArchiveWords } from './zh/claim-archive.ts'
import { taskWords } from './zh/tasks.ts'
import { certificateWords } from './zh/certificates.ts'
import { claimAcceptanceWords } from './zh/claim-acceptance.ts'
import { claimMaterialWords } from './zh/claim-materials.ts'
import { dictionaryWords } from './zh/dictionaries.ts'
import { enrolmentWords } from './zh/enrolment.ts'
import { formWords } from './zh/forms.ts'
import { handlerWords } from './zh/handlers.ts'
import { homeWords } from './zh/home.ts'
import { invoicingWords } from './zh/invoicing.ts'
import { menuWords } from './zh/menu.ts'
import { messageWords } from './zh/messages.ts'
import { organisationWords } from './zh/organisations.ts'
import { payeeWords } from './zh/payees.ts'
import { payoutWords } from './zh/payouts.ts'
import { planWords } from './zh/plans.ts'
import { poolWords } from './zh/pool.ts'
import { reviewWords } from './zh/review.ts'
import { rosterWords } from './zh/roster.ts'
import { shellWords } from './zh/shell.ts'
import { uiWords } from './zh/ui.ts'
import { unitWords } from './zh/units.ts'

/** Every word of the screens, in Chinese. A capability's words live in its own file and are merged here. */
export const zh = {
  ...uiWords,
  ...formWords,
  ...shellWords,
  ...homeWords,
  ...menuWords,
  ...organisationWords,
  ...messageWords,
  ...accountWords,
  ...unitWords,
  ...handlerWords,
  ...poolWords,
  ...planWords,
  ...enrolmentWords,
  ...rosterWords,
  ...reviewWords,
  ...certificateWords,
  ...invoicingWords,
  ...payoutWords,
  ...payeeWords,
  ...claimPoolWords,
  ...claimEntryWords,
  ...claimAcceptanceWords,
  ...claimReviewWords,
  ...claimSettingsWords,
  ...claimMaterialWords,
  ...dictionaryWords,
  ...claimArchiveWords,
  ...taskWords,
  ...benefitTryWords,
} as const
