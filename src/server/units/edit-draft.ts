import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { judgeDraft, reasonsOf } from './judge-draft.ts'
import { openForm, sealForm } from './registration-secrets.ts'
import { getDraft, isApplicants, listDocuments, lockDraft, saveForm, saveNewDraft } from './registration-store.ts'

export async function startRegistration(tx: Transaction): Promise<OutputOf<typeof contract.startRegistration>> {
  const { id, draft } = await saveNewDraft(tx)
  await record(tx, { action: 'registration.started', subject: id })
  return { draft }
}

/**
 * The draft as its applicant left it, while it is theirs to change. Once it is submitted its token opens number and
 * state alone: a token that lies about for years must not tell the contact's number and phone.
 */
export async function showDraft(
  tx: Transaction,
  services: Services,
  { draft }: InputOf<typeof contract.getDraft>,
): Promise<OutputOf<typeof contract.getDraft>> {
  const registration = await getDraft(tx, draft)
  const { state, number, version, reasons } = registration
  if (!isApplicants(registration))
    return { registration: { state, number, fields: {}, documents: [], reasons: [], version }, missing: [] }
  const documents = await listDocuments(tx, registration)
  const { missing } = await judgeDraft(tx, services, registration)
  const fields = openForm(services.crypto, registration)
  return { registration: { state, number, fields, documents, reasons: [...reasons], version }, missing }
}

/** Saves the form as far as it is filled in; nothing is refused for being incomplete or wrong. */
export async function saveDraft(
  tx: Transaction,
  services: Services,
  { draft, fields }: InputOf<typeof contract.saveDraft>,
): Promise<OutputOf<typeof contract.saveDraft>> {
  const before = await lockDraft(tx, draft)
  const parted = sealForm(services.crypto, before.id, fields)
  const version = await saveForm(tx, before, parted)
  const saved = { ...before, fields: parted.fields, contactSealed: parted.sealed }
  const { missing, problems } = await judgeDraft(tx, services, saved)
  await record(tx, { action: 'registration.saved', subject: before.id, facts: { missing: missing.length } })
  return { missing, problems: reasonsOf(problems), version }
}
