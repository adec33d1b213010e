import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/registration.ts'
import { proposedUserName } from '../../domain/accounts/user-name.ts'
import { parsePersonName } from '../../domain/shared/person-name.ts'
import { normaliseCreditCode, parseCreditCode } from '../../domain/units/credit-code.ts'
import { freeUserName } from '../accounts/account-store.ts'
import { readName } from '../accounts/pinyin-name.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { accepted } from '../refusal.ts'
import { isRegistered } from './judge-draft.ts'

/** The tree that a new unit chooses its agency from. */
export async function listAgencies(tx: Transaction): Promise<OutputOf<typeof contract.listAgencies>> {
  const { rows } = await sql<OutputOf<typeof contract.listAgencies>['agencies'][number]>`select id,
      parent_id as "parentId", kind, name, telephone
    from organisations where kind <> 'unit' and ${inScope(tx, 'low')} order by low`.execute(tx.db)
  return { agencies: rows }
}

/** A credit code is public: whether a unit with it exists is told at once. */
export async function checkCreditCode(
  tx: Transaction,
  { creditCode: typed }: InputOf<typeof contract.checkCreditCode>,
): Promise<OutputOf<typeof contract.checkCreditCode>> {
  const normalised = normaliseCreditCode(typed)
  const judged = parseCreditCode(typed)
  if (!judged.ok) return { verdict: 'malformed', normalised }
  if (await isRegistered(tx, judged.value.creditCode)) return { verdict: 'registered', normalised }
  return { verdict: judged.value.checkDigit === 'right' ? 'fine' : 'wrong-check-digit', normalised }
}

export async function proposeUserName(
  tx: Transaction,
  { name: typed }: InputOf<typeof contract.proposeUserName>,
): Promise<OutputOf<typeof contract.proposeUserName>> {
  const { name } = accepted(parsePersonName(typed))
  return { userName: await freeUserName(tx, accepted(proposedUserName(readName(name)))) }
}
