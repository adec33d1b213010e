import * as accounts from './accounts.ts'
import * as accountSession from './account-session.ts'
import * as ownAccount from './own-account.ts'
import * as benefitTrial from './benefit-trial.ts'
import * as certificates from './certificates.ts'
import * as claimAcceptance from './claim-acceptance.ts'
import * as claimReview from './claim-review.ts'
import * as claimDecisions from './claim-decisions.ts'
import * as claimSettings from './claim-settings.ts'
import * as claimMaterials from './claim-materials.ts'
import * as claimExports from './claim-exports.ts'
import * as claimEntry from './claim-entry.ts'
import * as claimTodos from './claim-todos.ts'
import * as claims from './claims.ts'
import * as dictionaries from './dictionaries.ts'
import type { Endpoint, FileRoute } from './endpoint.ts'
import * as enrolment from './enrolment.ts'
import * as enrolmentAttachments from './enrolment-attachments.ts'
import * as enrolmentReview from './enrolment-review.ts'
import * as roster from './roster.ts'
import * as rosterImports from './roster-imports.ts'
import * as enrolmentReviewDraft from './enrolment-review-draft.ts'
import * as handlers from './handlers.ts'
import * as invoicing from './invoicing.ts'
import * as payments from './payments.ts'
import * as invoiceFiles from './invoice-files.ts'
import * as members from './members.ts'
import * as messages from './messages.ts'
import * as organisations from './organisations.ts'
import * as oversight from './oversight.ts'
import * as payoutCounts from './payout-counts.ts'
import * as payoutPayees from './payout-payees.ts'
import * as payouts from './payouts.ts'
import * as payoutBatches from './payout-batches.ts'
import * as bankReturns from './bank-returns.ts'
import * as payoutLedger from './payout-ledger.ts'
import * as plans from './plans.ts'
import * as tasks from './tasks.ts'
import * as unitProfile from './unit-profile.ts'
import * as registration from './registration.ts'
import * as registrationReview from './registration-review.ts'
import * as workPool from './work-pool.ts'

const declared: readonly unknown[] = [
  organisations,
  messages,
  accounts,
  accountSession,
  ownAccount,
  members,
  workPool,
  registration,
  registrationReview,
  unitProfile,
  handlers,
  plans,
  enrolment,
  rosterImports,
  roster,
  enrolmentAttachments,
  enrolmentReview,
  enrolmentReviewDraft,
  certificates,
  invoicing,
  payments,
  invoiceFiles,
  claims,
  claimAcceptance,
  payouts,
  payoutBatches,
  bankReturns,
  payoutLedger,
  payoutPayees,
  payoutCounts,
  claimReview,
  claimDecisions,
  claimSettings,
  claimEntry,
  dictionaries,
  claimMaterials,
  claimExports,
  claimTodos,
  benefitTrial,
  oversight,
  tasks,
].flatMap((module) => Object.values(module))

function isDeclared(value: unknown): value is Endpoint | FileRoute {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value && 'kind' in value
}

const all = declared.filter(isDeclared)

/** Every endpoint of the product, for the server, OpenAPI and the sweeps; the web imports the single files instead. */
export const endpoints = all.filter((one): one is Endpoint => one.kind === 'query' || one.kind === 'command')

/** Every route that streams a file in or out. */
export const fileRoutes = all.filter((one): one is FileRoute => one.kind === 'upload' || one.kind === 'download')
