import { sql } from 'kysely'
import sharp from 'sharp'
import { caseNumberOf } from '../../src/domain/claims/case-number.ts'
import { newClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import { firstStateOf } from '../../src/domain/claims/claim-workflow.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import type { AccountId, ClaimId } from '../../src/domain/shared/ids.ts'
import { sealEntry } from '../../src/server/claims/claim-secrets.ts'
import { insertClaim, type NewClaim } from '../../src/server/claims/claim-store.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { enterPool } from '../../src/server/work-pool/work-store.ts'

export type CaseWishes = {
  readonly coverId: string
  /** A case of each kind, all of one acceptance. */
  readonly kinds: readonly ClaimKind[]
  readonly on?: string
}

let made = 0

/** Cases of one acceptance, person and day as 确认受理 leaves them, made by a handler of the unit. */
export async function acceptedCases(
  { transactions, clock, crypto }: Services,
  accountId: AccountId,
  { coverId, kinds, on = '2026-11-20' }: CaseWishes,
): Promise<readonly { readonly id: ClaimId; readonly number: string }[]> {
  const request = { begin: { kind: 'job', accountId }, command: 'test.accept', now: clock() } as const
  return inTransaction(transactions, request, async (tx) => {
    const { rows } = await sql<NewClaim & { officeCode: string }>`select c.unit_id as "unitId", c.place,
        e.agency_id as "agencyId", e.office_id as "officeId", c.person_id as "personId", c.people_id as "peopleId",
        c.id as "coverId", c.plan_code as "planCode", c.plan_version_id as "planVersionId", '3713' as "officeCode"
      from covers c join enrolments e on e.id = c.enrolment_id where c.id = ${coverId}`.execute(tx.db)
    const { officeCode, ...cover } = found(rows[0])
    const acceptanceId = newId()
    const cases = []
    for (const kind of kinds) {
      const id = newId<ClaimId>()
      const number = caseNumberOf(officeCode, date('2026-11-20'), ++made)
      const [sealed, state] = [sealEntry(crypto, id, newClaimEntry(on)), firstStateOf(kind)]
      const incidentOn = date(on)
      await insertClaim(tx, { ...cover, id, number, acceptanceId, kind, source: 'unit', incidentOn, state, sealed })
      if (state === 'entry')
        await enterPool(tx, { kind: 'claim-entry', subject: id, desk: 'claim-entry', place: cover.place, dueAt: null })
      cases.push({ id, number })
    }
    return cases
  })
}

/** A photo like those of telephones: some colour of its own, a place, a device, lying on its side. */
export function phonePhoto(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 400, channels: 3, background: colour } })
    .withExif({ IFD0: { Make: 'Telephone' }, IFD3: { GPSLatitude: '31/1 14/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}
