import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { imageHints } from '../../domain/claims/image-hints.ts'
import { refuse } from '../../domain/shared/decision.ts'
import type { ClaimId, MaterialId } from '../../domain/shared/ids.ts'
import { lockClaim, type StoredClaim } from '../claims/claim-store.ts'
import { insertMaterial } from '../claims/material-store.ts'
import type { Transaction } from '../db/transaction.ts'
import { markImage } from '../documents/image-hash.ts'
import { cleanImage } from '../documents/images.ts'
import { smallGrey } from '../documents/small-grey.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import { keyOf } from '../http/idempotency.ts'
import type { FileCall } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'

/** An image about the payee of a failed payment, cleaned and stored; `attempt` is the idempotency key that it came with. */
export type PayeeImage = Awaited<ReturnType<typeof receivePayeeImage>>

export async function receivePayeeImage({ request }: Pick<FileCall, 'request'>, { vault }: Services) {
  const upload = await uploadIn(request, MAX_UPLOAD_BYTES)
  const { fileName: name } = upload
  const image = accepted(await cleanImage(name, await bytesOf(upload, MAX_UPLOAD_BYTES)))
  const marks = await markImage(image.bytes)
  const hints = imageHints(await smallGrey(image.bytes), image)
  const stored = accepted(await putFile(vault, [image.bytes], { limit: 4 * MAX_UPLOAD_BYTES }))
  return { name, image, marks, hints, stored, attempt: keyOf(request) }
}

/** The case, locked, while its payee may be corrected. */
export async function lockFailed(tx: Transaction, id: string): Promise<StoredClaim> {
  const claim = await lockClaim(tx, id as ClaimId)
  const { state } = claim
  if (state !== 'payment-failed') accepted(refuse({ code: 'claim-step-not-allowed', state }))
  return claim
}

/** Puts an image into a slot of a case. */
export async function savePayeeImage(
  tx: Transaction,
  claim: StoredClaim,
  { kind, position }: { readonly kind: string; readonly position: number },
  { name, image, marks, hints, stored, attempt }: PayeeImage,
): Promise<MaterialId> {
  const { place } = claim
  const { width, height, contentType: mediaType } = image
  await needRoom(tx, place, 'claim-material', stored.size)
  const fileId = await saveFile(tx, { place, purpose: 'claim-material', name, mediaType, stored })
  const made = { kind, position, fileId, name, width, height, size: stored.size, marks, hints, attempt }
  return insertMaterial(tx, claim, made)
}
