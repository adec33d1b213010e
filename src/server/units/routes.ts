import * as handlers from '../../contract/handlers.ts'
import * as profile from '../../contract/unit-profile.ts'
import * as registration from '../../contract/registration.ts'
import * as registrationReview from '../../contract/registration-review.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { changeHandlerByOffice } from './change-handler-by-office.ts'
import { approveRegistration, returnRegistration } from './decide-registration.ts'
import { decideUnitChange } from './decide-unit-change.ts'
import { saveDraft, showDraft, startRegistration } from './edit-draft.ts'
import { getHandlers, listUnits } from './handler-lists.ts'
import { keepRegistrationReviewDraft } from './keep-review-draft.ts'
import { checkCreditCode, listAgencies, proposeUserName } from './registration-entrance.ts'
import { listRegistrations } from './registration-lists.ts'
import { continueRegistration, sendProgressCode, showProgress } from './registration-progress.ts'
import { requestUnitChange } from './request-unit-change.ts'
import { resendActivation } from './resend-activation.ts'
import { showRegistration } from './show-registration.ts'
import { showUnitChange } from './show-unit-change.ts'
import { sendRegistrationCode, submitRegistration } from './submit-registration.ts'
import { listUnitChanges } from './unit-change-lists.ts'
import { sendChangeCode } from './send-change-code.ts'
import { getUnitProfile } from './unit-profile.ts'
import { documentUploader } from './upload-document.ts'
import { documentViewer } from './view-document.ts'

export function unitRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(registration.listAgencies, listAgencies),
      serve(registration.checkCreditCode, checkCreditCode),
      serve(registration.proposeUserName, proposeUserName),
      serve(registration.startRegistration, startRegistration),
      serve(registration.getDraft, (tx, input) => showDraft(tx, services, input)),
      serve(registration.saveDraft, (tx, input) => saveDraft(tx, services, input)),
      serve(registration.sendRegistrationCode, (tx, input) => sendRegistrationCode(tx, services, input)),
      serve(registration.submitRegistration, (tx, input) => submitRegistration(tx, services, input)),
      serve(registration.sendProgressCode, (tx, input) => sendProgressCode(tx, services, input)),
      serve(registration.registrationProgress, (tx, input) => showProgress(tx, services, input)),
      serve(registration.continueRegistration, continueRegistration),
      serve(registration.resendActivation, (tx, input) => resendActivation(tx, services, input)),
      serve(registrationReview.listRegistrations, listRegistrations),
      serve(registrationReview.getRegistration, (tx, input) => showRegistration(tx, services, input)),
      serve(registrationReview.saveRegistrationReviewDraft, (tx, input) =>
        keepRegistrationReviewDraft(tx, services, input),
      ),
      serve(registrationReview.approveRegistration, (tx, input) => approveRegistration(tx, services, input)),
      serve(registrationReview.returnRegistration, (tx, input) => returnRegistration(tx, services, input)),
      serve(profile.getUnitProfile, (tx) => getUnitProfile(tx, services)),
      serve(profile.sendChangeCode, (tx, input) => sendChangeCode(tx, services, input)),
      serve(profile.requestUnitChange, (tx, input) => requestUnitChange(tx, services, input)),
      serve(profile.listUnitChanges, listUnitChanges),
      serve(profile.getUnitChange, (tx, input) => showUnitChange(tx, services, input)),
      serve(profile.decideUnitChange, (tx, input) => decideUnitChange(tx, services, input)),
      serve(handlers.listUnits, (tx, input) => listUnits(tx, services.crypto, input)),
      serve(handlers.getHandlers, (tx, input) => getHandlers(tx, services.crypto, input)),
      serve(handlers.changeHandler, (tx, input) => changeHandlerByOffice(tx, services, input)),
    ],
    files: [
      serveFile(registration.uploadRegistrationDocument, documentUploader(services)),
      serveFile(registration.viewRegistrationDocument, documentViewer(services)),
    ],
  }
}
