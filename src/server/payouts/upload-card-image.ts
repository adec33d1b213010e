import { uploadCardImage as route } from '../../contract/payout-payees.ts'
import { CARD_MATERIALS, cardMaterialOf } from '../../domain/payouts/payee-correction.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { getClaimRow } from '../claims/claim-store.ts'
import { listMaterials, saveMaterialsRemoved } from '../claims/material-store.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { frozenPayee } from './correction-store.ts'
import { lockFailed, receivePayeeImage, savePayeeImage } from './receive-payee-image.ts'

/** The image of the card to be paid now; the one before goes, as it does where an image is replaced. */
export function cardImageUploader(services: Services): FileHandler<typeof route> {
  return async (call, { id }) => {
    await call.within(null, (tx) => getClaimRow(tx, id as ClaimId))
    const received = await receivePayeeImage(call, services)
    return call.within(route.name, async (tx) => {
      const claim = await lockFailed(tx, id)
      const kind = cardMaterialOf(frozenPayee(services.crypto, claim))
      const before = (await listMaterials(tx, claim.id)).filter((material) => CARD_MATERIALS.includes(material.kind))
      const materialId = await savePayeeImage(tx, claim, { kind, position: 0 }, received)
      await saveMaterialsRemoved(
        tx,
        before.map((material) => material.id),
      )
      const facts = { number: claim.number, size: received.stored.size, replaced: before.length }
      await record(tx, { action: route.name, subject: claim.id, place: claim.place, facts })
      return { id: materialId, name: received.name, addedAt: new Date(tx.now).toISOString() }
    })
  }
}
