import type { openClaim } from '../../src/contract/claims.ts'
import type { assessClaimEntry } from '../../src/contract/claim-entry.ts'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../../src/domain/plans/benefit-terms.ts'
import type { ClaimEntry, SheetEntry } from '../../src/domain/claims/claim-entry.ts'
import type { Actor } from './actors.ts'
import { fillSlots } from './claims.ts'

export type Detail = OutputOf<typeof openClaim>
export type Assessment = OutputOf<typeof assessClaimEntry>

/** A card whose last digit is the one that Luhn asks for. */
export const CARD = '6222020909003029'

const NO_AMOUNTS = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, ''])) as Record<SheetAmount, string>

/** A settlement sheet of a stay, balanced; what is named differs. */
export function sheetOf(wishes: Partial<SheetEntry> = {}): SheetEntry {
  return {
    ...NO_AMOUNTS,
    total: '18640.00',
    pooledFund: '11980.00',
    selfPaid1: '4520.00',
    fullySelfPaid: '2140.00',
    hospitalCode: '',
    hospital: '示例市人民医院',
    hospitalLevel: '三级',
    insurance: 'employee',
    remote: false,
    admittedOn: '2026-12-12',
    dischargedOn: '2026-12-18',
    stay: '',
    invoiceNumber: '26370000000000000001',
    settlementKind: '',
    treatment: '',
    ...wishes,
  }
}

/** Completes 材料上传 of a stay in hospital, after which the caller holds it in 费用录入. */
export async function completeStay(actor: Actor, id: string): Promise<void> {
  await fillSlots(actor, id)
  const answer = await actor.post('/api/claims/materials/complete', { ids: [id], card: CARD, bank: '示例银行' })
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
}

export const take = (actor: Actor, ...subjects: readonly string[]) =>
  actor.post('/api/work/take', { kind: 'claim-entry', subjects })

export const open = async (actor: Actor, id: string) => (await actor.post(`/api/claims/${id}/open`)).json<Detail>()
export const assess = async (actor: Actor, id: string) =>
  (await actor.get(`/api/claims/${id}/entry`)).json<Assessment>()

type Changes = {
  readonly payee?: Partial<ClaimEntry['payee']>
  readonly incident?: Partial<ClaimEntry['incident']>
  readonly sheets?: readonly SheetEntry[]
}

/** The entry of a case with a payee `self` and a diagnosis, and what is named. */
export async function entryOf(
  actor: Actor,
  id: string,
  { payee, incident, sheets }: Changes = {},
): Promise<ClaimEntry> {
  const { entry, insured } = await open(actor, id)
  return {
    payee: {
      ...entry.payee,
      name: insured.name,
      idNumber: insured.idNumber,
      mobile: '19900001234',
      card: CARD,
      bank: '示例银行',
      ...payee,
    },
    incident: { ...entry.incident, diagnosisCode: 'K35.900', diagnosisName: '急性阑尾炎', ...incident },
    sheets: sheets ?? entry.sheets,
  }
}

export const save = async (actor: Actor, id: string, entry: ClaimEntry, version?: number) =>
  actor.post(`/api/claims/${id}/entry`, { version: version ?? (await assess(actor, id)).version, entry })

export const calculate = async (actor: Actor, id: string) =>
  actor.post(`/api/claims/${id}/calculate`, { version: (await assess(actor, id)).version })

/** Submits a case with the amount that its page shows. */
export async function submit(actor: Actor, id: string, more: object = {}) {
  const { version, calculation } = await assess(actor, id)
  return actor.post(`/api/claims/${id}/submit`, { version, shown: calculation?.total ?? '0.00', also: [], ...more })
}
