import { sql } from 'kysely'
import type { acceptanceReceipt as endpoint } from '../../contract/claim-acceptance.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { promiseOf } from '../../domain/claims/claim-clock.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { qrPath } from '../documents/qr.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getClaimSettings } from './claim-settings-store.ts'

type Answer = OutputOf<typeof endpoint>
type CaseRow = Answer['cases'][number]
type HeadRow = Pick<Answer, 'associationName' | 'unitName' | 'officeName' | 'officeTelephone'> & {
  readonly acceptedAt: Date
  readonly officeId: OrganisationId
}

/**
 * 受理回执 of the cases of one acceptance within scope, as the first of them has unit and office. Until a case is submitted
 * its promise moves with the day on which the materials are complete: the receipt says what it would be today.
 */
export async function acceptanceReceipt(
  tx: Transaction,
  { publicUrl }: Services,
  { id }: InputOf<typeof endpoint>,
): Promise<Answer> {
  const { rows: heads } = await sql<HeadRow>`select c.accepted_at as "acceptedAt", c.office_id as "officeId",
      unit.name as "unitName", office.name as "officeName", office.telephone as "officeTelephone",
      (select name from organisations where kind = 'head') as "associationName"
    from claims c join organisations unit on unit.id = c.unit_id join organisations office on office.id = c.office_id
    where c.acceptance_id = ${id} and ${inScope(tx, 'c.place')} order by c.number limit 1`.execute(tx.db)
  const { acceptedAt, officeId, ...head } = found(heads[0])
  const { rows } = await sql<CaseRow>`select c.number, p.name, p.id_masked as "idMasked", v.name as "planName", c.kind,
      c.incident_on as "incidentOn", c.state
    from claims c join people p on p.id = c.people_id join plan_versions v on v.id = c.plan_version_id
    where c.acceptance_id = ${id} and ${inScope(tx, 'c.place')} order by c.number`.execute(tx.db)
  const { totalDays } = await getClaimSettings(tx, officeId)
  const number = rows[0]?.number ?? ''
  const progressUrl = `${publicUrl}/claim-progress?number=${number}`
  return {
    ...head,
    acceptedAt: acceptedAt.toISOString(),
    totalDays,
    promisedOn: promiseOf(tx.now, { total: totalDays, left: null }, await getWorkingCalendar(tx)),
    cases: rows.map((row) => ({ ...row, name: maskName(row.name) })),
    progressUrl,
    qr: qrPath(progressUrl),
  }
}
