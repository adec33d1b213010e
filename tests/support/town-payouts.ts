import { newClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import type { Payee } from '../../src/domain/claims/claim-entry.ts'
import { cardIndexOf } from '../../src/server/claims/claim-secrets.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { sealCorrection, sealLinePayee } from '../../src/server/payouts/payout-secrets.ts'
import type { ClaimTown, TownClaims, TownClaimState } from './town-claims.ts'
import type { TestServer } from './test-server.ts'

type Statement = [string, unknown[]]
type Force = (server: TestServer, ...statements: readonly Statement[]) => Promise<void>

export type TownPayouts = {
  /** A batch that is being made, with one line. */
  readonly draft: string
  readonly draftLine: string
  /** A batch with its file whose lines are answered. */
  readonly done: string
  readonly paidLine: string
  readonly reversal: string
  readonly bankReturn: string
  readonly numbers: { readonly draft: string; readonly done: string }
  readonly secrets: readonly string[]
}

/** Batches of a town in the making and answered, with ledger, return file, 退汇 and a corrected payee, in its marks. */
export async function makeTownPayouts(
  server: TestServer,
  town: ClaimTown,
  claims: TownClaims,
  force: Force,
): Promise<TownPayouts> {
  const { crypto } = server.services
  const { marks, ordinal, officer, agent, handler } = town
  const now = new Date(server.clock.now())
  const [draft, done] = [newId(), newId()]
  const numbers = { draft: `ZF371${ordinal}2611240001`, done: `ZF371${ordinal}2611240002` }
  const { payee: empty } = newClaimEntry('2026-11-24')
  const payee: Payee = {
    ...empty,
    name: `${marks.unit}领款`,
    card: `62220203${ordinal}00000001`,
    mobile: `1998${ordinal}100001`,
    bank: `${marks.unit}银行`,
  }
  const gone = newId()
  const batchOf = (id: string, number: string, state: string, claim: TownClaimState, released: boolean): Statement => [
    `insert into payout_batches (id, number, office_id, place, state, format, account_name, bank_name, account_number, count,
       sum, made_by, made_by_name, made_at, released_by, released_by_name, released_at, voided_by, voided_by_name, void_reason,
       file_id, file_sha256, file_sm3)
     select $1, $2, c.office_id, o.low, $3, 'csv-utf-8', $4, $5, $6, 1, c.amount, $7, $8, $9, $10, $11, $12, $18::uuid, $13, $14,
       a.file_id, case when a.file_id is null then null else '\\x00'::bytea end,
       case when a.file_id is null then null else '\\x00'::bytea end
     from claims c join organisations o on o.id = c.office_id left join attachments a on $15::boolean and a.enrolment_id = $16
     where c.id = $17 limit 1`,
    [
      id,
      number,
      state,
      `${marks.office}账户`,
      `${marks.office}银行`,
      `${marks.office}账号`,
      officer.accountId,
      `${marks.office}编制`,
      now,
      released ? agent.accountId : null,
      `${marks.office}释放`,
      released ? now : null,
      `${marks.office}作废`,
      `${marks.office}缘由`,
      released,
      town.draft,
      claims[claim].id,
      state === 'void' ? officer.accountId : null,
    ],
  ]
  let position = 0
  const lineOf = (id: string, batch: string, claim: TownClaimState, state: string): Statement => [
    `insert into payout_lines (id, batch_id, claim_id, place, position, reference, amount, payee_sealed, card_index, person_id,
       state, reason, answered_at)
     select $1, $2, id, place, $3, $4, amount, $5, card_index, person_id, $6, $7, $8 from claims where id = $9`,
    [
      id,
      batch,
      (position += 1),
      `${batch === draft ? numbers.draft : numbers.done}000${position}`,
      sealLinePayee(crypto, id, payee),
      state,
      `${marks.unit}原因`,
      state === 'waiting' ? null : now,
      claims[claim].id,
    ],
  ]
  const [draftLine, paidLine, failedLine, correctedLine] = [newId(), newId(), newId(), newId()]
  const [reversal, correction, bankReturn] = [newId(), newId(), newId()]
  const [journal, benefit, bank, back] = [newId(), newId(), newId(), newId()]
  const entry = (id: string, account: string, side: 'debit' | 'credit', line = paidLine): Statement => [
    `insert into ledger_entries (id, journal_id, kind, account, debit, credit, place, office_id, batch_id, line_id, claim_id,
       posted_on, posted_at)
     select $7, $1, 'payment', $2, ${side === 'debit' ? 'amount, 0' : '0, amount'}, place, office_id, $3, $4, id,
       '2026-11-10', $5 from claims where id = $6`,
    [journal, account, done, line, now, claims.closed.id, id],
  ]
  await force(
    server,
    batchOf(draft, numbers.draft, 'draft', 'payable', false),
    lineOf(draftLine, draft, 'payable', 'waiting'),
    batchOf(done, numbers.done, 'done', 'closed', true),
    lineOf(paidLine, done, 'closed', 'paid'),
    lineOf(failedLine, done, 'payment-failed', 'failed'),
    lineOf(correctedLine, done, 'payee-review', 'failed'),
    batchOf(gone, `ZF371${ordinal}2611240003`, 'void', 'payable', false),
    entry(benefit, 'benefit', 'debit'),
    entry(bank, 'bank', 'credit'),
    // What came back of another line, whatever that line says.
    entry(back, 'bank', 'credit', failedLine),
    [
      `insert into ledger_entries (id, journal_id, kind, account, debit, credit, place, office_id, batch_id, line_id, claim_id,
         reverses, posted_on, posted_at)
       select gen_random_uuid(), $2, 'reversal', account, credit, debit, place, office_id, batch_id, $3, claim_id, id, posted_on,
         posted_at from ledger_entries where id = $1`,
      [back, newId(), failedLine],
    ],
    [
      `insert into bank_returns (id, batch_id, place, file_id, sha256, name, paid, failed, unchanged, imported_by,
         imported_by_name, imported_at)
       select $5, b.id, b.place, b.file_id, '\\x00', $2, 1, 2, 0, b.made_by, $3, $4
       from payout_batches b where b.id = $1`,
      [done, `${marks.office}回盘.csv`, `${marks.office}编制`, now, bankReturn],
    ],
    [
      `insert into payout_reversals (id, line_id, office_id, place, state, returned_on, reference, reference_key, reason,
         requested_by, requested_by_name, requested_at, decided_by_name)
       select $1, l.id, b.office_id, l.place, 'requested', '2026-11-10', $3, $3, $4, $5, $6, $7, $8
         from payout_lines l join payout_batches b on b.id = l.batch_id where l.id = $2`,
      [
        reversal,
        paidLine,
        `${marks.office}退汇`,
        `${marks.office}销户`,
        agent.accountId,
        `${marks.office}编制`,
        now,
        `${marks.office}释放`,
      ],
    ],
    [
      `insert into payee_corrections (id, claim_id, place, sealed, card_index, state, corrected_by, corrected_at)
       select $1, id, place, $3, $4, 'pending', $5, $6 from claims where id = $2`,
      [
        correction,
        claims['payee-review'].id,
        sealCorrection(crypto, correction, payee),
        cardIndexOf(crypto, '6222020000000000'),
        handler.accountId,
        now,
      ],
    ],
  )
  return { draft, draftLine, done, paidLine, reversal, bankReturn, numbers, secrets: [payee.card, payee.mobile] }
}
