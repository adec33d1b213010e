import { add, formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'

/** What the bank answered about a case of a unit; `failed` is its reason where it did not pay. */
export type Settled = {
  readonly unitId: OrganisationId
  readonly number: string
  readonly amount: Cents
  readonly failed: string | null
}

/** Tells each unit once what closed and once what failed: a large unit has hundreds of cases in one file of the bank. */
export async function tellUnitsSettled(
  tx: Transaction,
  { crypto }: Services,
  settled: readonly Settled[],
): Promise<void> {
  for (const [unitId, cases] of Map.groupBy(settled, (one) => one.unitId)) {
    const closed = cases.filter(({ failed }) => failed === null)
    const failed = cases.filter((one) => one.failed !== null)
    await tellClosed(tx, crypto, unitId, closed)
    await tellFailed(tx, crypto, unitId, failed)
  }
}

type Crypto = Services['crypto']

async function tellClosed(tx: Transaction, crypto: Crypto, unitId: OrganisationId, closed: readonly Settled[]) {
  const [first, ...others] = closed
  if (!first) return
  const sum = formatYuan(add(...closed.map(({ amount }) => amount)))
  if (others.length === 0) await tellUnit(tx, crypto, unitId, 'claim-closed', { number: first.number, amount: sum })
  else await tellUnit(tx, crypto, unitId, 'claims-closed', { count: String(closed.length), sum })
}

async function tellFailed(tx: Transaction, crypto: Crypto, unitId: OrganisationId, failed: readonly Settled[]) {
  const [first, ...others] = failed
  if (!first) return
  const { number, failed: reason } = first
  if (others.length === 0) await tellUnit(tx, crypto, unitId, 'payment-failed', { number, reason: reason ?? '' })
  else await tellUnit(tx, crypto, unitId, 'payments-failed', { count: String(failed.length) })
}
