import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { listMaterialSlots } from '../../src/contract/claim-materials.ts'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { ClaimEntry, SheetEntry } from '../../src/domain/claims/claim-entry.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { Actor } from './actors.ts'
import type { Insured } from './insured.ts'
import { acceptedCases } from './material-case.ts'
import { cardNumber } from './payable-claims.ts'
import type { TestServer } from './test-server.ts'

export type TestClaim = { readonly id: string; readonly number: string }

export type ClaimWishes = {
  readonly insured: Insured
  readonly kinds: readonly ClaimKind[]
  /** Day of the event; the stay begins on it. */
  readonly on: string
  /** 自付一 of the one settlement sheet, in yuan. */
  readonly selfPaid?: string
  readonly incident?: Partial<ClaimEntry['incident']>
  readonly payee?: Partial<ClaimEntry['payee']>
  readonly sheet?: Partial<SheetEntry>
}

async function must(answering: ReturnType<Actor['post']>): Promise<Record<string, string & number>> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, string & number>>()
}

/** A picture like no other. */
export function onePicture(): Promise<Buffer> {
  return sharp(randomBytes(64 * 40 * 3), { raw: { width: 64, height: 40, channels: 3 } })
    .png()
    .toBuffer()
}

/** Puts an image into every slot of a case that lacks one. */
export async function fillSlots(handler: Actor, id: string): Promise<void> {
  const { slots } = (await handler.get(`/api/claims/${id}/materials`)).json<OutputOf<typeof listMaterialSlots>>()
  for (const { kind, missing } of slots)
    for (let one = 0; one < missing; one += 1)
      await must(handler.upload(`/api/claims/${id}/materials/upload/${kind}`, `${kind}.png`, await onePicture()))
}

let invoices = 0
let cards = 0

/** What the handler enters; the payee is the insured person. */
export function entryFor({
  insured,
  kinds,
  on,
  selfPaid = '1000.00',
  incident,
  payee,
  sheet,
}: ClaimWishes): ClaimEntry {
  return {
    payee: {
      relation: 'self',
      name: insured.name,
      idNumber: insured.idNumber,
      mobile: '19900000001',
      card: cardNumber(++cards),
      bank: '中国工商银行',
      branch: '示例支行',
      ...payee,
    },
    incident: {
      on,
      diedOn: kinds.includes('accident-death') ? on : '',
      cause: '行走时滑倒',
      diagnosisCode: 'S82.0',
      diagnosisName: '髌骨骨折',
      grade: '',
      inSitu: false,
      category: '',
      disabilityGrade: null,
      ...incident,
    },
    sheets: [
      {
        total: selfPaid,
        pooledFund: '',
        otherFund: '',
        selfPaid1: selfPaid,
        selfPaid2: '',
        fullySelfPaid: '',
        cash: '',
        deductibleSelfPaid: '',
        ratioSelfPaid: '',
        partSelfDrug: '',
        inScope: '',
        actualPaid: '',
        hospitalCode: '',
        hospital: '示例县人民医院',
        hospitalLevel: '二级',
        insurance: 'employee',
        remote: false,
        admittedOn: on,
        dischargedOn: on,
        stay: '',
        invoiceNumber: `INV${String(++invoices).padStart(8, '0')}`,
        settlementKind: '',
        treatment: '',
        ...sheet,
      },
    ],
  }
}

/** Cases of one event at 费用录入, held by the handler, with their images and what was entered. */
export async function enteredClaims(
  { services }: TestServer,
  handler: Actor,
  wishes: ClaimWishes,
): Promise<readonly TestClaim[]> {
  const { insured, kinds, on } = wishes
  const claims = await acceptedCases(services, handler.accountId, { coverId: insured.coverId, kinds, on })
  const ids = claims.map(({ id }) => id)
  const entry = entryFor(wishes)
  const stays = kinds.flatMap((kind, at) => (kind.endsWith('-inpatient') ? (ids[at] ?? []) : []))
  for (const id of stays) await fillSlots(handler, id)
  if (stays.length > 0)
    await must(
      handler.post('/api/claims/materials/complete', { ids: stays, card: entry.payee.card, bank: entry.payee.bank }),
    )
  await must(handler.post('/api/work/take', { kind: 'claim-entry', subjects: ids }))
  for (const [at, id] of ids.entries()) {
    const sheets = kinds[at] === 'critical-illness' || kinds[at] === 'accident-death' ? [] : entry.sheets
    await saveEntry(handler, id, { ...entry, sheets })
    await fillSlots(handler, id)
  }
  return claims
}

export async function versionsOf(handler: Actor, id: string): Promise<{ version: number; entryVersion: number }> {
  return must(handler.get(`/api/claims/${id}/entry`)) as never
}

export async function saveEntry(handler: Actor, id: string, entry: ClaimEntry): Promise<void> {
  const { version } = await versionsOf(handler, id)
  await must(handler.post(`/api/claims/${id}/entry`, { id, version, entry }))
}

/** 申领计算 and 申领提交 of cases that are entered; a case of 0 with a reason. */
export async function submitEntered(handler: Actor, ids: readonly string[], declineReason?: string): Promise<void> {
  const wanted = []
  for (const id of ids) {
    const { version } = await versionsOf(handler, id)
    const { calculation, problems } = await must(handler.post(`/api/claims/${id}/calculate`, { version }))
    if (!calculation) throw new Error(JSON.stringify(problems))
    // From some amounts on a form is asked for.
    await fillSlots(handler, id)
    const after = await versionsOf(handler, id)
    wanted.push({ id, version: after.version, shown: (calculation as unknown as { total: string }).total })
  }
  const [{ id, ...first } = { id: '' }, ...also] = wanted
  const answer = await must(
    handler.post(`/api/claims/${id}/submit`, { ...first, also, ...(declineReason && { declineReason }) }),
  )
  if ((answer['numbers'] as unknown as string[]).length === 0) throw new Error(JSON.stringify(answer['missing']))
}

/** Cases of one event at 申领初审, as the unit submits them. */
export async function submittedClaims(
  server: TestServer,
  handler: Actor,
  wishes: ClaimWishes & { readonly declineReason?: string },
): Promise<readonly TestClaim[]> {
  const claims = await enteredClaims(server, handler, wishes)
  const ids = claims.map(({ id }) => id)
  await submitEntered(handler, ids, wishes.declineReason)
  return claims
}
