import { randomUUID } from 'node:crypto'
import type { saveClaimEntry as saveEndpoint } from '../../contract/claim-entry.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { withCheckDigit } from '../../domain/claims/bank-card.ts'
import type { ClaimEntry, SheetEntry } from '../../domain/claims/claim-entry.ts'
import { SHEET_AMOUNTS, type SheetAmount } from '../../domain/plans/benefit-terms.ts'
import { addDays, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { acceptClaims } from '../claims/accept-claims.ts'
import { calculateClaimEntry } from '../claims/calculate-claim-entry.ts'
import { openEntry } from '../claims/claim-secrets.ts'
import { getClaimRow } from '../claims/claim-store.ts'
import { completeMaterials } from '../claims/complete-materials.ts'
import { findCovers } from '../claims/find-covers.ts'
import { listMaterialSlots } from '../claims/material-slots.ts'
import { saveClaimEntry } from '../claims/save-claim-entry.ts'
import { submitClaimEntry } from '../claims/submit-claim-entry.ts'
import { addMaterial } from '../claims/upload-material.ts'
import { found, KeptRefusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { releaseWork, takeWork } from '../work-pool/take-work.ts'
import type { DemoCase } from './demo-cases.ts'
import type { DemoHand } from './demo-hand.ts'
import { demoPaper } from './demo-paper.ts'
import { demoPerson } from './demo-people.ts'

type EnteredClaim = InputOf<typeof saveEndpoint>['entry']

const BANK = '中国工商银行'
const HOSPITAL = '青禾市人民医院（演示）'
const NO_AMOUNTS = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, ''])) as Record<SheetAmount, string>

/** 确认受理 of a case of the demo by the unit's handler. */
export async function acceptDemoCase(services: Services, handler: DemoHand, one: DemoCase): Promise<ClaimId> {
  const incidentOn = incidentOf(services, one)
  const { idNumber } = demoPerson(one.unit, one.person)
  const asked = { idKind: 'resident-id', idNumber, incidentOn, kind: one.kind } as const
  const known = await handler(null, (tx) => findCovers(tx, services, asked))
  if (known instanceof KeptRefusal) throw new Error(`the demo finds no covers: ${known.refusal.code}`)
  const { coverId } = found(known.rows.find((row) => row.planCode === one.planCode && row.payable === 'yes'))
  const items = [{ coverId, kind: one.kind, incidentOn }]
  const { cases } = await handler('claims.accept', (tx) => acceptClaims(tx, services, { items }))
  return found(cases[0]).id as ClaimId
}

/** Puts an image into every slot that lacks one, or only into the first `most`. */
export async function fillDemoSlots(services: Services, handler: DemoHand, id: ClaimId, most = 100): Promise<void> {
  const { slots } = await handler(null, (tx) => listMaterialSlots(tx, services, id))
  const lacking = slots.flatMap(({ kind, name, missing }) => Array.from({ length: missing }, () => ({ kind, name })))
  for (const [at, { kind, name }] of lacking.slice(0, most).entries()) {
    const bytes = await demoPaper(`${id} ${kind} ${at}`)
    await addMaterial(handler, services, { id, kind }, { name: `${name}.jpg`, bytes, attempt: randomUUID() })
  }
}

/** 确定 of 材料上传; the case then waits in the pool of 费用录入. */
export async function completeDemoMaterials(
  services: Services,
  handler: DemoHand,
  id: ClaimId,
  one: DemoCase,
): Promise<void> {
  await fillDemoSlots(services, handler, id)
  const input = { ids: [id], card: cardOf(one), bank: BANK }
  await handler('claim-materials.complete', (tx) => completeMaterials(tx, services, input))
  await handler('work-pool.release', (tx) => releaseWork(tx, { kind: 'claim-entry', subjects: [id] }))
}

/** 获取, 保存, 申领计算 and 申领提交 of a case at 费用录入. */
export async function submitDemoCase(services: Services, handler: DemoHand, id: ClaimId, one: DemoCase): Promise<void> {
  await handler('work-pool.take', (tx) => takeWork(tx, { kind: 'claim-entry', subjects: [id] }))
  await handler('claim-entry.save', async (tx) => {
    const claim = await getClaimRow(tx, id)
    const entry = entered(services, openEntry(services.crypto, claim), one)
    return saveClaimEntry(tx, services, { id, version: claim.version, entry })
  })
  await fillDemoSlots(services, handler, id)
  const { calculation, problems } = await handler('claim-entry.calculate', async (tx) => {
    const { version } = await getClaimRow(tx, id)
    return calculateClaimEntry(tx, services, { id, version })
  })
  if (!calculation) throw new Error(`the demo enters a case that cannot be calculated: ${JSON.stringify(problems)}`)
  // From some amounts on a form is asked for.
  await fillDemoSlots(services, handler, id)
  const { missing } = await handler('claim-entry.submit', async (tx) => {
    const { version } = await getClaimRow(tx, id)
    return submitClaimEntry(tx, services, { id, version, shown: calculation.total, also: [] })
  })
  if (missing.length > 0) throw new Error(`the demo enters a case that lacks something: ${JSON.stringify(missing)}`)
}

function incidentOf({ clock }: Services, { daysAgo }: DemoCase): CalendarDate {
  return addDays(businessDay(clock()), -daysAgo)
}

function entered(services: Services, { payee, incident }: ClaimEntry, one: DemoCase): EnteredClaim {
  const { name, idNumber, phone } = demoPerson(one.unit, one.person)
  const [diagnosisCode, diagnosisName] = one.diagnosis
  return {
    payee: { ...payee, relation: 'self', name, idNumber, mobile: phone, card: cardOf(one), bank: BANK },
    incident: { ...incident, cause: one.cause, diagnosisCode, diagnosisName },
    sheets: [sheetOf(incidentOf(services, one), one)],
  }
}

function sheetOf(admittedOn: CalendarDate, { unit, person, nights, selfPaid, pooledFund }: DemoCase): SheetEntry {
  return {
    ...NO_AMOUNTS,
    total: (Number(selfPaid) + Number(pooledFund)).toFixed(2),
    pooledFund,
    selfPaid1: selfPaid,
    hospitalCode: '',
    hospital: HOSPITAL,
    hospitalLevel: '三级',
    insurance: 'employee',
    remote: false,
    admittedOn,
    dischargedOn: addDays(admittedOn, nights),
    stay: '',
    invoiceNumber: `37${unit.slice(2, 10)}${String(person).padStart(10, '0')}`.replace(/\D/g, '0'),
    settlementKind: '',
    treatment: '',
  }
}

/** A card of the person. */
function cardOf({ unit, person }: DemoCase): string {
  return withCheckDigit(`622202${demoPerson(unit, person).phone.slice(-9)}`)
}
