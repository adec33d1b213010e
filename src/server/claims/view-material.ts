import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { viewMaterial as route, type showThumbnail as thumbnailRoute } from '../../contract/claim-materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { thumbnailOf, turnedImage } from '../documents/turned-image.ts'
import { getFile, type FileRow } from '../files/file-store.ts'
import { readFile } from '../files/file-vault.ts'
import { sendFile, sendStream } from '../files/send-file.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { claimToView } from './material-slots.ts'
import { getMaterial } from './material-store.ts'

type Shown = { readonly file: FileRow; readonly turns: number; readonly place: number }
type Input = { readonly id: string; readonly materialId: string }

async function shownFile(tx: Transaction, { id, materialId }: Input): Promise<Shown> {
  const { claim } = await claimToView(tx, id as ClaimId)
  const { fileId, turns } = await getMaterial(tx, claim.id, materialId)
  return { file: await getFile(tx, fileId), turns, place: claim.place }
}

/** Hands an image out in full; each view has its entry in the journal. */
export function materialViewer({ vault }: Services): FileHandler<typeof route> {
  return async (call, input) => {
    const { file, turns } = await call.within(route.name, async (tx) => {
      const shown = await shownFile(tx, input)
      const facts = { material: input.materialId }
      await record(tx, { action: route.name, subject: input.id, place: shown.place, facts })
      return shown
    })
    if (turns === 0) return sendFile(call.reply, vault, file)
    const turned = await turnedImage(() => buffer(readFile(vault, file.storageKey)), turns)
    return sendStream(call.reply, { ...file, size: turned.length }, Readable.from([turned]))
  }
}

/** Hands out an image too small to read, for the slots. */
export function thumbnailShower({ vault }: Services): FileHandler<typeof thumbnailRoute> {
  return async (call, input) => {
    const { file, turns } = await call.within(null, (tx) => shownFile(tx, input))
    const small = await thumbnailOf(() => buffer(readFile(vault, file.storageKey)), turns)
    const download = { name: file.name, mediaType: 'image/jpeg', size: small.length }
    return sendStream(call.reply, download, Readable.from([small]))
  }
}
