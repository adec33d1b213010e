import type { removeMaterial as endpoint, restoreMaterial as restoreEndpoint } from '../../contract/claim-materials.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { UNSORTED } from '../../domain/claims/arrange-materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { StoredClaim } from './claim-store.ts'
import { lockEvent, type LockedEvent } from './lock-event.ts'
import { slotsOfClaim } from './material-slots.ts'
import {
  getLiveMaterial,
  getMaterial,
  isFileKept,
  listMaterials,
  listShowing,
  saveMaterialPlaced,
  saveMaterialsRemoved,
  type StoredMaterial,
} from './material-store.ts'
import { positionAfter, sharedRows } from './share-material.ts'

/** Takes an image away from this case alone, or from all cases of the event; its file stays for 撤销 and for reviewers. */
export async function removeMaterial(
  tx: Transaction,
  { id, materialId, everywhere = false }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const event = await lockEvent(tx, id as ClaimId)
  const { claim } = event
  const material = await getLiveMaterial(tx, claim.id, materialId)
  const others = everywhere ? await sharedRows(tx, event, material) : []
  await saveMaterialsRemoved(
    tx,
    [material, ...others].map((one) => one.id),
  )
  const facts = { kind: material.kind, material: material.id, cases: others.length + 1 }
  await record(tx, { action: 'claim-materials.remove', subject: claim.id, place: claim.place, facts })
  return { done: true }
}

/** 撤销: back to its slot where there is room, else to what is unsorted, so that nothing is lost. */
export async function restoreMaterial(
  tx: Transaction,
  services: Services,
  { id, materialId, everywhere = false }: InputOf<typeof restoreEndpoint>,
): Promise<{ done: true }> {
  const event = await lockEvent(tx, id as ClaimId)
  const { claim } = event
  const material = await getMaterial(tx, claim.id, materialId)
  if (material.removedAt === null || !(await isFileKept(tx, material))) return refused({ code: 'material-gone' })
  const others = everywhere ? await removedTogether(tx, event, material) : []
  await bringBack(tx, services, claim, material)
  for (const { sibling, row } of others) await bringBack(tx, services, sibling, row)
  const facts = { kind: material.kind, material: material.id, cases: others.length + 1 }
  await record(tx, { action: 'claim-materials.restore', subject: claim.id, place: claim.place, facts })
  return { done: true }
}

async function removedTogether(tx: Transaction, { siblings }: LockedEvent, material: StoredMaterial) {
  const ids = siblings.map(({ id }) => id)
  const rows = await listShowing(tx, ids, material.fileId)
  return rows.flatMap((row) => {
    const sibling = siblings.find(({ id }) => id === row.claimId)
    return sibling && row.removedAt?.getTime() === material.removedAt?.getTime() ? [{ sibling, row }] : []
  })
}

async function bringBack(tx: Transaction, services: Services, claim: StoredClaim, material: StoredMaterial) {
  const slot = (await slotsOfClaim(tx, services, claim)).find(({ code }) => code === material.kind)
  const there = await listMaterials(tx, claim.id)
  const fits = slot && there.filter(({ kind }) => kind === slot.code).length < slot.max
  const kind = fits ? slot.code : UNSORTED
  const others = there.filter((other) => other.kind === kind)
  const free = kind === material.kind && !others.some(({ position }) => position === material.position)
  await saveMaterialPlaced(tx, material.id, { kind, position: free ? material.position : positionAfter(others) })
}
