import { sql } from 'kysely'
import type {
  getClaimSettings as getEndpoint,
  saveApprovalLimit as officerEndpoint,
  saveClaimSettings as saveEndpoint,
} from '../../contract/claim-settings.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import { formatYuan, parseYuan, type Cents } from '../../domain/shared/cents.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { isCallersOwn, type AccountOfPerson } from '../accounts/own-account.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import { getClaimSettings } from './claim-settings-store.ts'

type Office = OutputOf<typeof getEndpoint>['offices'][number]
type OfficeRow = { id: OrganisationId; kind: Office['kind']; name: string; low: number; high: number }

/** Those that claims belong to: offices, and the head for agencies directly below it and for what no office may approve. */
const HAS_CLAIMS = sql`kind in ('office', 'head')`

/** Settings of every office in scope, the head last, and what its officers may do with claims. */
export async function listClaimSettings(tx: Transaction): Promise<OutputOf<typeof getEndpoint>> {
  const { rows } = await sql<OfficeRow>`select id, kind, name, low, high from organisations
    where ${HAS_CLAIMS} and ${inScope(tx, 'low')} order by kind = 'head', code`.execute(tx.db)
  const offices: Office[] = []
  for (const { id, kind, name, low, high } of rows) {
    const { approvalThreshold, sheetOrder, ...settings } = await getClaimSettings(tx, id)
    offices.push({
      id,
      kind,
      name,
      ...settings,
      approvalThreshold: formatYuan(approvalThreshold),
      sheetOrder: [...sheetOrder],
      officers: await listOfficers(tx, { id, low, high }),
    })
  }
  return { offices }
}

type OfficerRow = Omit<Office['officers'][number], 'approvalLimit' | 'self'> &
  Pick<AccountOfPerson, 'personIndex'> & { approvalLimit: Cents | null }

/** Desks whose accounts have a limit or a lead of their own. */
const CLAIM_DESKS: readonly Desk[] = ['claim-entry', 'claim-first-review', 'claim-second-review', 'claim-approval']

async function listOfficers(
  tx: Transaction,
  { id, low, high }: Pick<OfficeRow, 'id' | 'low' | 'high'>,
): Promise<Office['officers']> {
  const { rows } =
    await sql<OfficerRow>`select a.id, a.name, a.user_name as "userName", o.name as "organisationName", a.desks,
      a.approval_limit as "approvalLimit", a.leads, a.person_index as "personIndex", a.version
    from accounts a join organisations o on o.id = a.organisation_id
    where a.place between ${low} and ${high} and o.kind <> 'unit' and a.state <> 'disabled'
      and a.desks && ${[...CLAIM_DESKS]}::text[] and ${inScope(tx, 'a.place')}
      and ${id} = (select b.id from organisations b where b.low <= a.place and b.high >= a.place and b.kind in ('office', 'head')
        order by b.low desc limit 1)
    order by o.low, a.name, a.id`.execute(tx.db)
  return rows.map(({ personIndex, ...row }) => ({
    ...row,
    self: isCallersOwn(tx, { id: row.id, personIndex }),
    approvalLimit: row.approvalLimit === null ? null : formatYuan(row.approvalLimit),
  }))
}

/** Changes an office's settings; the first change writes its row. */
export async function saveClaimSettings(
  tx: Transaction,
  { id, version, approvalThreshold, sheetOrder, ...settings }: InputOf<typeof saveEndpoint>,
): Promise<OutputOf<typeof saveEndpoint>> {
  const { rows } = await sql<OfficeRow>`select id, kind, name, low, high from organisations
    where id = ${id} and ${HAS_CLAIMS} and ${inScope(tx, 'low')} for update`.execute(tx.db)
  const office = found(rows[0])
  const before = await getClaimSettings(tx, office.id)
  if (before.version !== version) return refused({ code: 'changed-meanwhile' })
  const threshold = accepted(parseYuan(approvalThreshold))
  const order = [...new Set(sheetOrder)]
  const { holdMinutes, firstReviewDays, totalDays, lateClaims } = settings
  await sql`insert into claim_settings (office_id, place, high, approval_threshold, hold_minutes, first_review_days, total_days,
      late_claims, sheet_order, version)
    values (${office.id}, ${office.low}, ${office.high}, ${threshold}, ${holdMinutes}, ${firstReviewDays}, ${totalDays},
      ${lateClaims}, ${order}, ${version + 1})
    on conflict (office_id) do update set approval_threshold = excluded.approval_threshold,
      hold_minutes = excluded.hold_minutes, first_review_days = excluded.first_review_days,
      total_days = excluded.total_days, late_claims = excluded.late_claims, sheet_order = excluded.sheet_order,
      version = excluded.version`.execute(tx.db)
  const { sheetOrder: old, ...rest } = before
  await record(tx, {
    action: 'claim-settings.save',
    subject: office.id,
    place: office.low,
    before: { ...rest, sheetOrder: old },
    after: { ...settings, approvalThreshold: threshold, sheetOrder: order },
  })
  return { version: version + 1 }
}

type AccountRow = Pick<AccountOfPerson, 'personIndex'> & {
  id: string
  place: number
  desks: Desk[]
  limit: Cents | null
  leads: boolean
  version: number
}

/** The amount up to which an officer approves, and whether they lead; nobody changes their own. */
export async function saveApprovalLimit(
  tx: Transaction,
  { id, version, approvalLimit, leads }: InputOf<typeof officerEndpoint>,
): Promise<OutputOf<typeof officerEndpoint>> {
  const { rows } = await sql<AccountRow>`select id, place, desks, approval_limit as limit, leads,
      person_index as "personIndex", version from accounts where id = ${id} and ${inScope(tx, 'place')} for update`.execute(
    tx.db,
  )
  const account = found(rows[0])
  if (account.version !== version) return refused({ code: 'changed-meanwhile' })
  if (isCallersOwn(tx, account)) return refused({ code: 'own-approval-limit' })
  const limit = approvalLimit === null ? null : accepted(parseYuan(approvalLimit))
  const approves = account.desks.includes('claim-second-review') || account.desks.includes('claim-approval')
  if (limit !== null && !approves) return refused({ code: 'officer-without-approval' })
  await sql`update accounts set approval_limit = ${limit}, leads = ${leads}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, {
    action: 'claim-settings.save-officer',
    subject: id,
    place: account.place,
    before: { approvalLimit: account.limit, leads: account.leads },
    after: { approvalLimit: limit, leads },
  })
  return { version: version + 1 }
}
