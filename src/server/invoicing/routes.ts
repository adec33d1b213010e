import { approveEnrolment as approveEndpoint } from '../../contract/enrolment-review.ts'
import * as invoiceFiles from '../../contract/invoice-files.ts'
import * as invoicing from '../../contract/invoicing.ts'
import * as payments from '../../contract/payments.ts'
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
      serve(invoicing.getInvoicing, (tx, { id }) => getInvoicing(tx, id as EnrolmentId, crypto)),
      serve(invoicing.listUnitTodos, (tx) => listUnitTodos(tx)),
      serve(invoicing.saveInvoice, (tx, input) => saveInvoice(tx, crypto, input)),
      serve(invoicing.removeInvoice, (tx, { id, invoiceId }) =>
        removeInvoice(tx, id as EnrolmentId, invoiceId as InvoiceId),
      ),
      serve(invoicing.submitInvoices, (tx, { id, version }) => submitInvoices(tx, id as EnrolmentId, version)),
      serve(invoicing.returnInvoices, (tx, input) => returnInvoices(tx, services, input)),
      serve(invoiceFiles.resendInvoiceFile, (tx, input) => resendInvoiceFile(tx, services, input)),
      serve(invoiceFiles.removeInvoiceFile, (tx, input) => removeInvoiceFile(tx, input)),
      serve(payments.recordPayment, (tx, input) => recordPayment(tx, input)),
      serve(payments.reversePayment, (tx, input) => reversePayment(tx, input)),
      serve(payments.confirmPayment, (tx, input) => confirmPayment(tx, services, input)),
      serve(payments.confirmProgress, (tx, { id }) => getConfirmProgress(tx, id as EnrolmentId)),
    ],
    files: [
      serveFile(invoiceFiles.uploadInvoiceFile, (call, input) => uploadInvoiceFile(call, services, input)),
      serveFile(invoiceFiles.downloadInvoiceFile, (call, input) => downloadInvoiceFile(call, services, input)),
    ],
  }
}
