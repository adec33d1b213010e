import { useRef, useState } from 'react'
import { saveMaterialAccount } from '../../contract/claim-materials.ts'
import { parseBankCard } from '../../domain/claims/bank-card.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { claimFieldRefusals } from '../../contract/words/refusals-claim-fields.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import type { ClaimDetail } from './claim-detail.ts'

export type Account = {
  readonly card: string
  readonly bank: string
  readonly type: (change: { readonly card?: string; readonly bank?: string }) => void
  /** Keeps what is typed, when a field is left. */
  readonly save: () => void
  readonly cardError: string | undefined
  /** The last digit is not the one that a card has: said, never refused. */
  readonly isCardDoubtful: boolean
  readonly isWhole: boolean
  readonly error: unknown
}

/** Cells of a spreadsheet bring tabs along, which look like spaces and cannot be kept. */
const oneLine = (text: string) => text.replace(/\p{Cc}/gu, ' ')

/** 银行账号 and 银行名称 beside the card: kept when a field is left. */
export function useAccount({ id, entry }: ClaimDetail): Account {
  const [{ card, bank }, setTyped] = useState({ card: entry.payee.card, bank: entry.payee.bank })
  const kept = useRef({ card: entry.payee.card, bank: entry.payee.bank })
  const saving = useCommand(saveMaterialAccount)
  const judged = parseBankCard(card)
  return {
    card,
    bank,
    type: (change) =>
      setTyped((now) => ({ card: oneLine(change.card ?? now.card), bank: oneLine(change.bank ?? now.bank) })),
    save() {
      // Only what was changed here: a colleague may have typed the other meanwhile.
      const typed = { ...(card !== kept.current.card && { card }), ...(bank !== kept.current.bank && { bank }) }
      if (Object.keys(typed).length === 0) return
      void saving.ask({ id, ...typed }).then(
        () => {
          kept.current = { ...kept.current, ...typed }
        },
        () => undefined,
      )
    },
    cardError: judged.ok || card.trim() === '' ? undefined : sentenceIn(claimFieldRefusals, judged.refusal),
    isCardDoubtful: judged.ok && judged.value.checkDigit === 'wrong',
    isWhole: judged.ok && bank.trim() !== '',
    error: saving.error,
  }
}
