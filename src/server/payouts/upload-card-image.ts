import { uploadCardImage as route } from '../../contract/payout-payees.ts'
import { refuse } from '../../domain/shared/decision.ts'
import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { cardMaterialOf } from '../../domain/payouts/payee-correction.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { getClaimRow, lockClaim } from '../claims/claim-store.ts'
import { insertMaterial, listMaterials, saveMaterialsRemoved } from '../claims/material-store.ts'
import { markImage } from '../documents/image-hash.ts'
import { cleanImage } from '../documents/images.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import { keyOf } from '../http/idempotency.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { frozenPayee } from './correction-store.ts'

/** The image of the card to be paid now; the one before goes, as it does where an image is replaced. */
export function cardImageUploader({ vault, crypto }: Services): FileHandler<typeof route> {
  return async (call, { id }) => {
    await call.within(null, (tx) => getClaimRow(tx, id as ClaimId))
    const upload = await uploadIn(call.request, MAX_UPLOAD_BYTES)
    const { fileName: name } = upload
    const image = accepted(await cleanImage(name, await bytesOf(upload, MAX_UPLOAD_BYTES)))
    const marks = await markImage(image.bytes)
    const stored = accepted(await putFile(vault, [image.bytes], { limit: 4 * MAX_UPLOAD_BYTES }))
    return call.within(route.name, async (tx) => {
      const claim = await lockClaim(tx, id as ClaimId)
      const { state, place } = claim
      if (state !== 'payment-failed') accepted(refuse({ code: 'claim-step-not-allowed', state }))
      const kind = cardMaterialOf(frozenPayee(crypto, claim))
      const before = (await listMaterials(tx, claim.id)).filter((material) => isCard(material.kind))
      const mediaType = image.contentType
      await needRoom(tx, place, 'claim-material', stored.size)
      const fileId = await saveFile(tx, { place, purpose: 'claim-material', name, mediaType, stored })
      const { width, height } = image
      const size = stored.size
      const pixelHash = Buffer.from(marks.pixels, 'hex')
      const likeness = marks.likeness === undefined ? null : BigInt.asIntN(64, BigInt(`0x${marks.likeness}`))
      const made = { kind, position: 0, fileId, name, width, height, size, pixelHash, likeness }
      const materialId = await insertMaterial(tx, claim, { ...made, attempt: keyOf(call.request) })
      await saveMaterialsRemoved(
        tx,
        before.map((material) => material.id),
      )
      const facts = { number: claim.number, size, replaced: before.length }
      await record(tx, { action: route.name, subject: claim.id, place, facts })
      return { id: materialId, name, addedAt: new Date(tx.now).toISOString() }
    })
  }
}

function isCard(kind: string): boolean {
  return kind === 'own-bank-card' || kind === 'payee-bank-card'
}
