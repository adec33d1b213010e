import * as attachments from '../../contract/enrolment-attachments.ts'
import * as review from '../../contract/enrolment-review.ts'
import * as contract from '../../contract/enrolment.ts'
import * as imports from '../../contract/roster-imports.ts'
import * as roster from '../../contract/roster.ts'
import * as drafts from '../../contract/enrolment-review-draft.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { listBatches } from './batch-lists.ts'
import { cancelBatch, confirmLeftOut } from './cancel-batch.ts'
import { choosePlans } from './choose-plans.ts'
import { correctRefusedRow, dropRefusedRows } from './correct-refused-row.ts'
import { addRosterPerson, correctRosterPerson } from './correct-roster-person.ts'
import { createEnrolment } from './create-enrolment.ts'
import { deleteEnrolment } from './delete-enrolment.ts'
import { templateDownload } from './download-template.ts'
import { listEnrolments } from './enrolment-lists.ts'
import { getEnrolment } from './get-enrolment.ts'
import { getReviewDraft, keepReviewDraft } from './keep-review-draft.ts'
import { openReview } from './open-review.ts'
import { listRefusedRows, refusedRowsDownload } from './refused-row-lists.ts'
import { removeAttachment } from './remove-attachment.ts'
import { returnEnrolment, voidEnrolment, withdrawEnrolment } from './return-enrolment.ts'
import { removeRosterPeople } from './remove-roster-people.ts'
import { listRoster } from './roster-lists.ts'
import { saveEnrolmentFacts } from './save-enrolment-facts.ts'
import { submitEnrolment } from './submit-enrolment.ts'
import { rosterUploader } from './upload-roster.ts'
import { attachmentUploader } from './upload-attachment.ts'
import { reuseRosterFile } from './reuse-roster-file.ts'
import { attachmentViewer } from './view-attachment.ts'

export function enrolmentRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(contract.createEnrolment, (tx) => createEnrolment(tx)),
      serve(contract.listEnrolments, listEnrolments),
      serve(contract.getEnrolment, (tx, { id }) => getEnrolment(tx, id as EnrolmentId)),
      serve(contract.choosePlans, choosePlans),
      serve(contract.saveEnrolmentFacts, saveEnrolmentFacts),
      serve(imports.listBatches, listBatches),
      serve(imports.reuseRosterFile, reuseRosterFile),
      serve(imports.cancelBatch, cancelBatch),
      serve(imports.confirmLeftOut, confirmLeftOut),
      serve(imports.listRefusedRows, (tx, input) => listRefusedRows(tx, services, input)),
      serve(imports.correctRefusedRow, (tx, input) => correctRefusedRow(tx, services, input)),
      serve(imports.dropRefusedRows, (tx, input) => dropRefusedRows(tx, services, input)),
      serve(roster.listRoster, (tx, input) => listRoster(tx, services, input)),
      serve(roster.correctRosterPerson, (tx, input) => correctRosterPerson(tx, services, input)),
      serve(roster.addRosterPerson, (tx, input) => addRosterPerson(tx, services, input)),
      serve(roster.removeRosterPeople, (tx, input) => removeRosterPeople(tx, services, input)),
      serve(attachments.removeAttachment, removeAttachment),
      serve(contract.deleteEnrolment, deleteEnrolment),
      serve(contract.submitEnrolment, submitEnrolment),
      serve(contract.withdrawEnrolment, withdrawEnrolment),
      serve(review.openReview, (tx, { id }) => openReview(tx, id as EnrolmentId)),
      serve(drafts.getReviewDraft, (tx, input) => getReviewDraft(tx, services, input)),
      serve(drafts.saveReviewDraft, (tx, input) => keepReviewDraft(tx, services, input)),
      serve(review.returnEnrolment, (tx, input) => returnEnrolment(tx, services, input)),
      serve(review.voidEnrolment, (tx, input) => voidEnrolment(tx, services, input)),
    ],
    files: [
      serveFile(imports.uploadRoster, rosterUploader(services)),
      serveFile(imports.downloadRefusedRows, refusedRowsDownload(services)),
      serveFile(imports.downloadTemplate, templateDownload()),
      serveFile(attachments.uploadAttachment, attachmentUploader(services)),
      serveFile(attachments.viewAttachment, attachmentViewer(services)),
    ],
  }
}
