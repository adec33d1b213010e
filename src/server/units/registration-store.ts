import { sql, type RawBuilder } from 'kysely'
import type { FileId, OrganisationId, RegistrationId } from '../../domain/shared/ids.ts'
import { addHours } from '../../domain/shared/time.ts'
import type { RegistrationDocument, RegistrationSubject } from '../../domain/units/registration-fields.ts'
import type { RegistrationForm } from '../../domain/units/registration.ts'
import { newToken, tokenHash } from '../accounts/random-codes.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found, refused } from '../refusal.ts'

export type RegistrationState = 'draft' | 'submitted' | 'returned' | 'approved'
export type Reason = { readonly field: RegistrationSubject; readonly text: string }

export type Registration = {
  readonly id: RegistrationId
  readonly number: string | null
  readonly state: RegistrationState
  readonly place: number
  readonly agencyId: OrganisationId | null
  readonly fields: RegistrationForm
  readonly contactSealed: Uint8Array | null
  readonly personIndex: Buffer | null
  readonly reasons: readonly Reason[]
  readonly unitId: OrganisationId | null
  readonly version: number
  readonly submittedAt: Date | null
}

/** How long a draft lives while nothing is submitted. */
export const DRAFT_HOURS = 24

const COLUMNS = sql`id, number, state, place, agency_id as "agencyId", fields, contact_sealed as "contactSealed",
  contact_person_index as "personIndex", reasons, unit_id as "unitId", version, submitted_at as "submittedAt"`

/** Opens a draft and answers the token that alone opens it again. */
export async function saveNewDraft(tx: Transaction): Promise<{ id: RegistrationId; draft: string }> {
  const id = newId<RegistrationId>()
  const draft = newToken()
  await sql`insert into registrations (id, token_hash, place, state, created_at)
    values (${id}, ${tokenHash(draft)}, ${tx.scope.low}, 'draft', ${new Date(tx.now)})`.execute(tx.db)
  return { id, draft }
}

function byDraft(tx: Transaction, draft: string): RawBuilder<unknown> {
  const since = new Date(addHours(tx.now, -DRAFT_HOURS))
  return sql`token_hash = ${tokenHash(draft)} and (state <> 'draft' or created_at > ${since}) and ${inScope(tx, 'place')}`
}

/** The registration that a draft token opens; refused once it lapsed, or where there is none. */
export async function getDraft(tx: Transaction, draft: string): Promise<Registration> {
  const { rows } = await sql<Registration>`select ${COLUMNS} from registrations where ${byDraft(tx, draft)}`.execute(
    tx.db,
  )
  return rows[0] ?? refused({ code: 'draft-expired' })
}

/** Whether a registration is its applicant's to see in full and to change: before 【确定】, and after a return. */
export function isApplicants({ state }: Pick<Registration, 'state'>): boolean {
  return state === 'draft' || state === 'returned'
}

/** Locks a draft, or a registration that was returned, for its applicant; what is under review is not theirs to change. */
export async function lockDraft(tx: Transaction, draft: string): Promise<Registration> {
  await sql`select id from registrations where ${byDraft(tx, draft)} for update`.execute(tx.db)
  const registration = await getDraft(tx, draft)
  if (isApplicants(registration)) return registration
  return refused({ code: 'registration-submitted' })
}

/** Locks a registration in scope for its reviewer. */
export async function lockRegistration(tx: Transaction, id: string): Promise<Registration> {
  await sql`select id from registrations where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return getRegistrationRow(tx, id)
}

/** A registration in scope that was ever submitted. */
export async function getRegistrationRow(tx: Transaction, id: string): Promise<Registration> {
  const { rows } = await sql<Registration>`select ${COLUMNS} from registrations
    where id = ${id} and state <> 'draft' and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

export async function saveForm(
  tx: Transaction,
  { id }: Pick<Registration, 'id'>,
  { fields, sealed }: { readonly fields: RegistrationForm; readonly sealed: Uint8Array },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`update registrations set fields = ${JSON.stringify(fields)},
      contact_sealed = ${sealed}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

/** Gives the applicant a new token, since the old one is stored as a hash alone. */
export async function saveNewToken(tx: Transaction, { id }: Pick<Registration, 'id'>): Promise<string> {
  const draft = newToken()
  await sql`update registrations set token_hash = ${tokenHash(draft)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return draft
}

export type StoredDocument = { readonly kind: RegistrationDocument; readonly fileId: FileId; readonly name: string }

export async function listDocuments(tx: Transaction, { id }: Pick<Registration, 'id'>): Promise<StoredDocument[]> {
  const { rows } = await sql<StoredDocument>`select kind, file_id as "fileId", name from registration_documents
    where registration_id = ${id} and ${inScope(tx, 'place')} order by kind`.execute(tx.db)
  return rows
}

/** Puts a document into its place in the form; answers the file that it replaces. */
export async function saveDocument(
  tx: Transaction,
  { id, place }: Pick<Registration, 'id' | 'place'>,
  { kind, fileId, name }: StoredDocument,
): Promise<FileId | undefined> {
  const replaced = (await listDocuments(tx, { id })).find((document) => document.kind === kind)
  await sql`insert into registration_documents (registration_id, kind, place, file_id, name)
    values (${id}, ${kind}, ${place}, ${fileId}, ${name})
    on conflict (registration_id, kind) do update set file_id = excluded.file_id, name = excluded.name`.execute(tx.db)
  return replaced?.fileId
}
