import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { LockedEvent } from './lock-event.ts'
import { slotsOfClaim } from './material-slots.ts'
import { copyMaterial, listMaterials, listShowing, saveMaterialPlaced, type StoredMaterial } from './material-store.ts'

/**
 * One stay is photographed once: cases of the same event that ask for this kind of material, and have room for it, show
 * the same file. Where it was taken away it does not come back. Answers in how many cases it appeared or moved.
 */
export async function shareMaterial(
  tx: Transaction,
  services: Services,
  { siblings }: LockedEvent,
  material: Pick<StoredMaterial, 'id' | 'kind' | 'fileId'> & StoredMaterial,
): Promise<number> {
  let shared = 0
  for (const sibling of siblings) {
    const slot = (await slotsOfClaim(tx, services, sibling)).find(({ code }) => code === material.kind)
    const theirs = (await listMaterials(tx, sibling.id)).filter(({ kind }) => kind === material.kind)
    const [shown] = await listShowing(tx, [sibling.id], material.fileId)
    if (!slot || theirs.length >= slot.max || shown?.removedAt || shown?.kind === material.kind) continue
    const position = positionAfter(theirs)
    if (shown) await saveMaterialPlaced(tx, shown.id, { kind: material.kind, position })
    else await copyMaterial(tx, material, { claim: sibling, kind: material.kind, position })
    shared += 1
  }
  return shared
}

/** Where an image comes behind all others of its slot. */
export function positionAfter(materials: readonly Pick<StoredMaterial, 'position'>[]): number {
  return materials.reduce((highest, { position }) => Math.max(highest, position + 1), 0)
}

/** The live images in the other cases of the event that show the same file. */
export async function sharedRows(
  tx: Transaction,
  { siblings }: LockedEvent,
  { fileId }: Pick<StoredMaterial, 'fileId'>,
): Promise<StoredMaterial[]> {
  const showing = await listShowing(
    tx,
    siblings.map(({ id }) => id),
    fileId,
  )
  return showing.filter(({ removedAt }) => removedAt === null)
}
