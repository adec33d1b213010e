/** What finance should look at before a batch is made. Source: decisions, "Make it the best", 8. */
export const BATCH_FLAGS = ['first-time-card', 'shared-card', 'changed-card'] as const
export type BatchFlag = (typeof BATCH_FLAGS)[number]

/** A payment about to be made; cards are known by their keyed hash. */
export type FlaggedPayment = { readonly claimId: string; readonly personId: string; readonly card: string }

export type CardHistory = {
  /** Cards that money has reached. */
  readonly paidTo: ReadonlySet<string>
  /** Persons whose benefits went to a card, or are on their way in another batch, by card. */
  readonly personsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** The card of a person's last payment that the bank has answered, whatever it answered, by person. */
  readonly lastCardOf: ReadonlyMap<string, string>
}

/** The flags of each payment of a batch, by claim: cards never paid to, cards of several persons, cards that changed. */
export function batchFlags(
  payments: readonly FlaggedPayment[],
  { paidTo, personsOf, lastCardOf }: CardHistory,
): ReadonlyMap<string, readonly BatchFlag[]> {
  const users = new Map<string, Set<string>>()
  for (const { card, personId } of payments)
    users.set(card, (users.get(card) ?? new Set(personsOf.get(card))).add(personId))
  return new Map(
    payments.map(({ claimId, personId, card }) => {
      const last = lastCardOf.get(personId)
      const flags: BatchFlag[] = []
      if (!paidTo.has(card)) flags.push('first-time-card')
      if ((users.get(card)?.size ?? 0) > 1) flags.push('shared-card')
      if (last !== undefined && last !== card) flags.push('changed-card')
      return [claimId, flags] as const
    }),
  )
}
