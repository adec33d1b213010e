import { accept, refuse, type Decision } from '../shared/decision.ts'
import { parseBankCard, type BankCardRefusal } from './bank-card.ts'
import type { ClaimEntry } from './claim-entry.ts'
import { unwritableCharacter } from './payee-name.ts'
import { tidy } from '../shared/typed-text.ts'

/** 银行账号 and 银行名称 as typed beside the image of the card. */
export type TypedAccount = { readonly card: string; readonly bank: string }

export type AccountRefusal =
  | BankCardRefusal
  | { readonly code: 'bank-name-missing' }
  | { readonly code: 'bank-name-character'; readonly character: string }

/** Longest number that a payee keeps. */
const MOST_DIGITS = 19

/** What is typed so far, to be kept: digits alone, however many; other characters and too many digits are refused. */
export function keptAccount({ card, bank }: TypedAccount): Decision<TypedAccount, AccountRefusal> {
  const judged = parseBankCard(card)
  if (judged.ok) return accept({ card: judged.value.bankCard, bank: bank.trim() })
  const { refusal } = judged
  const unfinished =
    refusal.code === 'bank-card-missing' || (refusal.code === 'bank-card-length' && refusal.length <= MOST_DIGITS)
  return unfinished ? accept({ card: card.replace(/\D/g, ''), bank: bank.trim() }) : refuse(refusal)
}

/** The account to which the benefit is to go: a whole number and the name of the bank. Source: manual 4.1.3. */
export function wholeAccount({ card, bank }: TypedAccount): Decision<TypedAccount, AccountRefusal> {
  const judged = parseBankCard(card)
  if (!judged.ok) return judged
  const name = bank.trim()
  if (name === '') return refuse({ code: 'bank-name-missing' })
  const character = unwritableCharacter(tidy(name))
  return character === undefined
    ? accept({ card: judged.value.bankCard, bank: name })
    : refuse({ code: 'bank-name-character', character })
}

/** What was entered, with the account carried to 领款人信息. */
export function withAccount(entry: ClaimEntry, { card, bank }: TypedAccount): ClaimEntry {
  return { ...entry, payee: { ...entry.payee, card, bank } }
}

/** A case of the same event takes the account over where its payee is the insured person and none was entered. */
export function lacksAccount({ payee }: ClaimEntry): boolean {
  return payee.relation === 'self' && payee.card === '' && payee.bank === ''
}
