import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { saveDraft } from '../../contract/registration.ts'
import { sentenceFor } from '../../contract/words/refusals.ts'
import { judgeRegistration, type RegistrationFacts, type RegistrationProblem } from '../../domain/units/registration.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openForm } from './registration-secrets.ts'
import { listDocuments, type Registration } from './registration-store.ts'

export type Agency = { readonly id: OrganisationId; readonly place: number; readonly name: string }

export type JudgedDraft = {
  readonly missing: OutputOf<typeof saveDraft>['missing']
  readonly problems: readonly RegistrationProblem[]
  readonly ready: { readonly facts: RegistrationFacts; readonly agency: Agency } | undefined
}

/** Whether a unit with this code exists already, anywhere. */
export async function isRegistered(tx: Transaction, creditCode: string): Promise<boolean> {
  const { rows } = await sql<{
    registered: boolean
  }>`select credit_code_registered(${creditCode}) as registered`.execute(tx.db)
  return rows[0]?.registered === true
}

/** Judges the form as it stands, with what only the database knows: the credit code and the agency. */
export async function judgeDraft(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  registration: Registration,
): Promise<JudgedDraft> {
  const documents = new Set((await listDocuments(tx, registration)).map(({ kind }) => kind))
  const { missing, problems, facts } = judgeRegistration(openForm(crypto, registration), documents)
  const { agencyId } = registration.fields
  const agency = agencyId === undefined ? undefined : await findAgency(tx, agencyId)
  const more: RegistrationProblem[] = []
  if (agencyId !== undefined && !agency) more.push({ field: 'agencyId', refusal: { code: 'agency-unknown' } })
  if (facts && (await isRegistered(tx, facts.creditCode)))
    more.push({ field: 'creditCode', refusal: { code: 'credit-code-registered' } })
  const ready = facts && agency && more.length === 0 ? { facts, agency } : undefined
  return { missing: [...missing], problems: [...problems, ...more], ready }
}

/** Facts and agency of a form that is whole and right; refused with the fields where it is not. */
export async function readyDraft(
  tx: Transaction,
  services: Pick<Services, 'crypto'>,
  registration: Registration,
): Promise<NonNullable<JudgedDraft['ready']>> {
  const { missing, problems, ready } = await judgeDraft(tx, services, registration)
  if (ready) return ready
  const fields = [...new Set([...missing, ...problems.map(({ field }) => field)])].join('、')
  return refused({ code: 'registration-incomplete', fields })
}

/** Problems as the page shows them. */
export function reasonsOf(problems: readonly RegistrationProblem[]): OutputOf<typeof saveDraft>['problems'] {
  return problems.map(({ field, refusal }) => ({ field, text: sentenceFor(refusal) }))
}

async function findAgency(tx: Transaction, id: string): Promise<Agency | undefined> {
  const { rows } = await sql<Agency>`select id, low as place, name from organisations
    where id = ${id} and kind in ('office', 'agency') and ${inScope(tx, 'low')}`.execute(tx.db)
  return rows[0]
}
