import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { line, uuid } from './primitives.ts'

export const uploadInvoiceFile = fileRoute({
  name: 'invoicing.upload-invoice-file',
  kind: 'upload',
  method: 'POST',
  path: '/api/invoices/:id/files',
  summary: 'PDF or OFD up to 10 MB, mailed to the address given',
  access: ['finance'],
  scope: 'subtree',
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ fileId: uuid, name: z.string() }),
})

/** 重新发送: the same file once more, to a corrected address where the first one was wrong. */
export const resendInvoiceFile = endpoint({
  name: 'invoicing.resend-invoice-file',
  kind: 'command',
  method: 'POST',
  path: '/api/invoices/:id/files/:fileId/resend',
  summary: 'Mails an invoice file again, to the address given, once nothing more happens about the mail before',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid, mail: line(100) }),
  output: z.strictObject({ done: z.literal(true) }),
})

/** Takes back a file that was uploaded to the wrong invoice. */
export const removeInvoiceFile = endpoint({
  name: 'invoicing.remove-invoice-file',
  kind: 'command',
  method: 'POST',
  path: '/api/invoices/:id/files/:fileId/remove',
  summary: 'Takes an invoice file back with a reason; it stays on record and no longer counts',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid, reason: line(200) }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const downloadInvoiceFile = fileRoute({
  name: 'invoicing.download-invoice-file',
  kind: 'download',
  method: 'GET',
  path: '/api/invoices/:id/files/:fileId',
  summary: 'The invoice file, never shown inline',
  access: ['finance', 'unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid }),
  output: z.any(),
})
