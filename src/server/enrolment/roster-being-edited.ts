import type { RosterCells } from '../../domain/enrolment/roster.ts'
import { ROSTER_COLUMNS } from '../../domain/enrolment/roster.ts'
import { judgeRow } from '../../domain/enrolment/roster-row.ts'
import type { EnrolmentId, PersonId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Transaction } from '../db/transaction.ts'
import { found, refused } from '../refusal.ts'
import { countRunningImports, listChosenPlans } from './enrolment-plan-store.ts'
import { lockEditable, type StoredEnrolment } from './enrolment-store.ts'
import { judgePeople, type RowOutcome } from './judge-people.ts'
import { judgingRules, type JudgingRules } from './roster-rules.ts'

/** Cells as a form sends them. */
export type TypedCells = Readonly<
  Record<'name' | 'idNumber' | 'phone' | 'idKind' | 'born' | 'sex' | 'riskClass', string>
>

export type EditedRoster = { readonly enrolment: StoredEnrolment; readonly rules: JudgingRules }

/** Locks an enrolment for a change of one roster by hand; while an import runs into it, it stays as it is. */
export async function lockRoster(tx: Transaction, id: EnrolmentId, planCode: string): Promise<EditedRoster> {
  const enrolment = await lockEditable(tx, id)
  const plans = await listChosenPlans(tx, id)
  const chosen = found(plans.find(({ plan }) => plan.code === planCode))
  if ((await countRunningImports(tx, id, planCode)) > 0) return refused({ code: 'import-running' })
  return { enrolment, rules: await judgingRules(tx, enrolment, plans, chosen) }
}

export function cellsOf(typed: Partial<TypedCells>): RosterCells {
  const cells = ROSTER_COLUMNS.flatMap((column) => {
    const text = column === 'sequence' ? '' : (typed[column] ?? '')
    return text === '' ? [] : [[column, { text, kind: 'text' as const }] as const]
  })
  return Object.fromEntries(cells)
}

/** Judges what was typed like an imported row; `except` is the person whose own row is being changed. */
export async function judgeTyped(
  tx: Transaction,
  crypto: CryptoProvider,
  rules: JudgingRules,
  typed: TypedCells,
  except?: PersonId,
): Promise<RowOutcome> {
  const cells = cellsOf(typed)
  const judgement = judgeRow(cells, rules.rows, rules.firstDay, () => undefined)
  const judging = { crypto, rules, ...(except ? { except } : {}) }
  const [outcome] = await judgePeople(tx, judging, [{ cells, judgement }])
  return found(outcome)
}
