import { approveEnrolment as approveEndpoint } from '../../contract/enrolment-review.ts'
import * as contract from '../../contract/invoicing.ts'
import type { EnrolmentId, InvoiceId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { approveEnrolment } from './approve-enrolment.ts'
import { confirmPayment } from './confirm-payment.ts'
import { downloadInvoiceFile, uploadInvoiceFile } from './invoice-files.ts'
import { getConfirmProgress, getInvoicing } from './invoicing-lists.ts'
import { recordPayment } from './record-payment.ts'
import { removeInvoiceFile } from './remove-invoice-file.ts'
import { resendInvoiceFile } from './resend-invoice-file.ts'
import { reversePayment } from './reverse-payment.ts'
import { saveInvoice } from './save-invoice.ts'
import { listUnitTodos } from './unit-todos.ts'
import { removeInvoice, returnInvoices, submitInvoices } from './submit-invoices.ts'

export function invoicingRoutes(services: Services): Routes {
  const { crypto } = services
  return {
    endpoints: [
      serve(approveEndpoint, (tx, input) => approveEnrolment(tx, services, input)),
      serve(contract.getInvoicing, (tx, { id }) => getInvoicing(tx, id as EnrolmentId, crypto)),
      serve(contract.listUnitTodos, (tx) => listUnitTodos(tx)),
      serve(contract.saveInvoice, (tx, input) => saveInvoice(tx, crypto, input)),
      serve(contract.removeInvoice, (tx, { id, invoiceId }) =>
        removeInvoice(tx, id as EnrolmentId, invoiceId as InvoiceId),
      ),
      serve(contract.submitInvoices, (tx, { id, version }) => submitInvoices(tx, id as EnrolmentId, version)),
      serve(contract.returnInvoices, (tx, input) => returnInvoices(tx, services, input)),
      serve(contract.resendInvoiceFile, (tx, input) => resendInvoiceFile(tx, services, input)),
      serve(contract.removeInvoiceFile, (tx, input) => removeInvoiceFile(tx, input)),
      serve(contract.recordPayment, (tx, input) => recordPayment(tx, input)),
      serve(contract.reversePayment, (tx, input) => reversePayment(tx, input)),
      serve(contract.confirmPayment, (tx, input) => confirmPayment(tx, services, input)),
      serve(contract.confirmProgress, (tx, { id }) => getConfirmProgress(tx, id as EnrolmentId)),
    ],
    files: [
      serveFile(contract.uploadInvoiceFile, (call, input) => uploadInvoiceFile(call, services, input)),
      serveFile(contract.downloadInvoiceFile, (call, input) => downloadInvoiceFile(call, services, input)),
    ],
  }
}
