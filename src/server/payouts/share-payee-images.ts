import { CARD_MATERIALS } from '../../domain/payouts/payee-correction.ts'
import type { StoredClaim } from '../claims/claim-store.ts'
import { copyMaterial, listMaterials, saveMaterialsRemoved, type StoredMaterial } from '../claims/material-store.ts'
import { positionAfter } from '../claims/share-material.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { findLastFailure, listCardImages } from './correction-store.ts'
import { listProofs } from './payee-proofs.ts'

/** What was photographed for the payee of one case stands for another case of its event: the card, and proofs it asks for. */
export async function sharePayeeImages(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  other: StoredClaim,
): Promise<void> {
  const theirs = await listMaterials(tx, other.id)
  const failure = await findLastFailure(tx, services.crypto, claim.id)
  const [card] = await listCardImages(tx, claim.id, failure?.failedAt)
  const image = (await listMaterials(tx, claim.id)).find(({ id }) => id === card?.id)
  if (!image) return
  const before = theirs.filter(({ kind }) => CARD_MATERIALS.includes(kind))
  await saveMaterialsRemoved(
    tx,
    before.map(({ id }) => id),
  )
  await copyMaterial(tx, image, { claim: other, kind: image.kind, position: 0 })
  const wanted = new Map((await listProofs(tx, services, other)).map((proof) => [proof.slot.code, proof]))
  for (const { slot, images } of await listProofs(tx, services, claim)) {
    const proof = wanted.get(slot.code)
    if (!proof) continue
    // A second attempt after the same failure finds what the first one copied.
    const lacking = images.filter(({ fileId }) => !proof.images.some((own) => own.fileId === fileId))
    await copyInto(tx, other, lacking.slice(0, proof.slot.max - proof.images.length), theirs)
  }
}

async function copyInto(
  tx: Transaction,
  claim: StoredClaim,
  images: readonly StoredMaterial[],
  theirs: readonly StoredMaterial[],
): Promise<void> {
  for (const [at, image] of images.entries()) {
    const position = positionAfter(theirs.filter(({ kind }) => kind === image.kind)) + at
    await copyMaterial(tx, image, { claim, kind: image.kind, position })
  }
}
