import type { arrangeMaterials as endpoint } from '../../contract/claim-materials.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { judgeArrangement } from '../../domain/claims/arrange-materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockEvent } from './lock-event.ts'
import { slotsOfClaim } from './material-slots.ts'
import { listMaterials, saveMaterialPlaced } from './material-store.ts'
import { shareMaterial } from './share-material.ts'

/** Sorts images into slots and puts them in order; what comes into a slot appears in the cases of the same event. */
export async function arrangeMaterials(
  tx: Transaction,
  services: Services,
  { id, slots: wanted }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const event = await lockEvent(tx, id as ClaimId)
  const { claim } = event
  const there = await listMaterials(tx, claim.id)
  const moves = accepted(judgeArrangement(wanted, there, await slotsOfClaim(tx, services, claim)))
  const byId = new Map<string, (typeof there)[number]>(there.map((material) => [material.id, material]))
  let moved = 0
  for (const { imageId, kind, position } of moves) {
    const material = found(byId.get(imageId))
    await saveMaterialPlaced(tx, material.id, { kind, position })
    if (kind === material.kind) continue
    moved += 1
    await shareMaterial(tx, services, event, { ...material, kind })
  }
  const facts = { slots: wanted.map(({ kind }) => kind), moved }
  await record(tx, { action: 'claim-materials.arrange', subject: claim.id, place: claim.place, facts })
  return { done: true }
}
