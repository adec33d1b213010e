import type { Cents } from '../shared/cents.ts'
import type { LineState } from './batch-workflow.ts'
import type { ReturnedLine, ReturnFile } from './return-file.ts'

/** A line of the batch as it stands. */
export type KnownLine = {
  readonly reference: string
  readonly amount: Cents
  readonly state: LineState
  readonly reason: string
}

/** Why nothing of a file is taken, by row. */
export type ReturnProblem = {
  readonly row: number
  readonly reference: string
  readonly problem: 'other-batch' | 'unknown-line' | 'taken-out' | 'other-amount' | 'other-answer' | 'answered-twice'
  readonly told: string
  readonly known: string
}

export type JudgedReturn =
  | { readonly taken: true; readonly answers: readonly ReturnedLine[]; readonly unchanged: number }
  | { readonly taken: false; readonly problems: readonly ReturnProblem[] }

/**
 * Judges a return file whole: one line that does not fit, and nothing of it is taken. It may cover part of the batch,
 * come in any order, and repeat what was answered before. Source: decisions, "Batch and bank".
 */
export function judgeReturn(batchNumber: string, known: readonly KnownLine[], file: ReturnFile): JudgedReturn {
  if (file.batchNumber !== null && file.batchNumber !== batchNumber) {
    const problem = {
      row: 1,
      reference: '',
      problem: 'other-batch' as const,
      told: file.batchNumber,
      known: batchNumber,
    }
    return { taken: false, problems: [problem] }
  }
  const lineOf = new Map(known.map((line) => [line.reference, line]))
  const answers = new Map<string, ReturnedLine>()
  const problems: ReturnProblem[] = []
  let unchanged = 0
  for (const told of file.lines) {
    const line = lineOf.get(told.reference)
    const before = answers.get(told.reference)
    const problem = problemOf(told, line) ?? (before && !isSameAnswer(before, told) ? twice(told, before) : undefined)
    if (problem) problems.push(problem)
    else if (line?.state === 'waiting' && !before) answers.set(told.reference, told)
    else unchanged += 1
  }
  return problems.length > 0 ? { taken: false, problems } : { taken: true, answers: [...answers.values()], unchanged }
}

function isSameAnswer(one: ReturnedLine, other: ReturnedLine): boolean {
  return one.result === other.result && one.reason === other.reason && one.amount === other.amount
}

function twice({ row, reference, result }: ReturnedLine, before: ReturnedLine): ReturnProblem {
  return { row, reference, problem: 'answered-twice', told: result, known: before.result }
}

function problemOf(told: ReturnedLine, line: KnownLine | undefined): ReturnProblem | undefined {
  const { row, reference, amount, result } = told
  if (!line) return { row, reference, problem: 'unknown-line', told: '', known: '' }
  if (line.state === 'removed' || line.state === 'void')
    return { row, reference, problem: 'taken-out', told: '', known: '' }
  if (line.amount !== amount)
    return { row, reference, problem: 'other-amount', told: String(amount), known: String(line.amount) }
  if (line.state === 'waiting') return undefined
  // What was paid and came back later was still answered as paid.
  const answered = line.state === 'failed' ? 'failed' : 'paid'
  // Only a failure has a reason of the bank's; a line that came back keeps that of the 退汇.
  const same = answered === result && (answered === 'paid' || line.reason === told.reason)
  return same ? undefined : { row, reference, problem: 'other-answer', told: result, known: answered }
}
