import type { rotateMaterial as endpoint } from '../../contract/claim-materials.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { ClaimId, MaterialId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import { lockEvent } from './lock-event.ts'
import { copyMaterial, getLiveMaterial, saveMaterialsRemoved } from './material-store.ts'
import { sharedRows } from './share-material.ts'

/**
 * Turns an image in every case of the event that shows it. The file stays as it came and is turned when it is handed
 * out, so nothing is lost by turning often; what was pinned on the image before stays with that one.
 */
export async function rotateMaterial(
  tx: Transaction,
  { id, materialId, turns }: InputOf<typeof endpoint>,
): Promise<{ id: string; kind: string }> {
  const event = await lockEvent(tx, id as ClaimId)
  const { claim, siblings } = event
  const material = await getLiveMaterial(tx, claim.id, materialId)
  const rows = [material, ...(await sharedRows(tx, event, material))]
  const turned: MaterialId[] = []
  for (const row of rows) {
    const shownIn = found([claim, ...siblings].find((one) => one.id === row.claimId))
    const { kind, position } = row
    turned.push(await copyMaterial(tx, row, { claim: shownIn, kind, position, turned: turns, replaces: row.id }))
  }
  await saveMaterialsRemoved(
    tx,
    rows.map((row) => row.id),
  )
  const facts = { kind: material.kind, material: material.id, turns, cases: rows.length }
  await record(tx, { action: 'claim-materials.rotate', subject: claim.id, place: claim.place, facts })
  return { id: found(turned[0]), kind: material.kind }
}
