import { countPayouts as countRoute } from '../../contract/payout-counts.ts'
import * as payees from '../../contract/payout-payees.ts'
import * as bankReturns from '../../contract/bank-returns.ts'
import * as payoutBatches from '../../contract/payout-batches.ts'
import * as payoutLedger from '../../contract/payout-ledger.ts'
import * as payouts from '../../contract/payouts.ts'
import type { ClaimId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { getBatch, listBatches } from './batch-lists.ts'
import { removeLine, voidBatch } from './change-draft.ts'
import { countPayouts } from './count-payouts.ts'
import { correctPayee } from './correct-payee.ts'
import { downloadReturnFile } from './download-return.ts'
import { getPaymentState, listFailedPayments } from './failed-lists.ts'
import { importReturn } from './import-return.ts'
import { listLedger } from './ledger-lists.ts'
import { listBatchLines } from './line-lists.ts'
import { makeBatch } from './make-batch.ts'
import { openPayee } from './open-payee.ts'
import { listPayable, previewBatch } from './payable-lists.ts'
import { payAgain } from './pay-again.ts'
import { payeeProofUploader, removePayeeProof } from './payee-proofs.ts'
import { decidePayee, openPayeeReview } from './payee-review.ts'
import { downloadPaymentFile, releaseBatch } from './release-batch.ts'
import { decideReversal, requestReversal } from './reverse-payment.ts'
import { stopPayment } from './stop-payment.ts'
import { cardImageUploader } from './upload-card-image.ts'

export function payoutRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(payouts.listPayable, (tx, input) => listPayable(tx, services, input)),
      serve(payouts.previewBatch, (tx, input) => previewBatch(tx, services, input)),
      serve(payouts.stopPayment, (tx, input) => stopPayment(tx, services, input)),
      serve(payouts.makeBatch, (tx, input) => makeBatch(tx, services, input)),
      serve(payoutBatches.listBatches, (tx, input) => listBatches(tx, input)),
      serve(payoutBatches.getBatch, (tx, { id }) => getBatch(tx, id as PayoutBatchId)),
      serve(payoutBatches.listBatchLines, (tx, input) => listBatchLines(tx, services, input)),
      serve(payoutBatches.removeLine, (tx, input) => removeLine(tx, input)),
      serve(payoutBatches.voidBatch, (tx, input) => voidBatch(tx, input)),
      serve(payoutBatches.releaseBatch, (tx, input) => releaseBatch(tx, services, input)),
      serve(bankReturns.payAgain, (tx, input) => payAgain(tx, services, input)),
      serve(bankReturns.requestReversal, (tx, input) => requestReversal(tx, input)),
      serve(bankReturns.decideReversal, (tx, input) => decideReversal(tx, services, input)),
      serve(countRoute, (tx) => countPayouts(tx)),
      serve(payoutLedger.listLedger, (tx, input) => listLedger(tx, input)),
      serve(payees.listFailedPayments, (tx, input) => listFailedPayments(tx, services, input)),
      serve(payees.getPaymentState, (tx, { id }) => getPaymentState(tx, services, id as ClaimId)),
      serve(payees.openPayee, (tx, { id }) => openPayee(tx, services, id as ClaimId)),
      serve(payees.removePayeeProof, (tx, input) => removePayeeProof(tx, services, input)),
      serve(payees.correctPayee, (tx, input) => correctPayee(tx, services, input)),
      serve(payees.openPayeeReview, (tx, { id }) => openPayeeReview(tx, services, id as ClaimId)),
      serve(payees.decidePayee, (tx, input) => decidePayee(tx, services, input)),
    ],
    files: [
      serveFile(payoutBatches.downloadPaymentFile, (call, input) => downloadPaymentFile(call, services, input)),
      serveFile(bankReturns.downloadReturnFile, (call, input) => downloadReturnFile(call, services, input)),
      serveFile(bankReturns.importReturn, (call, input) => importReturn(call, services, input)),
      serveFile(payees.uploadCardImage, cardImageUploader(services)),
      serveFile(payees.uploadPayeeProof, payeeProofUploader(services)),
    ],
  }
}
