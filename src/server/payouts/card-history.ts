import { sql } from 'kysely'
import type { CardHistory } from '../../domain/payouts/batch-flags.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { PayableClaim } from './payable-claims.ts'

/**
 * What was paid before to these cards and to these persons, as far as the caller's offices reach. A month's payments fill
 * several batches of one day: what waits in another one counts for a card's persons. A card that the bank refused was the
 * last one as well: the next is another.
 */
export async function cardHistoryOf(tx: Transaction, claims: readonly PayableClaim[]): Promise<CardHistory> {
  const cards = claims.map(({ cardIndex }) => cardIndex.toString('hex'))
  const persons = claims.map(({ personId }) => personId)
  const { rows: users } = await sql<{
    card: string
    person: string
    paid: boolean
  }>`select encode(card_index, 'hex') as card,
      person_id as person, bool_or(state = 'paid') as paid
    from payout_lines where state in ('waiting', 'paid') and ${inScope(tx, 'place')}
      and card_index in (select decode(card, 'hex') from unnest(${cards}::text[]) card)
    group by card_index, person_id`.execute(tx.db)
  const { rows: last } = await sql<{ card: string; person: string }>`select distinct on (person_id)
      encode(card_index, 'hex') as card, person_id as person
    from payout_lines where state in ('paid', 'failed', 'reversed') and ${inScope(tx, 'place')} and person_id = any(${persons}::uuid[])
    order by person_id, answered_at desc, id desc`.execute(tx.db)
  const personsOf = new Map<string, Set<string>>()
  for (const { card, person } of users) personsOf.set(card, (personsOf.get(card) ?? new Set()).add(person))
  const paidTo = new Set(users.flatMap(({ card, paid }) => (paid ? [card] : [])))
  return { paidTo, personsOf, lastCardOf: new Map(last.map(({ card, person }) => [person, card])) }
}
