import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import {
  removePayeeProof as removeEndpoint,
  uploadPayeeProof as route,
  type openPayee,
} from '../../contract/payout-payees.ts'
import { missingMaterials, payeeProofs, type MaterialSlot } from '../../domain/claims/materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { getClaimRow, type StoredClaim } from '../claims/claim-store.ts'
import { listMaterials, saveMaterialsRemoved, type StoredMaterial } from '../claims/material-store.ts'
import { getMaterials } from '../claims/read-materials.ts'
import { positionAfter } from '../claims/share-material.ts'
import type { Transaction } from '../db/transaction.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findLastFailure } from './correction-store.ts'
import { lockFailed, receivePayeeImage, savePayeeImage } from './receive-payee-image.ts'

type Claim = Pick<StoredClaim, 'id' | 'kind' | 'planCode'>
type Proof = { readonly slot: MaterialSlot; readonly images: readonly StoredMaterial[] }

/** What proves that another payee may receive the benefit, with the images that came since the payment failed. */
export async function listProofs(
  tx: Transaction,
  { crypto }: Services,
  { id, kind, planCode }: Claim,
): Promise<readonly Proof[]> {
  const failure = await findLastFailure(tx, crypto, id)
  const since = failure?.failedAt ?? new Date(0)
  const materials = (await listMaterials(tx, id)).filter(({ addedAt }) => addedAt >= since)
  return payeeProofs(await getMaterials(), kind, planCode).map((slot) => ({
    slot,
    images: materials.filter((material) => material.kind === slot.code),
  }))
}

/** The proofs as 更正领款人 shows them. */
export async function wireProofs(
  tx: Transaction,
  services: Services,
  claim: Claim,
): Promise<OutputOf<typeof openPayee>['proofs']> {
  return (await listProofs(tx, services, claim)).map(({ slot: { code, name, photograph, min, max }, images }) => ({
    kind: code,
    name,
    sentence: photograph,
    min,
    max,
    images: images.map(({ id, name: file, addedAt }) => ({ id, name: file, addedAt: addedAt.toISOString() })),
  }))
}

/** Refuses another payee without proof, which the reviewers then see with the case. Source: decisions, "Payee". */
export async function refuseUnproven(tx: Transaction, services: Services, claim: Claim): Promise<void> {
  const proofs = await listProofs(tx, services, claim)
  const counts = new Map(proofs.map(({ slot, images }) => [slot.code, images.length]))
  const slots = proofs.map(({ slot }) => slot)
  const [missing] = missingMaterials(slots, counts)
  if (missing)
    refused({ code: 'payee-proof-missing', name: missing.slot.name, count: missing.slot.min - missing.count })
}

/** One more image of a proof. */
export function payeeProofUploader(services: Services): FileHandler<typeof route> {
  return async (call, { id, kind }) => {
    await call.within(null, (tx) => getClaimRow(tx, id as ClaimId))
    const received = await receivePayeeImage(call, services)
    return call.within(route.name, async (tx) => {
      const claim = await lockFailed(tx, id)
      const proof = (await listProofs(tx, services, claim)).find(({ slot }) => slot.code === kind)
      if (!proof) return refused({ code: 'material-kind-unknown' })
      const { name, max } = proof.slot
      if (proof.images.length >= max) return refused({ code: 'material-slot-full', name, most: max })
      const there = (await listMaterials(tx, claim.id)).filter((material) => material.kind === kind)
      const position = positionAfter(there)
      const materialId = await savePayeeImage(tx, claim, { kind, position }, received)
      const facts = { number: claim.number, kind, size: received.stored.size }
      await record(tx, { action: route.name, subject: claim.id, place: claim.place, facts })
      return { id: materialId, name: received.name, addedAt: new Date(tx.now).toISOString() }
    })
  }
}

/** Takes away a proof that was uploaded by mistake; what was there before the payment failed stays. */
export async function removePayeeProof(
  tx: Transaction,
  services: Services,
  { id, materialId }: InputOf<typeof removeEndpoint>,
): Promise<OutputOf<typeof removeEndpoint>> {
  const claim = await lockFailed(tx, id)
  const images = (await listProofs(tx, services, claim)).flatMap((proof) => proof.images)
  const image = images.find((one) => one.id === materialId)
  if (!image) return refused({ code: 'material-gone' })
  await saveMaterialsRemoved(tx, [image.id])
  const facts = { number: claim.number, kind: image.kind }
  await record(tx, { action: removeEndpoint.name, subject: claim.id, place: claim.place, facts })
  return { done: true }
}
