import { uploadMaterial as route } from '../../contract/claim-materials.ts'
import { UNSORTED } from '../../domain/claims/arrange-materials.ts'
import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { imageHints } from '../../domain/claims/image-hints.ts'
import type { MaterialSlot } from '../../domain/claims/materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { markImage } from '../documents/image-hash.ts'
import { cleanImage } from '../documents/images.ts'
import { smallGrey } from '../documents/small-grey.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import { keyOf } from '../http/idempotency.ts'
import type { FileCall, FileHandler } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getClaimRow } from './claim-store.ts'
import { lockEvent } from './lock-event.ts'
import { slotsOfClaim } from './material-slots.ts'
import {
  getLiveMaterial,
  getMaterial,
  insertMaterial,
  listMaterials,
  saveMaterialsRemoved,
  type StoredMaterial,
} from './material-store.ts'
import { positionAfter, shareMaterial, sharedRows } from './share-material.ts'

/** More images in one case than anybody sorts. */
const MOST_UNSORTED = 100

/** Takes an image: decoded and written anew, stored encrypted, put into a slot and shown in the cases of the same event. */
export function materialUploader(services: Services): FileHandler<typeof route> {
  return async (call, input) => {
    // Whose case it is not learns so before a byte is read.
    await call.within(null, (tx) => getClaimRow(tx, input.id as ClaimId))
    const upload = await uploadIn(call.request, MAX_UPLOAD_BYTES)
    const bytes = await bytesOf(upload, MAX_UPLOAD_BYTES)
    return addMaterial(call.within, services, input, { name: upload.fileName, bytes, attempt: keyOf(call.request) })
  }
}

type Uploaded = { readonly name: string; readonly bytes: Buffer; readonly attempt: string }

/** Cleans and stores an image, and puts it into its slot in a transaction of whoever brought it. */
export async function addMaterial(
  within: FileCall['within'],
  services: Services,
  { id, kind, replaces }: Parameters<FileHandler<typeof route>>[1],
  { name, bytes, attempt }: Uploaded,
): Promise<{ id: string; kind: string }> {
  const image = accepted(await cleanImage(name, bytes))
  const marks = await markImage(image.bytes)
  const hints = imageHints(await smallGrey(image.bytes), image)
  const stored = accepted(await putFile(services.vault, [image.bytes], { limit: 4 * MAX_UPLOAD_BYTES }))
  return within(route.name, async (tx) => {
    const event = await lockEvent(tx, id as ClaimId)
    const { claim } = event
    const old = replaces === undefined ? undefined : await getLiveMaterial(tx, claim.id, replaces)
    const there = await listMaterials(tx, claim.id)
    const slot = old?.kind ?? kind
    if (!old) judgeRoom(slot, await slotsOfClaim(tx, services, claim), there)
    const { place } = claim
    await needRoom(tx, place, 'claim-material', stored.size)
    const mediaType = image.contentType
    const fileId = await saveFile(tx, { place, purpose: 'claim-material', name, mediaType, stored })
    const materialId = await insertMaterial(tx, claim, {
      kind: slot,
      position: old?.position ?? positionAfter(there.filter((other) => other.kind === slot)),
      fileId,
      name,
      width: image.width,
      height: image.height,
      size: stored.size,
      marks,
      hints,
      attempt,
      ...(old && { replaces: old.id }),
    })
    if (old) await saveMaterialsRemoved(tx, await withShared(tx, event, old))
    const shared = await shareMaterial(tx, services, event, await getMaterial(tx, claim.id, materialId))
    const facts = { kind: slot, size: stored.size, replaced: old !== undefined, shared }
    await record(tx, { action: route.name, subject: claim.id, place, facts })
    return { id: materialId, kind: slot }
  })
}

/** What is replaced goes from every case of the event that shows it, so that the new image can come there too. */
async function withShared(tx: Transaction, event: Parameters<typeof sharedRows>[1], old: StoredMaterial) {
  return [old, ...(await sharedRows(tx, event, old))].map(({ id }) => id)
}

/** Refuses a material that the case does not ask for, and one image more than its slot takes. */
function judgeRoom(kind: string, slots: readonly MaterialSlot[], there: readonly StoredMaterial[]): void {
  const slot = slots.find(({ code }) => code === kind)
  if (!slot && kind !== UNSORTED) return refused({ code: 'material-kind-unknown' })
  const { name, max } = slot ?? { name: '', max: MOST_UNSORTED }
  if (there.filter((other) => other.kind === kind).length >= max)
    refused(slot ? { code: 'material-slot-full', name, most: max } : { code: 'materials-too-many-unsorted', most: max })
}
