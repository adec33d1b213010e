import { sql } from 'kysely'
import { benefitsInWords, type PlanVersion } from '../../domain/plans/plan-version.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { found } from '../refusal.ts'
import type { StoredSnapshot } from './certificate-store.ts'

export type LetterFacts = {
  readonly number: string
  readonly version: number
  readonly token: string
  readonly unitId: string
  readonly place: number
  readonly plan: PlanVersion
  readonly shares: number
  readonly total: Cents
  readonly publicUrl: string
}

type UnitRow = { name: string; creditCode: string; address: string }

async function associationName(tx: Transaction): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from organisations where kind = 'head'`.execute(tx.db)
  return found(rows[0]).name
}

async function getUnit(tx: Transaction, unitId: string): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select o.name, o.address, u.credit_code as "creditCode" from organisations o
    join units u on u.organisation_id = o.id where o.id = ${unitId} and ${inScope(tx, 'o.low')}`.execute(tx.db)
  return found(rows[0])
}

/** What a letter would say now: the snapshot of a version that is issued, or of one that 刷新计划书 would issue. */
export async function snapshotNow(tx: Transaction, facts: LetterFacts): Promise<StoredSnapshot> {
  const office = await getOfficeOf(tx, facts.place)
  return {
    number: facts.number,
    version: facts.version,
    issuedOn: businessDay(tx.now),
    association: await associationName(tx),
    office: { name: office.name, address: office.address, telephone: office.telephone },
    unit: await getUnit(tx, facts.unitId),
    plan: { name: facts.plan.name, version: facts.plan.version },
    shares: facts.shares,
    contributions: facts.total,
    benefits: benefitsInWords(facts.plan),
    verificationUrl: `${facts.publicUrl}/verify/${facts.token}/${facts.version}`,
  }
}
