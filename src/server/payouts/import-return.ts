import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { importReturn as route } from '../../contract/bank-returns.ts'
import type * as z from 'zod/mini'
import { NO_REASON_TOLD, returnFileSentence, returnProblemSentence } from '../../contract/words/payout-words.ts'
import { bankFormat } from '../../domain/payouts/bank-formats.ts'
import { judgeBatchStep } from '../../domain/payouts/batch-workflow.ts'
import { judgeReturn, type JudgedReturn } from '../../domain/payouts/judge-return.ts'
import { readReturnFile, type ReturnedLine, type ReturnFile } from '../../domain/payouts/return-file.ts'
import type { FileId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile, type StoredFile } from '../files/file-vault.ts'
import { decodeBytes } from '../gateways/bank/charsets.ts'
import type { FileCall } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getBatchRow, listLines, lockBatch, lockClaims, saveBatchAnswered } from './batch-store.ts'
import type { StoredBatch, StoredLine } from './batch-store.ts'
import { lockPersonsOf, settleFailed, settlePaid } from './settle-line.ts'
import { tellUnitsSettled, type Settled } from './tell-units-settled.ts'

type Answer = z.infer<typeof route.output>
type Uploaded = { readonly name: string; readonly sha256: Buffer; readonly stored: StoredFile }

/**
 * 导入回盘: the file is read and judged whole, then taken line by line in one transaction. The same bytes again change
 * nothing, and a file that does not fit leaves nothing but its entry in the journal.
 */
export async function importReturn(
  { request, within }: FileCall,
  services: Services,
  input: { id: string },
): Promise<Answer> {
  const upload = await uploadIn(request, route.limit)
  const bytes = await bytesOf(upload, route.limit)
  return takeReturnFile(within, services, input, { name: upload.fileName, bytes })
}

/** Reads and takes a return file that has arrived whole. */
export async function takeReturnFile(
  within: FileCall['within'],
  services: Services,
  input: { id: string },
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<Answer> {
  const { format } = await within(null, (tx) => getBatchRow(tx, input.id as PayoutBatchId))
  const read = readReturnFile(bankFormat(format).returned, bytes, decodeBytes)
  const sha256 = createHash('sha256').update(bytes).digest()
  if (!read.ok)
    return within('payouts.import-return', async (tx) => {
      const batch = await lockAnswerable(tx, input.id)
      const row = 'row' in read.refusal ? read.refusal.row : 0
      const sentence = returnFileSentence(read.refusal)
      return recordRefused(tx, batch, sha256, [
        { row, reference: '', problem: 'unreadable' as const, told: '', known: '', sentence },
      ])
    })
  const stored = accepted(await putFile(services.vault, [bytes], { limit: route.limit }))
  const uploaded = { name, sha256, stored }
  return within(
    'payouts.import-return',
    (tx) => takeReturn(tx, services, input.id, withReasons(read.value), uploaded),
    'bulk',
  )
}

/** Banks write what they like into a reason, or nothing: nothing that looks like a card stays, and a failure says why. */
function withReasons(file: ReturnFile): ReturnFile {
  const reasonOf = ({ result, reason }: ReturnedLine) =>
    result === 'failed' && reason === '' ? NO_REASON_TOLD : maskSensitive(reason).slice(0, LONGEST_REASON)
  return { ...file, lines: file.lines.map((line) => ({ ...line, reason: reasonOf(line) })) }
}

const LONGEST_REASON = 200

async function lockAnswerable(tx: Transaction, id: string): Promise<StoredBatch> {
  const batch = await lockBatch(tx, id as PayoutBatchId)
  if (batch.state === 'draft' || batch.state === 'void') refused({ code: 'return-before-release' })
  return batch
}

async function takeReturn(
  tx: Transaction,
  services: Services,
  id: string,
  file: ReturnFile,
  uploaded: Uploaded,
): Promise<Answer> {
  const batch = await lockAnswerable(tx, id)
  const lines = await listLines(tx, batch.id)
  if (await isTaken(tx, batch, uploaded.sha256)) return recordUnchanged(tx, batch, file.lines.length, lines)
  const judged = judgeReturn(batch.number, lines, file)
  if (!judged.taken) return recordRefused(tx, batch, uploaded.sha256, told(judged))
  const waiting = lines.filter(({ state }) => state === 'waiting').length
  const { answers } = judged
  if (answers.length > 0) {
    const all = answers.length === waiting
    const to = accepted(judgeBatchStep(batch.state, all ? 'answer-all' : 'answer-part', callerIn(tx).desks))
    await settle(tx, services, batch, lines, answers)
    await saveBatchAnswered(tx, batch, to)
  }
  const paid = answers.filter(({ result }) => result === 'paid').length
  const counts = { paid, failed: answers.length - paid, unchanged: judged.unchanged }
  await saveReturn(tx, batch, uploaded, counts)
  const sha256 = uploaded.sha256.toString('hex')
  await record(tx, {
    action: 'payouts.import-return',
    subject: batch.id,
    place: batch.place,
    facts: { number: batch.number, ...counts, sha256 },
  })
  return {
    outcome: answers.length > 0 ? 'taken' : 'unchanged',
    ...counts,
    waiting: waiting - answers.length,
    problems: [],
  }
}

function told({ problems }: Extract<JudgedReturn, { taken: false }>): Answer['problems'] {
  return problems.slice(0, MOST_TOLD).map((problem) => ({ ...problem, sentence: returnProblemSentence(problem) }))
}

/** More of the same tell nothing new. */
const MOST_TOLD = 200

async function settle(
  tx: Transaction,
  services: Services,
  batch: StoredBatch,
  lines: readonly StoredLine[],
  answers: readonly ReturnedLine[],
): Promise<void> {
  const lineOf = new Map(lines.map((line) => [line.reference, line]))
  const pairs = answers.flatMap((answer) => {
    const line = lineOf.get(answer.reference)
    return line ? [{ answer, line }] : []
  })
  const claims = pairs.map(({ line }) => line.claimId)
  await lockClaims(tx, claims)
  await lockPersonsOf(tx, claims)
  const calendar = await getWorkingCalendar(tx)
  const settled: Settled[] = []
  for (const { answer, line } of pairs)
    settled.push(
      answer.result === 'paid'
        ? await settlePaid(tx, services, batch, line)
        : await settleFailed(tx, services, line, answer.reason, calendar),
    )
  await tellUnitsSettled(tx, services, settled)
}

async function isTaken(tx: Transaction, { id }: StoredBatch, sha256: Buffer): Promise<boolean> {
  const { rows } = await sql`select 1 from bank_returns
    where batch_id = ${id} and sha256 = ${sha256} and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows.length > 0
}

type Counts = Pick<Answer, 'paid' | 'failed' | 'unchanged'>

async function saveReturn(tx: Transaction, batch: StoredBatch, { name, sha256, stored }: Uploaded, counts: Counts) {
  const { place } = batch
  const media = { purpose: 'bank-return', mediaType: 'application/octet-stream' } as const
  const fileId: FileId = await saveFile(tx, { place, ...media, name, stored })
  const { accountId, personIndex, name: who } = callerIn(tx)
  await sql`insert into bank_returns (id, batch_id, place, file_id, sha256, name, paid, failed, unchanged, imported_by,
      imported_by_person, imported_by_name, imported_at)
    values (${newId()}, ${batch.id}, ${place}, ${fileId}, ${sha256}, ${name}, ${counts.paid}, ${counts.failed},
      ${counts.unchanged}, ${accountId}, ${personIndex}, ${who}, ${new Date(tx.now)})`.execute(tx.db)
}

const waitingOf = (lines: readonly StoredLine[]) => lines.filter(({ state }) => state === 'waiting').length

async function recordUnchanged(
  tx: Transaction,
  { id, number, place }: StoredBatch,
  unchanged: number,
  lines: readonly StoredLine[],
): Promise<Answer> {
  await record(tx, { action: 'payouts.import-return', subject: id, place, facts: { number, unchanged, again: true } })
  return { outcome: 'unchanged', paid: 0, failed: 0, unchanged, waiting: waitingOf(lines), problems: [] }
}

/** Nothing is taken; the journal keeps that it was tried, and with which file. */
async function recordRefused(
  tx: Transaction,
  batch: StoredBatch,
  sha256: Buffer,
  problems: Answer['problems'],
): Promise<Answer> {
  const { id, number, place } = batch
  const facts = { number, problems: problems.length, sha256: sha256.toString('hex') }
  await record(tx, { action: 'payouts.import-return', subject: id, place, facts, result: 'refused' })
  const waiting = waitingOf(await listLines(tx, id))
  return { outcome: 'refused', paid: 0, failed: 0, unchanged: 0, waiting, problems }
}
