import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { createEnrolment as endpoint } from '../../contract/enrolment.ts'
import type { EnrolmentId, OrganisationId } from '../../domain/shared/ids.ts'
import { officeNumber } from '../../domain/shared/numbering.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { getOfficeOf, type Office } from '../organisations/organisation-store.ts'
import { found } from '../refusal.ts'
import { insertEnrolment } from './enrolment-store.ts'

/** 新建参保录入: an empty enrolment of the caller's unit, numbered by its office. */
export async function createEnrolment(tx: Transaction): Promise<OutputOf<typeof endpoint>> {
  const { organisationId: unitId, place } = callerIn(tx)
  const agencyId = await getParent(tx, unitId)
  const office = await getOfficeOf(tx, place)
  const id = newId<EnrolmentId>()
  const number = await nextNumber(tx, office)
  await insertEnrolment(tx, { id, number, unitId, place, agencyId, officeId: office.id })
  await record(tx, { action: 'enrolment.create', subject: id, place, facts: { number } })
  return { id, number }
}

/** The organisation right above a unit; whoever is no unit has no enrolments. */
async function getParent(tx: Transaction, unitId: OrganisationId): Promise<OrganisationId> {
  const { rows } = await sql<{ parent_id: OrganisationId }>`
    select parent_id from organisations where id = ${unitId} and kind = 'unit' and ${inScope(tx, 'low')}`.execute(tx.db)
  return found(rows[0]).parent_id
}

async function nextNumber(tx: Transaction, office: Office): Promise<string> {
  const today = businessDay(tx.now)
  const { rows } = await sql<{ count: number }>`select next_number('CB', ${office.id}, ${today}) as count`.execute(
    tx.db,
  )
  return officeNumber('CB', office.code, today, found(rows[0]).count)
}
