import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { getEnrolment } from '../../src/contract/enrolment.ts'
import type { listBatches } from '../../src/contract/roster-imports.ts'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import type { Services } from '../../src/server/services.ts'
import type { Actor } from './actors.ts'

export type Detail = OutputOf<typeof getEnrolment>
export type Batch = OutputOf<typeof listBatches>['batches'][number]

/** A file of tests/fixtures. */
export function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../fixtures', name))
}

/** A new enrolment of the handler's unit with these plans, and staff where given. */
export async function newEnrolment(
  handler: Actor,
  plans: Readonly<Record<string, number>>,
  facts: { readonly staffCount: number; readonly womenCount: number } = { staffCount: 400, womenCount: 150 },
): Promise<string> {
  const { id } = (await handler.post('/api/enrolments')).json<{ id: string }>()
  const { plans: offers } = (await handler.get('/api/plans/offers')).json<{
    plans: { code: string; offerId: string }[]
  }>()
  const wishes = Object.entries(plans).map(([code, shares]) => ({
    offerId: offers.find((offer) => offer.code === code)?.offerId,
    shares,
  }))
  expect((await handler.post(`/api/enrolments/${id}/plans`, { version: 0, plans: wishes })).statusCode).toBe(200)
  expect((await handler.post(`/api/enrolments/${id}/facts`, facts)).statusCode).toBe(200)
  return id
}

export async function detailOf(actor: Actor, id: string): Promise<Detail> {
  return (await actor.get(`/api/enrolments/${id}`)).json<Detail>()
}

export async function batchOf(actor: Actor, id: string, batchId: string): Promise<Batch> {
  const { batches } = (await actor.get(`/api/enrolments/${id}/batches`)).json<{ batches: Batch[] }>()
  const found = batches.find((batch) => batch.id === batchId)
  if (!found) throw new Error(`batch ${batchId} is not listed`)
  return found
}

/** Uploads a roster and runs its import to the end, as the job would; also one whose bytes came before. */
export async function importFile(
  { handler, services }: { readonly handler: Actor; readonly services: Services },
  {
    id,
    planCode,
    name,
    bytes,
  }: { readonly id: string; readonly planCode: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<Batch> {
  const uploaded = await handler.upload(`/api/enrolments/${id}/rosters/${planCode}?again=true`, name, bytes)
  expect(uploaded.json()).toEqual({ batchId: expect.any(String) as string })
  const { batchId } = uploaded.json<{ batchId: string }>()
  await runImport(services, batchId as ImportBatchId)
  return batchOf(handler, id, batchId)
}
